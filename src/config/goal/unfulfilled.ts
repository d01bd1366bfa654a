import type { Difference } from "../change-set.ts";
import type { Children, Node } from "../config.ts";
import { orderedLists } from "../lists/ordered.ts";
import { contrast, type Pair } from "./contrast.ts";
import { differencesOf } from "./difference.ts";

/**
 * What keeps one configuration from being another, where it matters: a negated line whose default nobody knows counts as its absence,
 * and the empty shell of a section that cannot be deleted counts as nothing.
 */
export function unfulfilled(now: Children, wanted: Children): Difference[] {
  if (now === wanted) return [];
  return differencesOf(relaxed(now, wanted), relaxed(wanted, now), undefined);
}

const EMPTY: Children = new Map();

/** The lines of `children` that differ from those of `other`, without the ones that only seem to. */
function relaxed(children: Children, other: Children): Children {
  if (children === other) return children;
  const result = new Map<string, Node>();
  for (const { key, before: node, after: opposite } of differing(children, other)) {
    if (node === undefined) continue;
    const isAbsent = opposite === undefined || opposite.statement.isVacant;
    if (isAbsent && isNothing(node)) continue;
    const inside =
      node.children === undefined ? undefined : relaxed(node.children, opposite?.children ?? EMPTY);
    result.set(key, inside === node.children ? node : { ...node, children: inside });
  }
  return result;
}

/** What both share needs no comparing, but where order counts. */
function differing(children: Children, other: Children): readonly Pair[] {
  const { taken } = contrast(children, other);
  if (orderedLists(children).size === 0) return taken;
  const pairs: Pair[] = [];
  for (const [key, before] of children) {
    const after = other.get(key);
    const isOrdered = before.statement.rule.data.ordered !== undefined;
    if (before !== after || isOrdered) pairs.push({ key, before, after });
  }
  return pairs;
}

function isNothing(node: Node): boolean {
  const { rule, isNegative, isVacant, isAssumed } = node.statement;
  if (isVacant || isAssumed === true || (isNegative && rule.data.default === undefined))
    return true;
  const isShell = rule.data.section !== undefined && rule.data.section.delete !== "line";
  return isShell && [...(node.children?.values() ?? [])].every(isNothing);
}
