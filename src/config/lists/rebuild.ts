import type { Ordered } from "../../platform/grammar.ts";
import type { Children, Node } from "../config.ts";
import { fill } from "../grammar/names.ts";
import { listOf, longestIncreasing, orderedLists } from "./ordered.ts";

/**
 * Entries of ordered lists that must be taken out and put back to get the wanted order. Where an entry can be inserted
 * before another that is as few as possible; where it can only be appended, all behind the first that is out of place;
 * all of a list that can only be taken away as a whole, if anything of it goes or moves.
 */
export function rebuiltEntries(running: Children, wanted: Children): ReadonlySet<string> {
  const rebuilt = new Set<string>();
  const ran = orderedLists(running);
  for (const [list, order] of orderedLists(wanted)) {
    const { ordered } = wanted.get(order[0] ?? "")?.statement.rule.data ?? {};
    for (const key of outOfPlace(ran.get(list) ?? [], order, ordered ?? {})) rebuilt.add(key);
  }
  return rebuilt;
}

function outOfPlace(
  ran: readonly string[],
  order: readonly string[],
  { insert, whole }: Ordered,
): readonly string[] {
  const places = new Map(ran.map((key, index) => [key, index]));
  const present = order.filter((key) => places.has(key));
  if (insert !== undefined) {
    const kept = longestIncreasing(present.map((key) => places.get(key) ?? 0));
    return present.filter((_, index) => !kept.has(index));
  }
  if (whole === true) return ran.every((key, index) => key === order[index]) ? [] : present;
  let keptCount = 0;
  while (keptCount < present.length && order[keptCount] === present[keptCount]) {
    const before = places.get(present[keptCount - 1] ?? "") ?? -1;
    if ((places.get(present[keptCount] ?? "") ?? 0) < before) break;
    keptCount++;
  }
  return present.slice(keptCount);
}

/** The line that puts an entry before the next one that stands already; undefined where it belongs at the end. */
export function insertLine(
  after: Node,
  running: Children,
  wanted: Children,
  rebuilt: ReadonlySet<string>,
): string | undefined {
  const { rule, key, captures } = after.statement;
  const template = rule.data.ordered?.insert;
  if (template === undefined) return undefined;
  const order = orderedLists(wanted).get(listOf(after.statement)) ?? [];
  const next = order
    .slice(order.indexOf(key) + 1)
    .find((other) => running.has(other) && !rebuilt.has(other));
  const node = next === undefined ? undefined : wanted.get(next);
  if (node === undefined) return undefined;
  const name = node.statement.captures[rule.keyNames[0] ?? ""] ?? "";
  return fill(template, { ...captures, next: name });
}
