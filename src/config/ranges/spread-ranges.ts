import type { Children, Node } from "../config.ts";

/**
 * Puts a section of its own in place of each of those that one line names at once. Where several lines say something of
 * the same section, it has all of it, and of two values the one read last.
 */
export function spreadRanges(section: Map<string, Node>): void {
  const nodes = [...section.values()];
  section.clear();
  for (const node of nodes) {
    for (const statement of node.statement.parts ?? [node.statement]) {
      const before = section.get(statement.key);
      const one = node.statement === statement ? node : { ...node, statement };
      section.set(statement.key, before === undefined ? one : laterOf(before, one));
    }
  }
}

function laterOf(one: Node, other: Node): Node {
  const later = other.line > one.line ? other : one;
  if (one.children === undefined || other.children === undefined) return later;
  return { ...later, children: together(one.children, other.children) };
}

function together(some: Children, more: Children): Children {
  if (some === more || more.size === 0) return some;
  const result = new Map(some);
  for (const [key, node] of more) {
    const before = result.get(key);
    result.set(key, before === undefined ? node : laterOf(before, node));
  }
  return result;
}
