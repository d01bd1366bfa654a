import type { Hash } from "../hash.ts";
import { rangeMembers } from "../ranges/range-members.ts";
import {
  type CompiledRule,
  type Effect,
  type Entry,
  slotKey,
  type Table,
} from "./compile-grammar.ts";
import { members } from "./members.ts";
import { type Captures, matchVariant, render, type Words } from "./pattern.ts";

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
};

/** Statements remembered per table; more would cost memory when a thousand devices differ in everything. */
const KNOWN_LIMIT = 50_000;

/** Understands one line without indentation as a line of that table. Unknown lines are legal: they are their own key. */
export function statementOf(table: Table, text: string): Statement {
  const known = table.known.get(text);
  if (known !== undefined) return known;
  const { negation } = table.grammar;
  const words = text.split(" ").filter(Boolean);
  const isNegative = negation !== "" && words.length > 1 && words[0] === negation;
  const found = isNegative
    ? lookUp(table.negative, { words, line: text }, 1, true)
    : lookUp(table.positive, { words, line: text }, 0, true);
  const statement =
    found === undefined ? generic(table, text, isNegative) : readAs(table, found, text, isNegative);
  if (table.known.size >= KNOWN_LIMIT) table.known.clear();
  table.known.set(text, statement);
  return statement;
}

function readAs(
  table: Table,
  { entry: { rule, effect, isPlural }, captures }: Found,
  text: string,
  isNegative: boolean,
): Statement {
  const statement = understood(rule, effect, captures, text, isNegative);
  const { expand } = rule.data;
  if (!isPlural || expand === undefined) return statement;
  const names = rangeMembers(captures[expand.key] ?? "", expand.of) ?? [];
  const parts = names.map((name) => {
    const line = render(rule.main, { ...captures, [expand.key]: name });
    return statementOf(table, isNegative ? `${rule.negation} ${line}` : line);
  });
  return { ...statement, parts };
}

function firstMatch(
  entries: readonly Entry[] | undefined,
  line: Words,
  from: number,
  whole: boolean,
): Found | undefined {
  if (entries === undefined) return undefined;
  for (const entry of entries) {
    const match = matchVariant(entry.variant, line, from, whole);
    if (match !== undefined) return { entry, captures: match.captures, taken: match.taken };
  }
  return undefined;
}

type Found = { readonly entry: Entry; readonly captures: Captures; readonly taken: number };

/** The best entry for words from `from` on; with `whole` it must take all of them. */
export function lookUp(
  entries: ReadonlyMap<string, readonly Entry[]>,
  line: Words,
  from: number,
  whole: boolean,
): Found | undefined {
  const first = line.words[from] ?? "";
  const found =
    firstMatch(entries.get(`${first} ${line.words[from + 1]}`), line, from, whole) ??
    firstMatch(entries.get(first), line, from, whole) ??
    firstMatch(entries.get(""), line, from, whole);
  return found;
}

/** The statement of a rule for captures: what `statementOf` makes of a line, also usable without one. */
export function understood(
  rule: CompiledRule,
  effect: Effect,
  captures: Captures,
  text: string | undefined,
  isNegative: boolean,
): Statement {
  const rendered = render(rule.main, captures);
  const value = isNegative ? `${rule.negation} ${rendered}` : rendered;
  const { set } = rule.data;
  return {
    rule,
    effect,
    key: slotKey(rule, captures),
    value,
    text: text ?? value,
    captures,
    isNegative,
    isVacant:
      rule.data.default?.includes(value) === true || (effect === "unset" && !rule.keepsNegative),
    isPlaced: false,
    members: set === undefined ? undefined : members(captures[set.capture] ?? "", set.of),
    hash: undefined,
  };
}

/** A line or word that no rule of the table knows. */
export function unknown(table: Table, text: string): Statement {
  const known = table.known.get(text);
  if (known !== undefined) return known;
  const statement = generic(table, text, false);
  table.known.set(text, statement);
  return statement;
}

function generic(table: Table, text: string, isNegative: boolean): Statement {
  const { negation } = table.grammar;
  const positive = isNegative ? text.slice(negation.length).trimStart() : text;
  return {
    rule: table.generic,
    effect: isNegative ? "unset" : "set",
    key: `?${positive}`,
    value: text,
    text,
    captures: { line: positive },
    isNegative,
    isVacant: false,
    isPlaced: false,
    members: undefined,
    hash: undefined,
  };
}
