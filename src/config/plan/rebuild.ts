import type { Children } from "../config.ts";
import { orderedKeys } from "./ordered.ts";

/**
 * Entries that must be taken out and put back to get an order where entries can only be appended: all that do not
 * belong to the longest beginning of the wanted order that runs already.
 */
export function keptPrefix(running: Children, wanted: Children): ReadonlySet<string> {
  const order = orderedKeys(wanted);
  if (order.length === 0) return new Set();
  const places = new Map(orderedKeys(running).map((key, index) => [key, index]));
  let last = -1;
  let index = 0;
  for (; index < order.length; index++) {
    const place = places.get(order[index] ?? "");
    if (place === undefined || place < last) break;
    last = place;
  }
  return new Set(order.slice(index).filter((key) => places.has(key)));
}
