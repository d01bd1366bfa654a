import type { Command } from "../change-set.ts";
import type { Children, Node } from "../config.ts";
import { contrast } from "../goal/contrast.ts";
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
  return contrast(running, wanted).given.flatMap(({ before, after }) => {
    if (before?.children === undefined || after?.children === undefined) return [];
    const lists = entriesByList(before.children, () => true);
    return [...entriesByList(after.children, () => true)].flatMap(([name, entries]) => {
      const [old, ...others] = lists.get(name) ?? [];
      const [entry, ...more] = entries;
      if (old === undefined || entry === undefined || others.length + more.length > 0) return [];
      const isSameNumber = numberOf(old) === numberOf(entry);
      if (!isSameNumber || contentOf(old) === contentOf(entry)) return [];
      return handOver(after, old, entry, running);
    });
  });
}

function handOver(section: Node, old: Node, entry: Node, running: Children): Command[] {
  const { resequence, step = 0 } = entry.statement.rule.data.sequence ?? {};
  if (resequence === undefined || !isInUse(section, running)) return [];
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

/** Somebody refers to what the section defines. */
function isInUse(section: Node, running: Children): boolean {
  const names = namesOf("defines", { node: section, above: [], siblings: running });
  const bare = new Set(names.map(bareName));
  let isUsed = false;
  forEachSpot(running, (spot) => {
    isUsed ||= namesOf("refs", spot, bare).length > 0;
  });
  return isUsed;
}
