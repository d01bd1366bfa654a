import type { Document, Node, Pair, YAMLError } from "yaml";
import type { Finding, Place } from "../errors.ts";
import type { Json } from "./intent.ts";
import { yaml as library } from "./libraries.ts";
import { pointerSegments, valueAt } from "./pointer.ts";
import { trapFindings } from "./yaml-traps.ts";

/** A file that was read as YAML, of which JSON is a part, with the way back from each value to its place. */
export type SourceDocument = {
  readonly path: string;
  readonly value: Json;
  /** Place of the value at a JSON pointer; of its key where the value is a block below it. */
  readonly placeOf: (pointer: string) => Place;
  /** Place of the key at a JSON pointer; of the entry where it has none. */
  readonly keyPlaceOf: (pointer: string) => Place;
  /** The value as it is written (`022`), undefined for collections and values that are not in the file. */
  readonly written: (pointer: string) => string | undefined;
  /** Whether the file itself holds a value at a JSON pointer. */
  readonly has: (pointer: string) => boolean;
};

/** Largest file that is read, in characters. Nobody writes a service this long by hand. */
const fileLimitCharacters = 1_000_000;

/** Deepest nesting that is read. */
const depthLimit = 64;

const errorsPerFileLimit = 5;

/** Reads one YAML or JSON file. The document is undefined where findings make it unreadable. */
export function readSourceDocument(
  path: string,
  text: string,
): { readonly document: SourceDocument | undefined; readonly findings: readonly Finding[] } {
  const fail = (message: string, hint: string) => ({
    document: undefined,
    findings: [{ code: "NC1006", message, place: { path, line: 1, column: 1 }, hint }],
  });
  if (text.length > fileLimitCharacters)
    return fail(
      `the file has ${text.length} characters; ${fileLimitCharacters} is the limit`,
      "split it into several services",
    );
  const starts = lineStarts(text);
  const yaml = parsed(text);
  const at = (offset: number, end: number = offset + 1): Place =>
    placeAt(path, starts, offset, end);
  const problems = [...yaml.errors, ...yaml.warnings];
  if (problems.length > 0)
    return {
      document: undefined,
      findings: problems
        .slice(0, errorsPerFileLimit)
        .map((problem) => yamlFinding(problem, at(problem.pos[0]))),
    };
  if (yaml.contents === null || (library().isScalar(yaml.contents) && yaml.contents.value === null))
    return {
      document: undefined,
      findings: [
        {
          code: "NC1001",
          message: "the file is empty",
          place: at(0),
          hint: "write it or remove it",
        },
      ],
    };
  try {
    const value = yaml.toJS({ maxAliasCount: 100 }) as Json;
    if (isDeeperThan(value, depthLimit))
      return fail(`nested deeper than ${depthLimit} levels`, "flatten it");
    const findings = trapFindings(yaml, at);
    return {
      document: sourceDocument(
        path,
        () => yaml,
        value,
        () => text,
      ),
      findings,
    };
  } catch (error) {
    // Alias bombs are a ReferenceError, deep nesting a RangeError.
    return fail((error as Error).message.split("\n")[0] as string, "write the values out");
  }
}

/** A file that nothing was wrong with, whose value is known: where in it a value stands is seldom asked. */
export function knownDocument(path: string, value: Json, text: () => string): SourceDocument {
  return sourceDocument(path, () => parsed(text()), value, text);
}

// Not `logLevel: "silent"`: it hides that a file holds several documents.
function parsed(text: string): Document {
  return library().parseDocument(text, { prettyErrors: false, logLevel: "error" });
}

