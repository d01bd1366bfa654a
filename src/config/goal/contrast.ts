import { type Children, isSame, type Node } from "../config.ts";
import { type OrderedLists, orderedLists } from "../lists/ordered.ts";

/** A slot in which two sections hold another node; undefined on the side that has none. */
export type Pair = {
  readonly key: string;
  readonly before: Node | undefined;
  readonly after: Node | undefined;
};

/** Slots in which two sections hold different nodes, twice: in the order of the first, and in that of the second. */
export type Contrast = { readonly taken: readonly Pair[]; readonly given: readonly Pair[] };

const NOTHING: Contrast = { taken: [], given: [] };
type Remembered = Map<Children, { readonly other: Children; readonly contrast: Contrast }>;

let remembered: Remembered | undefined;

/**
 * While `work` goes on, two sections that were held against each other are not walked again: every step of planning
 * asks for the same two. When it is over, nothing holds on to them.
 */
export function rememberingContrasts<T>(work: () => T): T {
  const outer = remembered;
  remembered ??= new Map();
  try {
    return work();
  } finally {
    remembered = outer;
  }
}

/** Where two sections that are finished hold different nodes. Both are walked side by side: what they share costs no search. */
export function contrast(first: Children, second: Children): Contrast {
  if (first === second) return NOTHING;
  const before = remembered?.get(first);
  if (before?.other === second) return before.contrast;
  const opposite = remembered?.get(second);
  const found =
    opposite?.other === first
      ? { taken: opposite.contrast.given.map(turned), given: opposite.contrast.taken.map(turned) }
      : sideBySide(first, second, (one, other) => one === other);
  remembered?.set(first, { other: second, contrast: found });
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
  const left = [...first.values()];
  let at = 0;
  // An array is made of a map at once; a map is walked one object for each line.
  for (const after of [...second.values()]) {
    if (left[at] === after) {
      at++;
      continue;
    }
    const { key } = after.statement;
    at = passedOver(left, at, { after, second, taken });
    const beside = left[at]?.statement.key === key ? left[at] : undefined;
    const before = beside ?? first.get(key);
    if (before === undefined || (before !== after && !isEqual(before, after))) {
      const pair = { key, before, after };
      given.push(pair);
      if (beside !== undefined) taken.push(pair);
    }
    if (beside !== undefined) at++;
  }
  for (const before of left.slice(at)) {
    const { key } = before.statement;
    const after = second.get(key);
    if (after === undefined || !isEqual(before, after)) taken.push({ key, before, after });
  }
  return { taken, given };
}

/** Where the first section goes on once it was left behind what the second does not have. */
function passedOver(
  left: readonly Node[],
  from: number,
  { after, second, taken }: { after: Node; second: Children; taken: Pair[] },
): number {
  let at = from;
  for (let one = left[at]; one !== undefined && one !== after; one = left[++at]) {
    const { key } = one.statement;
    if (key === after.statement.key || second.has(key)) break;
    taken.push({ key, before: one, after: undefined });
  }
  return at;
}

/** True where both say the same with all that stands in them, in the same order where order counts. */
export function isSameThroughout(a: Children, b: Children): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  const others = [...b.values()];
  let index = 0;
  let isInStep = true;
  for (const node of a.values()) {
    const beside = others[index++];
    if (beside === node) continue;
    const { key } = node.statement;
    const isBeside = beside?.statement.key === key;
    isInStep &&= isBeside;
    const other = isBeside ? beside : b.get(key);
    if (other === undefined || !saysSame(node, other)) return false;
  }
  return isInStep || isInSameOrder(orderedLists(a), b);
}

function isInSameOrder(lists: OrderedLists, other: Children): boolean {
  if (lists.size === 0) return true;
  const others = orderedLists(other);
  return [...lists].every(([list, order]) =>
    order.every((key, index) => key === others.get(list)?.[index]),
  );
}

const EMPTY: Children = new Map();
