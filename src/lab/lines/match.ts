import type { Pattern, Rule, Table } from "./rule.ts";
import { accept, type InterfaceSpelling } from "./word-type.ts";

/** A line that a table knows: `words` in canonical spelling, `key` its identity within the section. */
export type Match = {
  readonly rule: Rule;
  readonly words: readonly string[];
  readonly key: string;
  /** The arguments among the words, in order. */
  readonly arguments: readonly string[];
  /** False where a negated line stopped before the value, or before the end of the identity. */
  readonly isWhole: boolean;
};

/** Why a line is not known. `column` counts characters of the line from 0, where the caret belongs. */
export type Refusal = {
  readonly kind: "invalid" | "incomplete" | "ambiguous";
  readonly column: number;
  /** The word that was not understood and its number from 1. */
  readonly word: string;
  readonly wordNumber: number;
};

/** `isFull`: the rest of the line is taken already. */
type State = {
  readonly rule: Rule;
  readonly at: number;
  readonly taken: readonly Taken[];
  readonly isFull: boolean;
};
type Taken = { readonly text: string; readonly isKey: boolean; readonly isArgument: boolean };
/** A word, its column, and the line from there on as it was typed. */
type Token = { readonly text: string; readonly column: number; readonly rest: string };

/** Splits a line into words with their columns. */
export function tokens(line: string): Token[] {
  return [...line.matchAll(/"[^"]*"|\S+/g)].map((found) => ({
    text: found[0],
    column: found.index,
    rest: line.slice(found.index).trimEnd(),
  }));
}

/** Matches words with a table, keywords may be abbreviated as on the device. `mayStop`: a negated line may end early. */
export function match(
  rules: Table,
  words: readonly Token[],
  interfaceName: InterfaceSpelling,
  mayStop: boolean,
): Match | Refusal {
  let states = start(rules);
  for (const [index, token] of words.entries()) {
    const next = step(states, token, interfaceName);
    if (next === "ambiguous" || next.length === 0) {
      const column = token.column + (next === "ambiguous" ? 0 : known(states, token.text));
      const kind = next === "ambiguous" ? "ambiguous" : "invalid";
      return { kind, column, word: token.text, wordNumber: index + 1 };
    }
    states = next;
  }
  const done =
    states.find((state) => isOptional(state, false)) ??
    (mayStop ? states.find((state) => isOptional(state, true)) : undefined) ??
    (mayStop ? states[0] : undefined);
  const last = words.at(-1);
  if (done === undefined) {
    const column = (last?.column ?? 0) + (last?.text.length ?? 0);
    return { kind: "incomplete", column, word: last?.text ?? "", wordNumber: words.length };
  }
  return finished(done);
}

/** The keywords with which a line may go on: behind a blank the next ones, else those that its last word begins. */
export function following(
  rules: Table,
  text: string,
  interfaceName: InterfaceSpelling,
): readonly string[] {
  const words = tokens(text);
  const begun = /\S$/.test(text) ? (words.pop()?.text.toLowerCase() ?? "") : "";
  let states = start(rules);
  for (const token of words) {
    const next = step(states, token, interfaceName);
    if (next === "ambiguous") return [];
    states = next;
  }
  const keywords = states.flatMap(({ rule, at }) => {
    const pattern = rule.pattern[at];
    return pattern?.kind === "keyword" ? [pattern.text] : [];
  });
  const fitting = keywords.filter((word) => word.toLowerCase().startsWith(begun));
  return [...new Set(fitting)].sort();
}

function start(rules: Table): State[] {
  return rules
    .filter((entry): entry is Rule => entry !== "!")
    .map((rule) => ({ rule, at: 0, taken: [], isFull: false }));
}

function finished(state: State): Match {
  const keyWords = state.taken.filter((word) => word.isKey).map((word) => word.text);
  return {
    rule: state.rule,
    words: state.taken.map((word) => word.text),
    key: state.rule.slot ?? keyWords.join(" "),
    arguments: state.taken.filter((word) => word.isArgument).map((word) => word.text),
    isWhole: isOptional(state, true),
  };
}

/** The states after one more word; keywords win over arguments, whole keywords over abbreviations. */
function step(
  states: readonly State[],
  token: Token,
  interfaceName: InterfaceSpelling,
): State[] | "ambiguous" {
  const keywords = new Map<string, string>();
  const lower = token.text.toLowerCase();
  for (const state of states) {
    const pattern = state.rule.pattern[state.at];
    if (pattern?.kind !== "keyword") continue;
    const text = pattern.text.toLowerCase();
    if (text.startsWith(lower)) keywords.set(text, pattern.text);
  }
  const chosen =
    keywords.get(lower) ?? (keywords.size === 1 ? [...keywords.values()][0] : undefined);
  if (chosen !== undefined) {
    return states
      .filter((state) => isKeyword(state.rule.pattern[state.at], chosen))
      .map((state) => take(state, { text: chosen, isKey: true, isArgument: false }));
  }
  const others = states.flatMap((state) => argument(state, token, interfaceName));
  return others.length === 0 && keywords.size > 1 ? "ambiguous" : others;
}

function isKeyword(pattern: Pattern | undefined, text: string): boolean {
  return pattern?.kind === "keyword" && pattern.text === text;
}

function argument(state: State, token: Token, interfaceName: InterfaceSpelling): State[] {
  const pattern = state.rule.pattern[state.at];
  if (state.isFull) return [state];
  if (pattern?.kind === "rest") {
    const taken = { text: token.rest, isKey: pattern.isKey, isArgument: true };
    return [{ ...take(state, taken), isFull: true }];
  }
  if (pattern?.kind !== "argument") return [];
  const canonical = accept(token.text, pattern.type, interfaceName);
  return canonical === undefined
    ? []
    : [take(state, { text: canonical, isKey: pattern.isKey, isArgument: true })];
}

function take(state: State, taken: Taken): State {
  return { ...state, at: state.at + 1, taken: [...state.taken, taken] };
}

/** Whether a line may end in this state; with `isNegated` it may also end before its value. */
function isOptional(state: State, isNegated: boolean): boolean {
  return state.rule.pattern.slice(state.at).every((pattern) => {
    if (pattern.kind === "keyword") return false;
    if (pattern.kind === "argument") return isNegated && !pattern.isKey;
    return pattern.min === 0 || (isNegated && !pattern.isKey);
  });
}

/** How many characters of a refused word some keyword still has in common with it. */
function known(states: readonly State[], word: string): number {
  let longest = 0;
  for (const state of states) {
    const pattern = state.rule.pattern[state.at];
    if (pattern?.kind !== "keyword") continue;
    let length = 0;
    while (
      length < word.length &&
      pattern.text[length]?.toLowerCase() === word[length]?.toLowerCase()
    )
      length++;
    longest = Math.max(longest, length);
  }
  return Math.min(longest, word.length);
}
