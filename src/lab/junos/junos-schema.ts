/**
 * One statement the device knows. `keys` is how many words name one entry of a list (0 for a container), `value` what
 * follows: nothing, one word, or several in brackets. `isOpen`: anything is taken below.
 */
export type Statement = {
  readonly name: string;
  /** A second word that belongs to the name: `family inet`. */
  readonly second: string;
  /** Keywords between the keys: `from-zone A to-zone B` has [`to-zone`]. */
  readonly between: readonly string[];
  readonly keys: number;
  readonly value: "none" | "one" | "many" | "rest";
  readonly type: string;
  readonly isSorted: boolean;
  readonly isSecret: boolean;
  readonly isDeprecated: boolean;
  readonly isOpen: boolean;
  /** Printed on one line with its only child: `route 0.0.0.0/0 next-hop 10.0.0.1;`. */
  readonly isInline: boolean;
  readonly rank: number;
  readonly below: readonly Statement[];
};

/**
 * A schema from its text: indentation is the hierarchy. `name` a container or, with nothing below, a flag; `name =` one
 * value (`=int`, `=ip`, `=prefix` checked), `name []` several in brackets, `name ..` several without; `name <>` a list with a key, `<>` a list without a word
 * of its own; `name <> word <>` two keys; `name word` a name of two words. Behind `;`: `sorted`, `secret`, `deprecated`, `open`, `inline`.
 */
export function schema(text: string): Statement {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [statements] = read(lines, 0, -1);
  return { ...statement("", 0, statements), isOpen: false };
}

function read(lines: readonly string[], from: number, outer: number): [Statement[], number] {
  const out: Statement[] = [];
  let index = from;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    const indent = line.length - line.trimStart().length;
    if (indent <= outer) break;
    const [below, next] = read(lines, index + 1, indent);
    out.push(statement(line.trim(), out.length, below));
    index = next;
  }
  return [out, index];
}

function statement(line: string, rank: number, below: readonly Statement[]): Statement {
  const [head = "", flags = ""] = line.split(/\s*;\s*/);
  const words = head.split(/\s+/);
  const name = words[0] === "<>" || words[0]?.startsWith("=") ? "" : (words[0] ?? "");
  const last = words.at(-1) ?? "";
  const keys = words.filter((word) => word === "<>").length;
  const plain = words.slice(1).filter((word) => /^[a-z]/.test(word));
  return {
    name,
    second: keys < 2 ? (plain[0] ?? "") : "",
    between: keys < 2 ? [] : plain,
    keys,
    value: last.startsWith("=") ? "one" : last === "[]" ? "many" : last === ".." ? "rest" : "none",
    type: last.startsWith("=") ? last.slice(1) : "",
    isSorted: flags.includes("sorted"),
    isSecret: flags.includes("secret"),
    isDeprecated: flags.includes("deprecated"),
    isOpen: flags.includes("open"),
    isInline: flags.includes("inline"),
    rank,
    below,
  };
}
