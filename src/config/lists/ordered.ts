import type { Children, Node } from "../config.ts";
import { fill } from "../grammar/names.ts";
import type { Statement } from "../grammar/statement.ts";

/**
 * The lines of `result` with ordered entries in the order the candidate wants; entries it does not name stay behind
 * the entry they ran behind. `result` itself where that is their order already.
 */
export function mergedOrder(running: Children, candidate: Children, result: Children): Children {
  const wanted = orderedLists(candidate);
  if (wanted.size === 0) return result;
  const ran = orderedLists(running);
  const moved: string[] = [];
  for (const [list, present] of orderedLists(result)) {
    const named = (wanted.get(list) ?? NONE).filter((key) => result.has(key));
    const order = named.length === 0 ? present : placed(named, ran.get(list) ?? NONE, present);
    if (order.some((key, index) => key !== present[index])) moved.push(...order);
  }
  if (moved.length === 0) return result;
  const sorted = new Map<string, Node>();
  const isMoved = new Set(moved);
  for (const [key, node] of result) if (!isMoved.has(key)) sorted.set(key, node);
  for (const key of moved) {
    const node = result.get(key);
    if (node !== undefined) sorted.set(key, node);
  }
  return sorted;
}

/** Keys of the entries of each list whose order counts, as they stand in a section that is finished. */
export type OrderedLists = ReadonlyMap<string, readonly string[]>;

const NONE: readonly string[] = [];
const NO_LISTS: OrderedLists = new Map();
const known = new WeakMap<Children, OrderedLists>();

/** The ordered lists of a section, by their names. */
export function orderedLists(children: Children): OrderedLists {
  if (!mayHold(children, "ordered")) return NO_LISTS;
  let lists = known.get(children);
  if (lists === undefined) {
    lists = listsIn(children);
    known.set(children, lists);
  }
  return lists;
}

function listsIn(children: Children): OrderedLists {
  const lists = new Map<string, string[]>();
  for (const { statement } of children.values()) {
    if (statement.rule.data.ordered === undefined || statement.isVacant) continue;
    const name = listOf(statement);
    const list = lists.get(name);
    if (list === undefined) lists.set(name, [statement.key]);
    else list.push(statement.key);
  }
  return lists;
}

/** The name of the ordered list among its siblings that a line is an entry of. */
export function listOf({ rule, captures }: Statement): string {
  const list = rule.data.ordered?.list;
  return list === undefined ? rule.stem : fill(list, captures);
}

/** False where no line of this kind of section is in a list of that kind: its first line knows its table. */
export function mayHold(children: Children, what: "ordered" | "sequence"): boolean {
  for (const { statement } of children.values()) return statement.rule.lists[what];
  return false;
}

function placed(
  wanted: readonly string[],
  ran: readonly string[],
  present: readonly string[],
): string[] {
  const isWanted = new Set(wanted);
  const followers = new Map<string, string[]>();
  let anchor = "";
  const isPresent = new Set(present);
  for (const key of ran) {
    if (isWanted.has(key)) anchor = key;
    else if (isPresent.has(key)) followers.set(anchor, [...(followers.get(anchor) ?? []), key]);
  }
  return [
    ...(followers.get("") ?? []),
    ...wanted.flatMap((key) => [key, ...(followers.get(key) ?? [])]),
  ];
}

/** The longest run of entries that keep their order: all others must be moved. Positions in `order`, increasing. */
export function longestIncreasing(order: readonly number[]): Set<number> {
  const tails: number[] = [];
  const before = new Array<number>(order.length).fill(-1);
  order.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((order[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const kept = new Set<number>();
  for (let at = tails[tails.length - 1] ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}
