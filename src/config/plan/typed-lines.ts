import type { Node } from "../config.ts";
import { unsetLine } from "../grammar/compile-grammar.ts";
import { memberParts, without } from "../grammar/members.ts";
import { fill } from "../grammar/names.ts";
import type { Statement } from "../grammar/statement.ts";
import { typedBlock } from "../syntax/block.ts";
import type { Operation } from "./operation.ts";

/** One typed line with the lines of its block. */
export type Typed = { readonly line: string; readonly body: readonly string[] };

const NO_BODY: readonly string[] = [];

/** What is typed to carry out an operation, within its section. */
export function typedLines({ kind, before, after, insertion }: Operation): readonly Typed[] {
  if (insertion !== undefined) return [plain(insertion)];
  if (kind === "open") return [plain(after?.statement.text ?? "")];
  if (kind === "set" && after !== undefined) return settingLines(before, after);
  return before === undefined ? [] : [plain(unsettingLine(before.statement, after?.statement))];
}

function plain(line: string): Typed {
  return { line, body: NO_BODY };
}

/** The candidate may have a line of its own that says so: `no shutdown`. */
function unsettingLine(before: Statement, after: Statement | undefined): string {
  const said = after ?? before;
  const isSaid = said.rule.data.default?.includes(said.value) === true;
  return isSaid ? said.text : unsetLine(before);
}

function settingLines(before: Node | undefined, after: Node): Typed[] {
  const { rule, members, value } = after.statement;
  if (rule.data.set === undefined || members === undefined) {
    return [typedBlock(after, rule.inside.grammar)];
  }
  const had = before?.statement.members;
  if (had === undefined) return memberLines(members, rule.data.set, after.statement);
  if (members.length === 0) return [plain(value)];
  return changeLines(had, members, rule.data.set, after.statement);
}

type Verbs = NonNullable<Statement["rule"]["data"]["set"]>;

/** A set as it is first typed. */
function memberLines(members: readonly string[], set: Verbs, statement: Statement): Typed[] {
  const [first = [], ...rest] = chunks(members, set);
  if (rest.length === 0) return [plain(statement.text)];
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
): Typed[] {
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
): Typed {
  const text = parts.join(of === "words" ? " " : ",");
  return plain(fill(template, { ...captures, [capture]: text }));
}

/** Members as they are written, in parts that fit into a line. */
function chunks(members: readonly string[], { of, limit }: Verbs): string[][] {
  const parts = memberParts(members, of);
  const found: string[][] = [];
  for (let at = 0; at < parts.length; at += limit) found.push(parts.slice(at, at + limit));
  return found;
}
