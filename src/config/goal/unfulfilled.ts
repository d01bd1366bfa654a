import type { Difference } from "../change-set.ts";
import type { Children, Node } from "../config.ts";
import { differencesOf } from "./difference.ts";

/**
 * What keeps one configuration from being another, where it matters: a negated line whose default nobody knows counts as its absence,
 * and the empty shell of a section that cannot be deleted counts as nothing.
 */
export function unfulfilled(now: Children, wanted: Children): Difference[] {
  if (now === wanted) return [];
  return differencesOf(relaxed(now, wanted), relaxed(wanted, now), undefined);
}

/** `children` without the lines that only seem to differ from `other`. */
function relaxed(children: Children, other: Children): Children {
  if (children === other) return children;
  const result = new Map<string, Node>();
  for (const [key, node] of children) {
    const opposite = other.get(key);
    if (opposite === node) {
      result.set(key, node);
      continue;
    }
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
