import type { Difference } from "../change-set.ts";
import { type Children, isSame, type Node } from "../config.ts";
import { orderedKeys } from "../lists/ordered.ts";
import { differencesOf } from "./difference.ts";

/**
 * What keeps one configuration from being another, where it matters: a negated line whose default nobody knows counts as its absence,
 * and the empty shell of a section that cannot be deleted counts as nothing.
 */
export function unfulfilled(now: Children, wanted: Children): Difference[] {
  if (isEqual(now, wanted)) return [];
  return differencesOf(relaxed(now, wanted), relaxed(wanted, now), undefined);
}

/** True where both are the same beyond question: the usual end of a simulation. */
function isEqual(now: Children, wanted: Children): boolean {
  if (now === wanted) return true;
  if (now.size !== wanted.size) return false;
  for (const [key, node] of now) {
    const other = wanted.get(key);
    if (other === node) continue;
    if (other === undefined || !isSame(node, other)) return false;
    const inside = node.children ?? EMPTY;
    const otherInside = other.children ?? EMPTY;
    if (inside !== otherInside && !isEqual(inside, otherInside)) return false;
  }
  const order = orderedKeys(now);
  const otherOrder = order.length === 0 ? [] : orderedKeys(wanted);
  return order.every((key, index) => key === otherOrder[index]);
}

const EMPTY: Children = new Map();

/** `children` without the lines that only seem to differ from `other`. */
function relaxed(children: Children, other: Children): Children {
  if (children === other) return children;
  const result = new Map<string, Node>();
  for (const [key, node] of children) {
    const opposite = other.get(key);
    // What both share needs no comparing, but where order counts.
    if (opposite === node && node.statement.rule.data.ordered === undefined) continue;
    const isAbsent = opposite === undefined || opposite.statement.isVacant;
    if (isAbsent && isNothing(node)) continue;
    const inside =
      node.children === undefined
        ? undefined
        : relaxed(node.children, opposite?.children ?? new Map());
    result.set(key, inside === node.children ? node : { ...node, children: inside });
  }
  return result;
}

function isNothing(node: Node): boolean {
  const { rule, isNegative, isVacant, isAssumed } = node.statement;
  if (isVacant || isAssumed === true || (isNegative && rule.data.default === undefined))
    return true;
  const isShell = rule.data.section !== undefined && rule.data.section.delete !== "line";
  return isShell && [...(node.children?.values() ?? [])].every(isNothing);
}