function sourceDocument(
  path: string,
  parse: () => Document,
  value: Json,
  text: () => string,
): SourceDocument {
  let tree: { readonly yaml: Document; readonly starts: readonly number[] } | undefined;
  const locateIn = (pointer: string): Located => {
    tree ??= { yaml: parse(), starts: lineStarts(text()) };
    return locate(tree.yaml, pointer);
  };
  const at = (offset: number, end: number = offset + 1): Place =>
    placeAt(path, tree?.starts ?? lineStarts(text()), offset, end);
  const placeOf = (pointer: string): Place => {
    const found = locateIn(pointer);
    const { isMap, isSeq } = library();
    const isBlock = isMap(found.node) || isSeq(found.node);
    return placeOfNode((isBlock && found.key) || found.node || found.key, at);
  };
  const keyPlaceOf = (pointer: string): Place => {
    const found = locateIn(pointer);
    return placeOfNode(found.key ?? found.node, at);
  };
  const written = (pointer: string): string | undefined => {
    const { node, isExact } = locateIn(pointer);
    return isExact && library().isScalar(node) ? node.source : undefined;
  };
  const has = (pointer: string): boolean => valueAt(value, pointer) !== undefined;
  return { path, value: deepFreeze(value), placeOf, keyPlaceOf, written, has };
}

type Located = {
  readonly node: Node | undefined;
  readonly key: Node | undefined;
  readonly isExact: boolean;
};

function locate(yaml: Document, pointer: string): Located {
  const { isAlias, isMap, isNode, isSeq } = library();
  let node: Node | undefined = yaml.contents ?? undefined;
  let key: Node | undefined;
  for (const segment of pointerSegments(pointer)) {
    const inside: unknown = isAlias(node) ? node.resolve(yaml) : node;
    if (isMap(inside)) {
      const pair = (inside.items as Pair[]).find((item) => keyText(item.key) === segment);
      if (pair === undefined) return { node, key, isExact: false };
      key = isNode(pair.key) ? pair.key : undefined;
      node = isNode(pair.value) ? pair.value : undefined;
    } else if (isSeq(inside) && isNode(inside.items[Number(segment)])) {
      key = undefined;
      node = inside.items[Number(segment)] as Node;
    } else return { node, key, isExact: false };
  }
  return { node, key, isExact: true };
}

function keyText(key: unknown): string {
  return library().isScalar(key) ? String(key.value) : String(key);
}

function placeOfNode(node: Node | undefined, at: (offset: number, end?: number) => Place): Place {
  const range = node?.range;
  if (range === undefined || range === null) return at(0);
  const { isMap, isSeq } = library();
  return isMap(node) || isSeq(node) ? at(range[0]) : at(range[0], range[1]);
}

// The line counter of the YAML library misses lines that its parser jumps over in broken files.
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return [...starts, text.length + 1];
}

function placeAt(path: string, starts: readonly number[], offset: number, end: number): Place {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const start = starts[low] ?? 0;
  const lineEnd = (starts[low + 1] ?? 1) - 1;
  const place = { path, line: low + 1, column: Math.min(offset, lineEnd) - start + 1 };
  const length = Math.min(end, lineEnd) - offset;
  return length > 1 && end <= lineEnd ? { ...place, length } : place;
}

const yamlHints: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "indent with spaces",
  DUPLICATE_KEY: "only the last one would count: remove one of them",
  MULTIPLE_DOCS: "put each document into a file of its own",
  RESOURCE_EXHAUSTION: "the file is nested too deeply",
  BAD_SCALAR_START: "put the value in quotes",
  TAG_RESOLVE_FAILED: "tags have no meaning here: remove it",
};

function yamlFinding(problem: YAMLError, place: Place): Finding {
  // The parser says the one or the other, by where it runs out.
  const isTooDeep = problem.code === "RESOURCE_EXHAUSTION" || /call stack/.test(problem.message);
  const code = problem.code === "DUPLICATE_KEY" ? "NC1002" : isTooDeep ? "NC1006" : "NC1001";
  const hint = yamlHints[isTooDeep ? "RESOURCE_EXHAUSTION" : problem.code];
  const message =
    problem.code === "MULTIPLE_DOCS"
      ? "the file holds several documents"
      : problem.message.charAt(0).toLowerCase() + problem.message.slice(1);
  return hint === undefined ? { code, message, place } : { code, message, place, hint };
}

function isDeeperThan(value: Json, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

/** A JSON value of one's own, which may be changed. */
export function copied(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)]));
}

/** Freezes a JSON value all the way down and gives it back. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
