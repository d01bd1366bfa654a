import type { Children, Node } from "../config.ts";

/**
 * The lines of `result` with ordered entries in the order the candidate wants; entries it does not name stay behind
 * the entry they ran behind. `result` itself where that is their order already.
 */
export function mergedOrder(running: Children, candidate: Children, result: Children): Children {
  const wanted = orderedKeys(candidate).filter((key) => result.has(key));
  if (wanted.length === 0) return result;
  const present = orderedKeys(result);
  const order = placed(wanted, orderedKeys(running), present);
  if (order.every((key, index) => key === present[index])) return result;
  const sorted = new Map<string, Node>();
  const isOrdered = new Set(order);
  for (const [key, node] of result) if (!isOrdered.has(key)) sorted.set(key, node);
  for (const key of order) {
    const node = result.get(key);
    if (node !== undefined) sorted.set(key, node);
  }
  return sorted;
}

const NONE: readonly string[] = [];
const known = new WeakMap<Children, readonly string[]>();

/** Keys of entries whose order counts, in the order they stand in a section that is finished. */
export function orderedKeys(children: Children): readonly string[] {
  if (!mayHold(children, "ordered")) return NONE;
  let keys = known.get(children);
  if (keys === undefined) {
    keys = [...children.values()].filter(isOrdered).map(({ statement }) => statement.key);
    known.set(children, keys);
  }
  return keys;
}

function isOrdered({ statement }: Node): boolean {
  return statement.rule.data.ordered !== undefined && !statement.isVacant;
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
