import type { Children, Node } from "../config.ts";
import { forEachSpot, namesOf, type Spot } from "../grammar/names.ts";
import type { Operation } from "./operation.ts";

type Kind = "defines" | "refs" | "claims";
type Names = Readonly<Record<Kind, ReadonlySet<string>>>;
/** Names that are there no more, and names that are there, once an operation is done. */
export type Changed = { readonly gone: Names; readonly come: Names };

/** What an operation does to the names around it, with what falls along. */
export function namesOfOperation(operation: Operation): Changed {
  const { kind, before, after, above, siblings, priors, falls } = operation;
  if (isNameless(operation)) return NOTHING_CHANGED;
  const going =
    before === undefined ? falls : [{ node: before, above, siblings: priors }, ...falls];
  const gone = namesIn(going, kind === "close");
  const come = namesIn(after === undefined ? [] : [{ node: after, above, siblings }], false);
  const sections = after === undefined ? [] : above.filter(hasNames);
  if (sections.length === 0) return { gone, come };
  // What is typed inside a section goes into the making of what the section defines.
  const defines = new Set(come.defines);
  for (const node of sections) {
    const spot = { node, above: above.slice(0, above.indexOf(node)), siblings: NO_SIBLINGS };
    for (const name of namesOf("defines", spot)) defines.add(name);
  }
  return { gone, come: { ...come, defines } };
}

/** Most lines name nothing; a change of thousands of them is no graph but a list. */
export function isNameless({ kind, before, after, above, falls }: Operation): boolean {
  if (kind === "close" || falls.length > 0) return false;
  if ((before !== undefined && hasNames(before)) || (after !== undefined && hasNames(after)))
    return false;
  return after === undefined || !above.some(hasNames);
}

function hasNames({ statement }: Node): boolean {
  const { defines, refs, claims } = statement.rule.data;
  return defines !== undefined || refs !== undefined || claims !== undefined;
}

const NONE: ReadonlySet<string> = new Set();
const NO_NAMES: Names = { defines: NONE, refs: NONE, claims: NONE };
/** Of an operation that has to do with no name. */
export const NOTHING_CHANGED: Changed = { gone: NO_NAMES, come: NO_NAMES };

const KINDS: readonly Kind[] = ["defines", "refs", "claims"];
const NO_SIBLINGS: Children = new Map();

function namesIn(spots: readonly Spot[], isDeep: boolean): Names {
  if (!isDeep && !spots.some(({ node }) => hasNames(node))) return NO_NAMES;
  const found: Partial<Record<Kind, Set<string>>> = {};
  const collect = (spot: Spot) => {
    for (const kind of KINDS) {
      const names = namesOf(kind, spot);
      if (names.length === 0) continue;
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
  return { ...NO_NAMES, ...found };
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
