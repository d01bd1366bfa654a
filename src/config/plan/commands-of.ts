import type { Command } from "../change-set.ts";
import { unsetLine } from "../grammar/compile-grammar.ts";
import { memberParts, without } from "../grammar/members.ts";
import { fill } from "../grammar/names.ts";
import type { Statement } from "../grammar/statement.ts";
import type { Origin } from "../origin.ts";
import { typedBlock } from "../syntax/block.ts";
import type { Operation } from "./operation.ts";

/**
 * What is typed to carry out operations in this order. A section is opened by its first line; its opening is a command
 * of its own only where no line follows.
 */
export function commandsOf(operations: readonly Operation[]): Command[] {
  const commands: Command[] = [];
  operations.forEach((operation, index) => {
    if (operation.kind === "open" && isEnteredBy(operations[index + 1], operation)) return;
    type(operation, commands);
  });
  return commands;
}

function isEnteredBy(next: Operation | undefined, { at, after, insertion }: Operation): boolean {
  const entered = next?.at.above[at.above.length];
  return entered !== undefined && entered === after && insertion === undefined;
}

function type(operation: Operation, commands: Command[]): void {
  const { kind, at, before, after } = operation;
  const origin = (after ?? before)?.origin;
  if (kind === "set" && after?.body !== undefined) {
    const { line, body } = typedBlock(after, after.statement.rule.inside.grammar);
    commands.push(command(at.section, line, origin, body));
    return;
  }
  const line = lineOf(operation);
  if (line !== undefined) commands.push(command(at.section, line, origin));
  else if (kind === "set" && after !== undefined)
    for (const each of memberLines(before?.statement, after.statement))
      commands.push(command(at.section, each, origin));
}

const NO_BODY: readonly string[] = [];

function command(
  section: readonly string[],
  line: string,
  origin: Origin | undefined,
  body = NO_BODY,
): Command {
  if (origin === undefined && body.length === 0) return { section, line };
  return {
    section,
    line,
    ...(body.length > 0 ? { body } : {}),
    ...(origin === undefined ? {} : { origin }),
  };
}

/** The one line of an operation; undefined where a set may take several. */
function lineOf({ kind, before, after, insertion }: Operation): string | undefined {
  if (insertion !== undefined) return insertion;
  if (after !== undefined && (kind === "open" || kind === "set"))
    return kind === "set" && after.statement.members !== undefined
      ? undefined
      : after.statement.text;
  return before && unsettingLine(before.statement, after?.statement);
}

/** The candidate may have a line of its own that says so: `no shutdown`. */
function unsettingLine(before: Statement, after: Statement | undefined): string {
  const said = after ?? before;
  const isSaid = said.rule.data.default?.includes(said.value) === true;
  return isSaid ? said.text : unsetLine(before);
}

function memberLines(before: Statement | undefined, after: Statement): readonly string[] {
  const { rule, members, value } = after;
  const { set } = rule.data;
  if (set === undefined || members === undefined) return [after.text];
  const had = before?.members;
  if (had === undefined) return firstLines(members, set, after);
  return members.length === 0 ? [value] : changeLines(had, members, set, after);
}

type Verbs = NonNullable<Statement["rule"]["data"]["set"]>;

/** A set as it is first typed. */
function firstLines(members: readonly string[], set: Verbs, statement: Statement): string[] {
  const [first = [], ...rest] = chunks(members, set);
  if (rest.length === 0) return [statement.text];
  return [
    membersLine(statement.rule.data.match, set, first, statement),
    ...rest.map((parts) => membersLine(set.add, set, parts, statement)),
  ];
}

/** A set that is there already. */
function changeLines(
  had: readonly string[],
  wanted: readonly string[],
  set: Verbs,
  statement: Statement,
): string[] {
  const removed = chunks(without(had, wanted), set);
  const added = chunks(without(wanted, had), set);
  return [
    ...removed.map((parts) => membersLine(set.remove, set, parts, statement)),
    ...added.map((parts) => membersLine(set.add, set, parts, statement)),
  ];
}

function membersLine(
  template: string,
  { capture, of }: Verbs,
  parts: readonly string[],
  { captures }: Statement,
): string {
  const text = parts.join(of === "words" ? " " : ",");
  return fill(template, { ...captures, [capture]: text });
}

/** Members as they are written, in parts that fit into a line. */
function chunks(members: readonly string[], { of, limit }: Verbs): string[][] {
  const parts = memberParts(members, of);
  const found: string[][] = [];
  for (let at = 0; at < parts.length; at += limit) found.push(parts.slice(at, at + limit));
  return found;
}
