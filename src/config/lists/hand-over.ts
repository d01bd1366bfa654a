import type { Command } from "../change-set.ts";
import type { Children, Node } from "../config.ts";
import { contrast, type Pair } from "../goal/contrast.ts";
import { unsetLine } from "../grammar/compile-grammar.ts";
import { bareName, fill, forEachSpot, namesOf } from "../grammar/names.ts";
import { withNumber } from "../syntax/builder.ts";
import { contentOf, entriesByList, numberOf } from "./sequence.ts";

/**
 * Commands for lists in use whose only entry gives its number to another one: the new entry comes behind the old, which
 * then goes, and takes its number. Freeing the number first would leave the list empty for a moment, and an empty
 * list lets everything through.
 */
export function handingOver(running: Children, wanted: Children): Command[] {
  const found = contrast(running, wanted).given.flatMap(handOvers);
  if (found.length === 0) return [];
  const names = (section: Node) =>
    namesOf("defines", { node: section, above: [], siblings: running }).map(bareName);
  const used = usedNames(running, new Set(found.flatMap(({ section }) => names(section))));
  return found.flatMap((one) =>
    names(one.section).some((name) => used.has(name)) ? commandsFor(one) : [],
  );
}

/** A section with a list whose only entry is followed by another one under the same number. */
type HandOver = { readonly section: Node; readonly old: Node; readonly entry: Node };

function handOvers({ before, after }: Pair): HandOver[] {
  if (before?.children === undefined || after?.children === undefined) return [];
  const lists = entriesByList(before.children, () => true);
  return [...entriesByList(after.children, () => true)].flatMap(([name, entries]) => {
    const [old, ...others] = lists.get(name) ?? [];
    const [entry, ...more] = entries;
    if (old === undefined || entry === undefined || others.length + more.length > 0) return [];
    const isSameNumber = numberOf(old) === numberOf(entry);
    if (!isSameNumber || contentOf(old) === contentOf(entry)) return [];
    return [{ section: after, old, entry }];
  });
}

function commandsFor({ section, old, entry }: HandOver): Command[] {
  const { resequence, step = 0 } = entry.statement.rule.data.sequence ?? {};
  if (resequence === undefined) return [];
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

/** Those of some names that somebody refers to. */
function usedNames(running: Children, names: ReadonlySet<string>): ReadonlySet<string> {
  const used = new Set<string>();
  forEachSpot(running, (spot) => {
    for (const name of namesOf("refs", spot, names)) used.add(bareName(name));
  });
  return used;
}
