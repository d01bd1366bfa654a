import type { Finding } from "../../errors.ts";
import type { Grammar } from "../../platform/grammar.ts";
import { compileGrammar } from "../grammar/compile-grammar.ts";
import { statementOf } from "../grammar/statement.ts";
import { Builder, type OpenChildren } from "./builder.ts";
import { type Source, sourceFinding } from "./source.ts";

/**
 * Reads a file of statements: each goes from its first line to the one on which all its braces are closed again, and is
 * not looked into. Text in quotes and behind a comment mark opens and closes nothing.
 */
export function readStatements(
  lines: readonly string[],
  grammar: Grammar,
  source: Source,
): { readonly children: OpenChildren; readonly findings: Finding[] } {
  const table = compileGrammar(grammar);
  const builder = new Builder();
  const children: OpenChildren = new Map();
  const findings: Finding[] = [];
  const isNothing = nothingIn(grammar);
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at] ?? "";
    if (isNothing(first)) continue;
    const { last, isClosed } = endOf(lines, at, grammar.comments);
    const statement = statementOf(table, first.trim());
    if (!isClosed) {
      const message = `this statement is never closed: ${statement.text}`;
      findings.push(sourceFinding(source, lines, at, "NC3102", message));
    }
    const body = last === at ? undefined : lines.slice(at + 1, last + 1);
    const origin = source.originOf?.(at + 1);
    builder.place(children, statement, { origin, body });
    at = last;
  }
  return { children, findings };
}

/** Lines of a file that are no part of its configuration, for what is sent back as it was read. */
export function isVolatile(grammar: Grammar): (line: string) => boolean {
  const volatile = new RegExp(`^(?:${["(?!)", ...grammar.volatile].join("|")})$`, "u");
  return (line) => volatile.test(line.trim());
}

function nothingIn(grammar: Grammar): (line: string) => boolean {
  const isOwn = isVolatile(grammar);
  return (line) => {
    const text = line.trim();
    return text === "" || grammar.comments.some((mark) => text.startsWith(mark)) || isOwn(text);
  };
}

/** The line on which a statement ends. */
function endOf(
  lines: readonly string[],
  first: number,
  comments: readonly string[],
): { readonly last: number; readonly isClosed: boolean } {
  let depth = 0;
  for (let at = first; at < lines.length; at++) {
    depth += balanceOf(lines[at] ?? "", comments);
    if (depth <= 0) return { last: at, isClosed: true };
  }
  return { last: lines.length - 1, isClosed: false };
}

/** How many braces and brackets more are opened on a line than closed. */
function balanceOf(line: string, comments: readonly string[]): number {
  let balance = 0;
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"') quote = character;
    else if (comments.some((mark) => line.startsWith(mark, at))) return balance;
    else if ("{[(".includes(character)) balance += 1;
    else if ("}])".includes(character)) balance -= 1;
  }
  return balance;
}
