/** The kinds of value a word of a configuration line can be asked to be. */
export type WordType = "word" | "ip" | "mask" | "int" | "if" | "prefix" | "ip6";

/**
 * One word of a pattern. An argument with `isKey` belongs to the identity of the line, one without is its value.
 * `rest` takes everything to the end of the line, `min` words at least.
 */
export type Pattern =
  | { readonly kind: "keyword"; readonly text: string }
  | { readonly kind: "argument"; readonly type: WordType; readonly isKey: boolean }
  | { readonly kind: "rest"; readonly isKey: boolean; readonly min: 0 | 1 };

/**
 * One kind of line that a section accepts. The place in its table is the place in the printed configuration.
 * `no`: what the negated form leaves behind: nothing (`delete`), a `no …` line (`print`), a `no …` line while the
 * positive form leaves nothing (`only`), or the line in `reset`.
 */
export type Rule = {
  readonly source: string;
  readonly pattern: readonly Pattern[];
  readonly rank: number;
  readonly no: "delete" | "print" | "only" | "reset";
  readonly reset?: string;
  /** Overrides the identity: two spellings of one single-valued thing. */
  readonly slot?: string;
  readonly opens?: string;
  /** What the prompt shows in the section: `if-$1` puts the first argument there. */
  readonly prompt?: string;
  readonly isSorted: boolean;
  /** Lines of one family are printed together, by their first argument. */
  readonly family?: string;
  /** No `!` after the section. */
  readonly isTight: boolean;
  /** A `!` before the section, and this line at its end (address families). */
  readonly isLed: boolean;
  readonly close?: string;
  readonly childIndent?: number;
  /** The last line of the free text that follows: `quit`, `EOF`, or `delimiter` for the first character typed. */
  readonly body?: string;
};

/** What a section accepts, in printing order. `"!"` is a separator that the device prints there. */
export type Table = readonly (Rule | "!")[];

/** All sections of a platform by kind; `global` is the top. */
export type Grammar = Readonly<Record<string, Table>>;

/**
 * A table from its text: one rule a line, options behind `;;`, `!` a separator. Words: `<type>` an argument of the
 * identity, `=type` a value, `..` any rest as value, `=..` at least one word, `<..>` rest as identity, `<..?>` optional.
 */
export function table(text: string): Table {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line, rank) => (line === "!" ? "!" : rule(line, rank)));
}

/** The rule of lines that no table knows and a lenient device keeps all the same; they are printed last. */
export const UNKNOWN_LINE: Rule = rule("<..>", Number.MAX_SAFE_INTEGER);

function rule(line: string, rank: number): Rule {
  const [source = "", optionText = ""] = line.split(/\s*;;\s*/);
  const options = new Map<string, string>();
  for (const option of optionText.match(/[a-z]+(?:=(?:"[^"]*"|\S+))?/gi) ?? []) {
    const [name = "", value = ""] = option.split(/=(.*)/s);
    options.set(name, value.replace(/^"|"$/g, ""));
  }
  const text = (name: string): string | undefined => options.get(name);
  const reset = text("reset");
  const no = options.has("print") ? "print" : options.has("only") ? "only" : "delete";
  const indent = text("indent");
  return {
    source,
    pattern: source.split(/\s+/).map(patternWord),
    rank,
    no: reset === undefined ? no : "reset",
    ...(reset === undefined ? {} : { reset }),
    ...given("slot", text("slot")),
    ...given("opens", text("opens")),
    ...given("prompt", text("prompt")),
    ...given("family", text("family")),
    ...given("close", text("close")),
    ...given("body", text("body")),
    ...(indent === undefined ? {} : { childIndent: Number(indent) }),
    isSorted: options.has("sorted"),
    isTight: options.has("tight"),
    isLed: options.has("led"),
  };
}

function given<Name extends string>(name: Name, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}

function patternWord(word: string): Pattern {
  if (word === "..") return { kind: "rest", isKey: false, min: 0 };
  if (word === "=..") return { kind: "rest", isKey: false, min: 1 };
  if (word === "<..>") return { kind: "rest", isKey: true, min: 1 };
  if (word === "<..?>") return { kind: "rest", isKey: true, min: 0 };
  if (word.startsWith("="))
    return { kind: "argument", type: word.slice(1) as WordType, isKey: false };
  if (word.startsWith("<"))
    return { kind: "argument", type: word.slice(1, -1) as WordType, isKey: true };
  return { kind: "keyword", text: word };
}
