import type { Children, Node } from "../config.ts";
import { forEachSpot, namesOf } from "../grammar/names.ts";

/** A running line that is to go, with the sections around it. */
type Leaving = {
  readonly node: Node;
  readonly above: readonly Node[];
  readonly names: readonly string[];
};

/**
 * The target with what lines that stay still need: a list somebody else's interface is bound to, a neighbour
 * somebody else has said something about. Taking those away would take the other's line along, or open what it closes.
 */
export function withStillNeeded(running: Children, wanted: Children): Children {
  if (running === wanted) return wanted;
  const leaving: Leaving[] = [];
  collectLeaving(running, wanted, [], leaving);
  if (leaving.length === 0) return wanted;
  const needed = new Set<string>();
  const defined = new Set<string>();
  forEachSpot(wanted, (spot) => {
    const { statement } = spot.node;
    if (statement.rule.data.added !== true)
      for (const name of namesOf("refs", spot)) needed.add(name);
    for (const name of namesOf("defines", spot)) defined.add(name);
  });
  let kept = wanted;
  for (const { node, above, names } of leaving) {
    const isNeeded = names.some((name) => needed.has(name) && !defined.has(name));
    if (isNeeded) kept = withNode(kept, above, node);
  }
  return kept;
}

function collectLeaving(
  running: Children,
  wanted: Children,
  above: readonly Node[],
  found: Leaving[],
): void {
  for (const [key, node] of running) {
    const after = wanted.get(key);
    if (after === node) continue;
    if (after === undefined || after.statement.isVacant) {
      const names = namesOf("defines", { node, above, siblings: running });
      if (names.length > 0) found.push({ node, above, names });
    } else if (node.children !== undefined && after.children !== undefined) {
      collectLeaving(node.children, after.children, [...above, node], found);
    }
  }
}

/** The tree with one node put back where it stood. Sections around it that are gone stay gone. */
function withNode(children: Children, above: readonly Node[], node: Node): Children {
  const [section, ...deeper] = above;
  if (section === undefined) return new Map(children).set(node.statement.key, node);
  const present = children.get(section.statement.key);
  if (present?.children === undefined) return children;
  const inside = withNode(present.children, deeper, node);
  return new Map(children).set(section.statement.key, { ...present, children: inside });
}
