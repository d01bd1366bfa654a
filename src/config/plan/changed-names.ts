import type { Children, Node } from "../config.ts";
import { forEachSpot, type NameKind, namesOf, type Spot } from "../grammar/names.ts";
import type { Operation } from "./operation.ts";

type Names = Readonly<Record<NameKind, ReadonlySet<string>>>;
/** Names that are there no more, and names that are there, once an operation is done. */
export type Changed = { readonly gone: Names; readonly come: Names };

/** What operations do to the names around them, with what falls along, in their order. */
export function changedNames(operations: readonly Operation[]): readonly Changed[] {
  const making = operations.map((operation) => namesOfOperation(operation, MAKING));
  // Where nothing is made or taken away nobody waits for it.
  const isMade = ({ gone, come }: Changed) => gone.defines.size > 0 || come.defines.size > 0;
  if (!making.some(isMade)) return making;
  return operations.map((operation) => namesOfOperation(operation, KINDS));
}

function namesOfOperation(operation: Operation, kinds: readonly NameKind[]): Changed {
  const { kind, before, after, at, falls } = operation;
  const { above, siblings, priors } = at;
  const going =
    before === undefined ? falls : [{ node: before, above, siblings: priors }, ...falls];
  const gone = namesIn(going, kinds, kind === "close");
  const come = namesIn(after === undefined ? [] : [{ node: after, above, siblings }], kinds, false);
  const sections = after === undefined ? [] : above.filter(isMaking);
  if (sections.length > 0) {
    // What is typed inside a section goes into the making of what the section defines.
    const defines = new Set(come.defines);
    for (const node of sections) {
      const spot = { node, above: above.slice(0, above.indexOf(node)), siblings: NO_SIBLINGS };
      for (const name of namesOf("defines", spot)) defines.add(name);
    }
    return { gone, come: { ...come, defines } };
  }
  return gone === NO_NAMES && come === NO_NAMES ? NOTHING_CHANGED : { gone, come };
}

/** Most lines make no name and claim none; a change of thousands of them is no graph but a list. */
export function isNameless({ kind, before, after, at, falls }: Operation): boolean {
  if (kind === "close" || falls.length > 0) return false;
  if ((before !== undefined && isMaking(before)) || (after !== undefined && isMaking(after)))
    return false;
  return after === undefined || !at.above.some(isMaking);
}

function isMaking({ statement }: Node): boolean {
  const { defines, claims, bars } = statement.rule.data;
  return (defines ?? claims ?? bars) !== undefined;
}

const NONE: ReadonlySet<string> = new Set();
const NO_NAMES: Names = { defines: NONE, refs: NONE, claims: NONE, shares: NONE, bars: NONE };
/** Of an operation that has to do with no name. */
export const NOTHING_CHANGED: Changed = { gone: NO_NAMES, come: NO_NAMES };

const MAKING: readonly NameKind[] = ["defines", "claims", "shares", "bars"];
const KINDS: readonly NameKind[] = ["defines", "refs", "claims", "shares", "bars"];
const NO_SIBLINGS: Children = new Map();

function namesIn(spots: readonly Spot[], kinds: readonly NameKind[], isDeep: boolean): Names {
  let found: Partial<Record<NameKind, Set<string>>> | undefined;
  const collect = (spot: Spot) => {
    for (const kind of kinds) {
      const names = namesOf(kind, spot);
      if (names.length === 0) continue;
      found ??= {};
      found[kind] ??= new Set();
      for (const name of names) found[kind].add(name);
    }
  };
  for (const spot of spots) {
    collect(spot);
    if (isDeep && spot.node.children !== undefined) {
      forEachSpot(spot.node.children, collect, [...spot.above, spot.node]);
    }
  }
  return found === undefined ? NO_NAMES : { ...NO_NAMES, ...found };
}

/** Names that this change makes and asks for, and names that it takes away for good: for no other does anything wait. */
export type Turns = { readonly made: ReadonlySet<string>; readonly lost: ReadonlySet<string> };

/** A list that loses an entry and gets another is still there: only what nothing makes anew is lost. */
export function turnsOf(changes: readonly Changed[]): Turns {
  const defined = new Set<string>();
  const made = new Set<string>();
  const lost = new Set<string>();
  for (const { come } of changes) for (const name of come.defines) defined.add(name);
  for (const { come, gone } of changes) {
    for (const name of come.refs) if (defined.has(name)) made.add(name);
    for (const name of gone.defines) if (!defined.has(name)) lost.add(name);
  }
  return { made, lost };
}
