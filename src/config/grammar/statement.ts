import type { Node } from "../config.ts";
import type { Hash } from "../hash.ts";
import { rangeMembers } from "../ranges/range-members.ts";
import { type CompiledRule, type Effect, slotKey, type Table } from "./compile-grammar.ts";
import type { Found } from "./dispatch.ts";
import { members } from "./members.ts";
import { type Captures, isPresent, render, wordsOf } from "./pattern.ts";

/** One line understood: which slot it is about and what it says. Shared between readings, never changed. */
export type Statement = {
  readonly rule: CompiledRule;
  readonly effect: Effect;
  /** Name among its siblings; never depends on the value. */
  readonly key: string;
  /** Canonical line, with the negation where it has one: two lines with the same value mean the same. */
  readonly value: string;
  /** As written, without indentation. */
  readonly text: string;
  readonly captures: Captures;
  readonly isNegative: boolean;
  /** It says that the slot is as it would be without it. */
  readonly isVacant: boolean;
  /** Its number was not written but follows from its place among the entries. */
  readonly isPlaced: boolean;
  /** In a simulation: typed over its own opposite, so that the device may print it or, if it is the default, nothing. */
  readonly isAssumed?: boolean;
  /** The lines it stands for, where it names several sections at once. */
  readonly parts?: readonly Statement[];
  /** Members of a set, sorted. */
  readonly members: readonly string[] | undefined;
  /** Hash of what it says, once somebody asked for it. */
  hash: Hash | undefined;
  /** The line alone, once somebody asked for it (see `plainNode`). */
  node: Node | undefined;
  /** What takes it away, once somebody asked for it (see `unsetLine`). */
  unsetting: string | undefined;
};

/** Understands one line without indentation as a line of that table. Unknown lines are legal: they are their own key. */
export function statementOf(table: Table, text: string): Statement {
  return table.known.get(text) ?? learned(table, own(text));
}

/** The same of a line that was made to be typed: it is remembered as it is, and found again by what it is, unread. */
export function typedStatement(table: Table, line: string): Statement {
  return table.known.get(line) ?? learned(table, line);
}

function learned(table: Table, text: string): Statement {
  const statement = read(table, text);
  table.known.add(text, statement);
  return statement;
}

/** A part of a string holds on to the whole of it: what is remembered must not be the text of a device. */
function own(text: string): string {
  return ` ${text}`.slice(1);
}

function read(table: Table, text: string): Statement {
  const { negation } = table.grammar;
  const line = wordsOf(text);
  const isNegative = negation !== "" && line.words.length > 1 && line.words[0] === negation;
  const found = isNegative
    ? table.negative.find(line, 1, true)
    : table.positive.find(line, 0, true);
  return found === undefined
    ? generic(table, text, isNegative)
    : withParts(table, found, spoken(found, text, isNegative));
}

/** A line that names several sections at once stands for a line of each. */
function withParts(table: Table, { entry, captures }: Found, statement: Statement): Statement {
  const { rule, form } = entry;
  const { expand } = rule.data;
  if (form !== "plural" || expand === undefined) return statement;
  const names = rangeMembers(captures[expand.key] ?? "", expand.of) ?? [];
  const parts = names.map((name) =>
    statementOf(table, canonical(rule, { ...captures, [expand.key]: name }, statement.isNegative)),
  );
  return { ...statement, parts };
}

/** A step of a hierarchy: a line that is a part of a longer one. */
export function stepOf(table: Table, found: Found | undefined, text: string): Statement {
  const known = table.known.get(text);
  if (known !== undefined) return known;
  const said = own(text);
  const statement = found === undefined ? generic(table, said, false) : spoken(found, said, false);
  table.known.add(said, statement);
  return statement;
}

/** The statement that the words of a line were found to be. */
function spoken(
  { entry, captures, isCanonical }: Found,
  text: string,
  isNegative: boolean,
): Statement {
  const { rule, effect } = entry;
  const value = isCanonical ? text : canonical(rule, captures, isNegative);
  return made(rule, effect, captures, { value, text, isNegative });
}

/** The statement of a rule for captures, as if its canonical line had been read. */
export function understood(rule: CompiledRule, captures: Captures): Statement {
  const value = canonical(rule, captures, false);
  return made(rule, "set", captures, { value, text: value, isNegative: false });
}

/** The canonical line without its negation: what wipes a line wipes also what says that it shall not be. */
export function affirmed({ value, rule, isNegative }: Statement): string {
  return isNegative ? value.slice(rule.negation.length + 1) : value;
}

/** The same slot with optional parts of `before` that `statement` does not have, besides its own. */
export function accumulated(statement: Statement, before: Statement): Statement {
  if (!hasMore(before, statement)) return statement;
  return understood(statement.rule, { ...before.captures, ...statement.captures });
}

/** One of two statements of a rule has an optional part that the other has not. */
export function hasMore(one: Statement, other: Statement): boolean {
  return one.rule.main.some(
    (piece) =>
      piece.kind === "option" &&
      isPresent(piece, one.captures) &&
      !isPresent(piece, other.captures),
  );
}

/** The same statement but for what is given. */
export function altered(statement: Statement, changes: Partial<Statement>): Statement {
  return { ...statement, hash: undefined, node: undefined, unsetting: undefined, ...changes };
}

function canonical(rule: CompiledRule, captures: Captures, isNegative: boolean): string {
  const line = render(rule.main, captures);
  return isNegative ? `${rule.negation} ${line}` : line;
}

function made(
  rule: CompiledRule,
  effect: Effect,
  captures: Captures,
  { value, text, isNegative }: Pick<Statement, "value" | "text" | "isNegative">,
): Statement {
  const { set } = rule.data;
  return {
    rule,
    effect,
    key: slotKey(rule, captures),
    value,
    text,
    captures,
    isNegative,
    isVacant:
      rule.data.default?.includes(value) === true || (effect === "unset" && !rule.keepsNegative),
    isPlaced: false,
    members: set === undefined ? undefined : members(captures[set.capture] ?? "", set.of),
    hash: undefined,
    node: undefined,
    unsetting: undefined,
  };
}

function generic(table: Table, text: string, isNegative: boolean): Statement {
  const { negation } = table.grammar;
  const positive = isNegative ? text.slice(negation.length).trimStart() : text;
  return {
    rule: table.generic,
    effect: isNegative ? "unset" : "set",
    // Joined, not added: a string of two parts is put together anew by every map that looks it up.
    key: ["?", positive].join(""),
    value: text,
    text,
    captures: { line: positive },
    isNegative,
    isVacant: false,
    isPlaced: false,
    members: undefined,
    hash: undefined,
    node: undefined,
    unsetting: undefined,
  };
}
