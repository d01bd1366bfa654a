import type { Command } from "../change-set.ts";
import type { Children, Node } from "../config.ts";
import { contrast, type Pair } from "../goal/contrast.ts";
import { unsetLine } from "../grammar/compile-grammar.ts";
import { bareName, fill, forEachSpot, namesOf } from "../grammar/names.ts";
import { withNumber } from "../syntax/builder.ts";
import { contentOf, entriesByList, numberOf } from "./sequence.ts";

/**
 * Commands for lists in use whose only entry gives its number to another one: freeing the number first would leave the
 * list empty for a moment, and an empty list lets everything through. Where lists can be numbered anew the new entry
 * comes behind the old, which then goes, and takes its number; else a line that says nothing stands in meanwhile.
 */
export function handingOver(running: Children, wanted: Children): Command[] {
  const { given } = contrast(running, wanted);
  const found = given.some(isEntry) ? handOvers(running, wanted, undefined) : [];
  for (const { before, after } of given) {
    const [inside, then] = [before?.children, after?.children];
    if (inside && then) found.push(...handOvers(inside, then, after));
  }
  if (found.length === 0) return [];
  const names = ({ section, old }: HandOver) =>
    namesOf("defines", { node: section ?? old, above: [], siblings: running }).map(bareName);
  const used = usedNames(running, new Set(found.flatMap(names)));
  return found.flatMap((one) =>
    names(one).some((name) => used.has(name)) ? commandsFor(one) : [],
  );
}

/** A list, in a section or at the top, whose only entry is followed by another one under the same number. */
type HandOver = {
  readonly section: Node | undefined;
  readonly old: Node;
  readonly entry: Node;
};

function isEntry({ before, after }: Pair): boolean {
  return before !== undefined && after?.statement.rule.data.sequence !== undefined;
}

function handOvers(before: Children, after: Children, section: Node | undefined): HandOver[] {
  const lists = entriesByList(before, () => true);
  return [...entriesByList(after, () => true)].flatMap(([name, entries]) => {
    const [old, ...others] = lists.get(name) ?? [];
    const [entry, ...more] = entries;
    if (old === undefined || entry === undefined || others.length + more.length > 0) return [];
    const isSameNumber = numberOf(old) === numberOf(entry);
    if (!isSameNumber || contentOf(old) === contentOf(entry)) return [];
    return [{ section, old, entry }];
  });
}

function commandsFor(handOver: HandOver): Command[] {
  const { section, old, entry } = handOver;
  const { resequence, standIn, step = 0 } = entry.statement.rule.data.sequence ?? {};
  if (standIn !== undefined) return standingIn(handOver, standIn, step);
  if (resequence === undefined || section === undefined) return [];
  const first = numberOf(entry);
  const inside = [section.statement.text];
  const numbers = { first: String(first), step: String(step) };
  const origin = entry.origin === undefined ? {} : { origin: entry.origin };
  return [
    { section: inside, line: withNumber(entry.statement, first + step).text, ...origin },
    { section: inside, line: unsetLine(old.statement) },
    { section: [], line: fill(resequence, { ...section.statement.captures, ...numbers }) },
  ];
}

/** It goes again with all else that is not wanted; where an entry says the same, the device would not take it twice. */
function standingIn({ section, old, entry }: HandOver, standIn: string, step: number): Command[] {
  const under = (number: number) =>
    fill(standIn, { ...entry.statement.captures, seq: String(number) });
  const own = under(numberOf(entry));
  if (old.statement.value === own || entry.statement.value === own) return [];
  const inside = section === undefined ? [] : [section.statement.text];
  return [{ section: inside, line: under(numberOf(entry) + step) }];
}

/** Those of some names that somebody refers to. */
function usedNames(running: Children, names: ReadonlySet<string>): ReadonlySet<string> {
  const used = new Set<string>();
  forEachSpot(running, (spot) => {
    for (const name of namesOf("refs", spot, names)) used.add(bareName(name));
  });
  return used;
}
