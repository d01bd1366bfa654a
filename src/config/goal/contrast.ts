import { type Children, isSame, type Node } from "../config.ts";
import { orderedKeys } from "../lists/ordered.ts";

/** A slot in which two sections hold another node; undefined on the side that has none. */
export type Pair = {
  readonly key: string;
  readonly before: Node | undefined;
  readonly after: Node | undefined;
};

/** Slots in which two sections hold different nodes, twice: in the order of the first, and in that of the second. */
export type Contrast = { readonly taken: readonly Pair[]; readonly given: readonly Pair[] };

const NOTHING: Contrast = { taken: [], given: [] };
const known = new WeakMap<Children, { readonly other: Children; readonly contrast: Contrast }>();

/**
 * Where two sections that are finished hold different nodes. Both are walked side by side, so that what they share
 * costs no search, and every step of planning that asks again for the same two gets the same answer.
 */
export function contrast(first: Children, second: Children): Contrast {
  if (first === second) return NOTHING;
  const before = known.get(first);
  if (before?.other === second) return before.contrast;
  const opposite = known.get(second);
  const found =
    opposite?.other === first
      ? { taken: opposite.contrast.given.map(turned), given: opposite.contrast.taken.map(turned) }
      : sideBySide(first, second, (one, other) => one === other);
  known.set(first, { other: second, contrast: found });
  return found;
}

/** Where two sections say different things, in the lines themselves or in what stands in them. */
export function contrastSaid(first: Children, second: Children): Contrast {
  return first === second ? NOTHING : sideBySide(first, second, saysSame);
}

function turned({ key, before, after }: Pair): Pair {
  return { key, before: after, after: before };
}

function saysSame(one: Node, other: Node): boolean {
  if (one === other) return true;
  return isSame(one, other) && isSameThroughout(one.children ?? EMPTY, other.children ?? EMPTY);
}

function sideBySide(
  first: Children,
  second: Children,
  isEqual: (one: Node, other: Node) => boolean,
): Contrast {
  const taken: Pair[] = [];
  const given: Pair[] = [];
  const left = first.entries();
  let one = left.next();
  for (const [key, after] of second) {
    while (one.done !== true && one.value[0] !== key && !second.has(one.value[0])) {
      taken.push({ key: one.value[0], before: one.value[1], after: undefined });
      one = left.next();
    }
    const isBeside = one.done !== true && one.value[0] === key;
    const before = isBeside ? one.value?.[1] : first.get(key);
    if (before === undefined || !isEqual(before, after)) {
      const pair = { key, before, after };
      given.push(pair);
      if (isBeside) taken.push(pair);
    }
    if (isBeside) one = left.next();
  }
  for (; one.done !== true; one = left.next()) {
    const [key, before] = one.value;
    const after = second.get(key);
    if (after === undefined || !isEqual(before, after)) taken.push({ key, before, after });
  }
  return { taken, given };
}

/** True where both say the same with all that stands in them, in the same order where order counts. */
export function isSameThroughout(a: Children, b: Children): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  const others = b.entries();
  let isInStep = true;
  for (const [key, node] of a) {
    const beside: readonly [string, Node] | undefined = isInStep ? others.next().value : undefined;
    isInStep &&= beside?.[0] === key;
    const other = isInStep ? beside?.[1] : b.get(key);
    if (other === undefined || !saysSame(node, other)) return false;
  }
  if (isInStep) return true;
  const order = orderedKeys(a);
  const otherOrder = order.length === 0 ? [] : orderedKeys(b);
  return order.every((key, index) => key === otherOrder[index]);
}

const EMPTY: Children = new Map();
