import type { Children, Node } from "../config.ts";

/**
 * Puts a section of its own in place of each of those that the line under `key` names at once. What was read of one of
 * them before stays, but of two values the one that this line brings is the later.
 */
export function spreadRange(section: Map<string, Node>, key: string): void {
  const node = section.get(key);
  if (node === undefined) return;
  section.delete(key);
  for (const statement of node.statement.parts ?? []) {
    const children = together(section.get(statement.key)?.children, node.children);
    section.set(statement.key, { ...node, statement, children });
  }
}

/** What two readings of one section say together. Nothing of it is shared with either: more may be read into it. */
function together(some: Children | undefined, more: Children | undefined): Children | undefined {
  if (some === undefined && more === undefined) return undefined;
  const result = new Map(some);
  for (const [key, node] of more ?? []) {
    const before = result.get(key);
    const children = together(before?.children, node.children);
    result.set(key, children === undefined ? node : { ...node, children });
  }
  return result;
}
