import type { Children, Node } from "../config.ts";
import { unsetLine } from "../grammar/compile-grammar.ts";
import { membersText } from "../grammar/members.ts";
import { fill, type Spot } from "../grammar/names.ts";
import { typedBlock } from "../syntax/block.ts";

/** One typed line with the lines of its block. */
export type Typed = { readonly line: string; readonly body: readonly string[] };

/**
 * One step on the way from running to target. `open` and `close` make and delete a section; a section's lines have
 * operations of their own. An `unset` has an `after` only where the candidate itself says that the line shall not be.
 */
export type Operation = {
  readonly kind: "open" | "set" | "unset" | "close";
  /** Sections around it, outermost first. */
  readonly above: readonly Node[];
  readonly siblings: Children;
  /** What stands beside `before`: the running section, `siblings` being the wanted one. */
  readonly priors: Children;
  readonly before: Node | undefined;
  readonly after: Node | undefined;
  readonly typed: Typed[];
  /** Steps that must be done before this one, whatever the names say. */
  readonly needs: Operation[];
  /** It only makes room for another line in the same place. */
  readonly isMakingRoom: boolean;
  /** Lines that fall with it and need no operation of their own. */
  readonly falls: Spot[];
};

/** Where an operation happens. */
export type Where = Pick<Operation, "above" | "siblings" | "priors">;

const NO_BODY: readonly string[] = [];

/** Puts a line in place; `before` is what stands in its slot. */
export function setting(where: Where, before: Node | undefined, after: Node): Operation {
  return {
    kind: "set",
    ...where,
    before,
    after,
    typed: typedFor(before, after),
    needs: [],
    isMakingRoom: false,
    falls: [],
  };
}

/** Takes a line away. `after` is the candidate's own line that says so, where it has one: `no shutdown`. */
export function unsetting(where: Where, before: Node, after?: Node): Operation {
  const { statement } = after ?? before;
  const isSaid = statement.rule.data.default?.includes(statement.value) === true;
  const line = isSaid ? statement.text : unsetLine(before.statement);
  return {
    kind: "unset",
    ...where,
    before,
    after,
    typed: [{ line, body: NO_BODY }],
    needs: [],
    isMakingRoom: false,
    falls: [],
  };
}

/** Makes a section, or gives it another line. */
export function opening(where: Where, before: Node | undefined, after: Node): Operation {
  const typed = [{ line: after.statement.text, body: NO_BODY }];
  return {
    kind: "open",
    ...where,
    before,
    after,
    typed,
    needs: [],
    isMakingRoom: false,
    falls: [],
  };
}

/** Deletes a section with all that stands in it. */
export function closing(where: Where, before: Node): Operation {
  const typed = [{ line: unsetLine(before.statement), body: NO_BODY }];
  return {
    kind: "close",
    ...where,
    before,
    after: undefined,
    typed,
    needs: [],
    isMakingRoom: false,
    falls: [],
  };
}

function typedFor(before: Node | undefined, after: Node): Typed[] {
  const { statement } = after;
  const { set } = statement.rule.data;
  const grammar = statement.rule.inside.grammar;
  if (set === undefined || statement.members === undefined) return [typedBlock(after, grammar)];
  const had = before?.statement.members;
  if (had === undefined) return memberLines(statement.members, set, statement);
  const wanted = statement.members;
  const added = wanted.filter((member) => !had.includes(member));
  const removed = had.filter((member) => !wanted.includes(member));
  if (wanted.length === 0) return [{ line: statement.value, body: NO_BODY }];
  return [
    ...chunks(removed, set.limit).map((list) =>
      membersLine(set.remove, set.capture, list, set.of, statement.captures),
    ),
    ...chunks(added, set.limit).map((list) =>
      membersLine(set.add, set.capture, list, set.of, statement.captures),
    ),
  ];
}

type Verbs = NonNullable<Node["statement"]["rule"]["data"]["set"]>;

function memberLines(
  members: readonly string[],
  set: Verbs,
  statement: Node["statement"],
): Typed[] {
  const [first = [], ...rest] = chunks(members, set.limit);
  if (rest.length === 0) return [{ line: statement.text, body: NO_BODY }];
  return [
    membersLine(statement.rule.data.match, set.capture, first, set.of, statement.captures),
    ...rest.map((list) => membersLine(set.add, set.capture, list, set.of, statement.captures)),
  ];
}

function membersLine(
  template: string,
  capture: string,
  list: readonly string[],
  of: "range" | "words",
  captures: Node["statement"]["captures"],
): Typed {
  return { line: fill(template, { ...captures, [capture]: membersText(list, of) }), body: NO_BODY };
}

function chunks(list: readonly string[], limit: number): string[][] {
  const found: string[][] = [];
  for (let at = 0; at < list.length; at += limit) found.push(list.slice(at, at + limit));
  return found;
}
