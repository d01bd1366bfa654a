import type { Children, Node } from "../config.ts";
import type { CompiledRule } from "../grammar/compile-grammar.ts";
import { sequenceGroup } from "../grammar/compile-grammar.ts";
import { withNumber } from "../syntax/builder.ts";
import { filledNumbers, spreadNumbers } from "./numbers.ts";
import { longestIncreasing, mayHold } from "./ordered.ts";

/**
 * The candidate with entries that were written without numbers under the numbers they run with, new ones in the gaps
 * between. Where a gap is too small all are numbered anew, as `resequence` would, if the platform has that.
 * `isOurs` says of running entries that they go unless they are wanted.
 */
export function alignEntries(
  running: Children,
  candidate: Children,
  isOurs: (key: string) => boolean,
): Children {
  return renumbered(running, candidate, (wanted, ran) => {
    const matched = matchEntries(wanted, ran);
    const isMatched = new Set(matched);
    // A list in which nothing stays must not be empty in between: new entries take other numbers than the old ones.
    const isKept = !isFreedFirst(wanted) || matched.some((node) => node !== undefined);
    const taken = ran.filter(
      (node) => !isMatched.has(node) && !(isKept && isOurs(node.statement.key)),
    );
    return numbersFor(wanted, matched, ran, taken);
  });
}

function isFreedFirst([entry]: readonly Node[]): boolean {
  return entry?.statement.rule.data.replace === "negate-first";
}

/** Applied entries without numbers under the numbers they run with; those that do not run are left out. */
export function sameEntries(running: Children, applied: Children): Children {
  if (running === applied) return applied;
  return renumbered(running, applied, (entries, ran) =>
    matchEntries(entries, ran).map((node) => (node === undefined ? undefined : numberOf(node))),
  );
}

function renumbered(
  running: Children,
  given: Children,
  numbersOf: (entries: readonly Node[], ran: readonly Node[]) => readonly (number | undefined)[],
): Children {
  const groups = entriesByList(given, (node) => node.statement.isPlaced);
  if (groups.size === 0) return given;
  const ran = entriesByList(running, () => true);
  const numbers = new Map<Node, number | undefined>();
  for (const [group, entries] of groups) {
    const found = numbersOf(entries, ran.get(group) ?? []);
    entries.forEach((node, index) => {
      numbers.set(node, found[index]);
    });
  }
  const result = new Map<string, Node>();
  for (const [key, node] of given) {
    const number = numbers.get(node);
    if (!numbers.has(node)) result.set(key, node);
    else if (number !== undefined) {
      const statement = withNumber(node.statement, number);
      result.set(statement.key, { ...node, statement });
    }
  }
  return result;
}

/** Entries of numbered lists, by list, in the order of their numbers. */
export function entriesByList(
  children: Children,
  isMeant: (node: Node) => boolean,
): Map<string, Node[]> {
  const lists = new Map<string, Node[]>();
  if (!mayHold(children, "sequence")) return lists;
  for (const node of children.values()) {
    const { rule, captures, isVacant } = node.statement;
    if (rule.data.sequence === undefined || isVacant || !isMeant(node)) continue;
    const name = sequenceGroup(rule, captures);
    const list = lists.get(name);
    if (list === undefined) lists.set(name, [node]);
    else list.push(node);
  }
  for (const list of lists.values()) list.sort((a, b) => numberOf(a) - numberOf(b));
  return lists;
}

/** For each wanted entry the running one that says the same and need not move; undefined where there is none. */
export function matchEntries(wanted: readonly Node[], ran: readonly Node[]): (Node | undefined)[] {
  const asked = wanted.map(contentOf);
  const said = ran.map(contentOf);
  // Most changes leave both ends of a list alone: only what is between them is searched.
  let head = 0;
  while (head < asked.length && asked[head] === said[head]) head++;
  let tail = 0;
  const room = Math.min(asked.length, said.length) - head;
  while (tail < room && asked[asked.length - 1 - tail] === said[said.length - 1 - tail]) tail++;
  const between = matchContents(
    asked.slice(head, asked.length - tail),
    said.slice(head, said.length - tail),
  );
  return [
    ...ran.slice(0, head),
    ...between.map((place) => (place < 0 ? undefined : ran[head + place])),
    ...ran.slice(ran.length - tail),
  ];
}

/** For each wanted text the place of its like in the other list, or -1; places increase. */
function matchContents(wanted: readonly string[], ran: readonly string[]): number[] {
  const places = new Map<string, number[]>();
  ran.forEach((content, index) => {
    const list = places.get(content);
    if (list === undefined) places.set(content, [index]);
    else list.push(index);
  });
  const found = wanted.map((content) => places.get(content)?.shift() ?? -1);
  const present = found.flatMap((place, index) => (place < 0 ? [] : [index]));
  const kept = longestIncreasing(present.map((index) => found[index] ?? 0));
  const matched = new Array<number>(wanted.length).fill(-1);
  present.forEach((index, position) => {
    if (kept.has(position)) matched[index] = found[index] ?? -1;
  });
  return matched;
}

function numbersFor(
  wanted: readonly Node[],
  matched: readonly (Node | undefined)[],
  ran: readonly Node[],
  taken: readonly Node[],
): readonly number[] {
  const sequence = wanted[0]?.statement.rule.data.sequence ?? { first: 10, step: 10 };
  const own = matched.map((node) => (node === undefined ? undefined : numberOf(node)));
  const inGaps = filledNumbers(own, sequence, new Set(taken.map(numberOf)));
  if (inGaps !== undefined) return inGaps;
  const places = new Map(ran.map((node, index) => [node, index]));
  const rows = matched.map((node) => (node === undefined ? undefined : places.get(node)));
  return spreadNumbers(rows, sequence);
}

/** The number of an entry. */
export function numberOf({ statement }: Node): number {
  return Number(statement.captures["seq"] ?? 0);
}

/** What an entry says, without its number. */
export function contentOf({ statement }: Node): string {
  const { captures, rule } = statement;
  const [first = "", ...others] = contentNames(rule);
  let content = captures[first] ?? "";
  for (const name of others) content += `\u0000${captures[name] ?? ""}`;
  return content;
}

const names = new WeakMap<CompiledRule, readonly string[]>();

function contentNames(rule: CompiledRule): readonly string[] {
  let found = names.get(rule);
  if (found === undefined) {
    found = rule.captureNames.filter((name) => name !== "seq");
    names.set(rule, found);
  }
  return found;
}
