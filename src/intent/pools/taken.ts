import type { Finding } from "../../errors.ts";
import type { Pool } from "./pool.ts";
import { numberOfValue, poolValue } from "./pool-values.ts";

/** What of one pool is taken: the value's number, and the words that say by whom. */
export type Taken = ReadonlyMap<bigint, { readonly owner: string; readonly line: number }>;

/** What `pools/<pool>.taken` is to say, and what as long as not every device gave up what is freed; null: no file. */
export type TakenText = { readonly text: string | null; readonly withFreed: string | null };

const head =
  "# What of this pool is taken, and by whom. Written by netctl; merge it line by line, each value once.\n";

/** Where it is written what of a pool is taken. */
export function takenPath(pool: string): string {
  return `pools/${pool}.taken`;
}

/** Reads `pools/<pool>.taken`: a value and its owner on each line. Two that were given the same are findings. */
export function readTaken(
  pool: Pool,
  text: string,
): { readonly taken: Taken; readonly findings: readonly Finding[] } {
  const taken = new Map<bigint, { owner: string; line: number }>();
  const owners = new Map<string, number>();
  const findings: Finding[] = [];
  text.split("\n").forEach((written, index) => {
    const place = { path: takenPath(pool.name), line: index + 1, column: 1 };
    const said = written.trim();
    if (said === "" || said.startsWith("#")) return;
    const found = lineFault(pool, said, taken, owners);
    if (found !== undefined) {
      const { line, ...words } = found;
      const before = line === undefined ? undefined : { ...place, line };
      const related =
        before === undefined ? {} : { related: [{ label: "and here", place: before }] };
      findings.push({ code: "NC1073", place, ...words, ...related });
      return;
    }
    const [value = "", owner = ""] = said.split(/ +/);
    owners.set(owner, index + 1);
    taken.set(numberOfValue(pool, value) as bigint, { owner, line: index + 1 });
  });
  return { taken, findings };
}

/** What is wrong with one line, and the earlier line that it contradicts. */
function lineFault(
  pool: Pool,
  said: string,
  taken: Taken,
  owners: ReadonlyMap<string, number>,
): { readonly message: string; readonly hint: string; readonly line?: number } | undefined {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(said))
    return {
      message: "a merge of this file is not finished",
      hint: "keep one line of each value; whoever loses its line is given another value",
    };
  const [value = "", owner = "", ...rest] = said.split(/ +/);
  const number = numberOfValue(pool, value);
  if (number === undefined || owner === "" || rest.length > 0)
    return { message: "a line is a value of the pool and its owner", hint: "remove it" };
  const hint = "remove one of the two lines; its owner is given another value";
  const other = taken.get(number);
  if (other) return { message: `${value} is given to two owners`, hint, line: other.line };
  const line = owners.get(owner);
  return line === undefined ? undefined : { message: `${owner} has two values`, hint, line };
}

/** The text of `pools/<pool>.taken`, in the order of values: two that take the same one meet in git. */
export function printTaken(pool: Pool, owners: ReadonlyMap<bigint, string>): string {
  const lines = [...owners]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([number, owner]) => `${poolValue(pool, number)} ${owner}\n`);
  return head + lines.join("");
}
