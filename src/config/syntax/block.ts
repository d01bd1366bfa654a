import type { Grammar } from "../../platform/grammar.ts";
import type { Node } from "../config.ts";
import { type Statement, understood } from "../grammar/statement.ts";

/** A block as read: its statement without text or delimiter, its text, and where it ends. */
export type ReadBlock = {
  readonly statement: Statement;
  readonly body: readonly string[];
  readonly lastIndex: number;
  readonly isClosed: boolean;
};

/** Reads the text that a line opens, where its rule says that it opens one. */
export function readBlock(
  statement: Statement,
  lines: readonly string[],
  index: number,
): ReadBlock | undefined {
  const { block } = statement.rule.data;
  if (block === undefined || statement.isNegative) return undefined;
  return block.end === "delimiter"
    ? readDelimited(statement, lines, index)
    : readToLine(statement, lines, index, block.line);
}

/** IOS prints the delimiter as `^C`; any character that was typed first may stand in a candidate. */
function readDelimited(
  statement: Statement,
  lines: readonly string[],
  index: number,
): ReadBlock | undefined {
  const rest = statement.captures["rest"] ?? "";
  const first = lines[index] ?? "";
  const delimiter = rest.startsWith("^C") ? "^C" : rest.slice(0, 1);
  if (delimiter === "") return undefined;
  const opening = first
    .slice(first.length - first.trimStart().length)
    .slice(statement.text.indexOf(rest));
  const head = opening.slice(delimiter.length);
  const plain = understood(statement.rule, { ...statement.captures, rest: "" });
  const closedAt = head.indexOf(delimiter);
  if (closedAt >= 0) {
    return { statement: plain, body: [head.slice(0, closedAt)], lastIndex: index, isClosed: true };
  }
  const body = [head];
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const end = line.indexOf(delimiter);
    if (end >= 0) {
      body.push(line.slice(0, end));
      return { statement: plain, body, lastIndex: at, isClosed: true };
    }
    body.push(line);
  }
  return { statement: plain, body, lastIndex: lines.length - 1, isClosed: false };
}

function readToLine(
  statement: Statement,
  lines: readonly string[],
  index: number,
  end: string,
): ReadBlock {
  const body: string[] = [];
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.trim() === end) return { statement, body, lastIndex: at, isClosed: true };
    body.push(line);
  }
  return { statement, body, lastIndex: lines.length - 1, isClosed: false };
}

const NO_BODY: readonly string[] = [];

/** A node as it is typed: its line, and for a block the lines after it up to the end mark. */
export function typedBlock(
  node: Node,
  grammar: Grammar,
): { readonly line: string; readonly body: readonly string[] } {
  const { block } = node.statement.rule.data;
  const { text } = node.statement;
  if (node.body === undefined) return { line: text, body: NO_BODY };
  if (block === undefined) return { line: text, body: node.body };
  if (block.end === "line") return { line: text, body: [...node.body, block.line] };
  const whole = node.body.join("\n");
  const delimiter =
    [...grammar.delimiters].find((character) => !whole.includes(character)) ?? "\u0003";
  const [first = "", ...rest] = node.body;
  const last = rest.pop();
  return last === undefined
    ? { line: `${text} ${delimiter}${first}${delimiter}`, body: [] }
    : { line: `${text} ${delimiter}${first}`, body: [...rest, last + delimiter] };
}
