import type { Finding, Place } from "../../errors.ts";
import { parseInterface } from "../address.ts";
import { schemaFindings } from "../schema-findings.ts";
import type { SourceDocument } from "../source-document.ts";
import type { SchemaError } from "../validator.ts";
import type { PoolFile } from "./pool-schema.ts";

/** Values in order, both ends included. An address is its number. */
export type PoolRange = { readonly from: bigint; readonly to: bigint };

/** Where values come from that nobody chooses by hand: `pools/<name>.yaml`. */
export type Pool = {
  readonly name: string;
  readonly kind: "numbers" | "addresses" | "prefixes";
  /** Of addresses and prefixes. */
  readonly version: 4 | 6;
  /** Prefix length written behind each value; undefined for numbers and bare addresses. */
  readonly length: number | undefined;
  readonly ranges: readonly PoolRange[];
  readonly excluded: readonly PoolRange[];
  readonly place: Place;
};

/** Makes a pool of its file. */
export function readPool(
  name: string,
  source: SourceDocument,
  check: (document: unknown) => readonly SchemaError[],
): { readonly pool: Pool | undefined; readonly findings: readonly Finding[] } {
  const document = structuredClone(source.value);
  const findings = schemaFindings(check(document), source);
  if (findings.length > 0) return { pool: undefined, findings };
  const file = document as unknown as PoolFile;
  const kind = file.numbers ? "numbers" : file.addresses ? "addresses" : "prefixes";
  const entries = file[kind] ?? [];
  const version = parseInterface(String(entries[0]))?.version ?? 4;
  const wrong = entries.flatMap((entry, i) => entryFindings(entry, `/${kind}/${i}`, source, file));
  if (wrong.length > 0) return { pool: undefined, findings: wrong };
  const pool: Pool = {
    name,
    kind,
    version,
    length: file.length,
    ranges: entries.map((entry) => rangeOf(entry, kind)),
    excluded: (file.exclude ?? []).map((entry) => rangeOf(entry, "numbers")),
    place: { path: source.path, line: 1, column: 1 },
  };
  return { pool, findings: [] };
}

/** What a schema cannot say of one entry: the order of its ends, one version in a pool, room for the length. */
function entryFindings(
  entry: number | string,
  pointer: string,
  source: SourceDocument,
  file: PoolFile,
): Finding[] {
  const wrong = (message: string, hint: string): Finding[] => [
    { code: "NC1003", message, place: source.placeOf(pointer), hint },
  ];
  const address = parseInterface(String(entry));
  if (file.numbers || address === undefined) {
    const { from, to } = rangeOf(entry, "numbers");
    return from > to ? wrong(`${entry} ends before it begins`, `write ${to}-${from}`) : [];
  }
  const [first] = file.addresses ?? file.prefixes ?? [];
  if (parseInterface(String(first))?.version !== address.version)
    return wrong("a pool is of one version of IP", "make a pool of its own for these");
  const longest = address.version === 4 ? 32 : 128;
  const { length } = file;
  if (length === undefined || (length <= longest && (file.addresses || length >= address.length)))
    return [];
  return wrong(`${entry} holds no /${length}`, `length: ${address.length} to ${longest}`);
}

function rangeOf(entry: number | string, kind: Pool["kind"]): PoolRange {
  const text = String(entry);
  const numbers = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (numbers !== null)
    return { from: BigInt(numbers[1] ?? 0), to: BigInt(numbers[2] ?? numbers[1] ?? 0) };
  const prefix = parseInterface(text);
  if (prefix === undefined) throw new Error(`${text} passed the schema of pools`);
  const bits = prefix.version === 4 ? 32 : 128;
  const size = 1n << BigInt(bits - prefix.length);
  const { number } = prefix;
  // The first address of a network is its own name, the last one speaks to all.
  const isShort = kind === "addresses" && prefix.version === 4 && prefix.length < 31;
  return { from: number + (isShort ? 1n : 0n), to: number + size - (isShort ? 2n : 1n) };
}
