import type { Children, Node } from "../config.ts";
import { fill } from "../grammar/names.ts";
import { longestIncreasing, orderedKeys } from "./ordered.ts";

/**
 * Entries of ordered lists that must be taken out and put back to get the wanted order. Where an entry can be inserted
 * before another that is as few as possible; where it can only be appended, all behind the first that is out of place.
 */
export function rebuiltEntries(running: Children, wanted: Children): ReadonlySet<string> {
  const order = orderedKeys(wanted);
  if (order.length === 0) return new Set();
  const places = new Map(orderedKeys(running).map((key, index) => [key, index]));
  const present = order.filter((key) => places.has(key));
  const rows = present.map((key) => places.get(key) ?? 0);
  const isInsertable =
    wanted.get(order[0] ?? "")?.statement.rule.data.ordered?.insert !== undefined;
  if (isInsertable) {
    const kept = longestIncreasing(rows);
    return new Set(present.filter((_, index) => !kept.has(index)));
  }
  let keptCount = 0;
  while (keptCount < order.length && order[keptCount] === present[keptCount]) {
    if (keptCount > 0 && (rows[keptCount] ?? 0) < (rows[keptCount - 1] ?? 0)) break;
    keptCount++;
  }
  return new Set(present.slice(keptCount));
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
  const order = orderedKeys(wanted);
  const next = order
    .slice(order.indexOf(key) + 1)
    .find((other) => running.has(other) && !rebuilt.has(other));
  const node = next === undefined ? undefined : wanted.get(next);
  if (node === undefined) return undefined;
  const name = node.statement.captures[rule.keyNames[0] ?? ""] ?? "";
  return fill(template, { ...captures, next: name });
}
