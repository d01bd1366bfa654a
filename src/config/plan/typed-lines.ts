import type { Node } from "../config.ts";
import { unsetLine } from "../grammar/compile-grammar.ts";
import { membersText } from "../grammar/members.ts";
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
  const [first = [], ...rest] = chunks(members, set.limit);
  if (rest.length === 0) return [plain(statement.text)];
  return [
    membersLine(statement.rule.data.match, set, first, statement),
    ...rest.map((list) => membersLine(set.add, set, list, statement)),
  ];
}

/** A set that is there already. */
function changeLines(
  had: readonly string[],
  wanted: readonly string[],
  set: Verbs,
  statement: Statement,
): Typed[] {
  const isHad = new Set(had);
  const isWanted = new Set(wanted);
  const removed = had.filter((member) => !isWanted.has(member));
  const added = wanted.filter((member) => !isHad.has(member));
  return [
    ...chunks(removed, set.limit).map((list) => membersLine(set.remove, set, list, statement)),
    ...chunks(added, set.limit).map((list) => membersLine(set.add, set, list, statement)),
  ];
}

function membersLine(
  template: string,
  { capture, of }: Verbs,
  list: readonly string[],
  { captures }: Statement,
): Typed {
  return plain(fill(template, { ...captures, [capture]: membersText(list, of) }));
}

function chunks(list: readonly string[], limit: number): string[][] {
  const found: string[][] = [];
  for (let at = 0; at < list.length; at += limit) found.push(list.slice(at, at + limit));
  return found;
}
