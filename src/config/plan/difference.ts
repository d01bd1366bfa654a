import type { Difference } from "../change-set.ts";
import { type Children, isSame, type Node } from "../config.ts";
import { typedBlock } from "../syntax/block.ts";

const EMPTY: Children = new Map();

/**
 * What differs, line by line, for people: what goes, what comes, and what comes back because somebody took it away or
 * changed it. A value changed is a line that goes and one that comes.
 */
export function differencesOf(
  running: Children,
  wanted: Children,
  applied: Children | undefined,
): Difference[] {
  const found: Difference[] = [];
  walk(running, wanted, applied ?? EMPTY, [], found);
  return found;
}

function walk(
  running: Children,
  wanted: Children,
  applied: Children,
  section: readonly string[],
  found: Difference[],
): void {
  if (running === wanted) return;
  for (const [key, before] of running) {
    if (before.statement.isVacant || isThere(wanted.get(key))) continue;
    push("remove", before, section, found);
  }
  for (const [key, after] of wanted) {
    const before = running.get(key);
    if (before === after || after.statement.isVacant) continue;
    const wasApplied = applied.get(key);
    const isHealed = wasApplied !== undefined && isSame(wasApplied, after);
    const inside = [...section, after.statement.text];
    if (!isThere(before)) {
      if ((after.children?.size ?? 0) === 0) push(isHealed ? "heal" : "add", after, section, found);
    } else if (!isSame(before, after)) {
      if (!isHealed) found.push(line("remove", before, section));
      found.push(line(isHealed ? "heal" : "add", after, section));
    }
    walk(
      before?.children ?? EMPTY,
      after.children ?? EMPTY,
      wasApplied?.children ?? EMPTY,
      inside,
      found,
    );
  }
}

/** A line with all that stands in it; a section says itself only where nothing stands in it. */
function push(
  kind: Difference["kind"],
  node: Node,
  section: readonly string[],
  found: Difference[],
): void {
  const children = [...(node.children?.values() ?? [])].filter(
    (child) => !child.statement.isVacant,
  );
  if (children.length === 0) found.push(line(kind, node, section));
  for (const child of children) push(kind, child, [...section, node.statement.text], found);
}

function line(kind: Difference["kind"], node: Node, section: readonly string[]): Difference {
  const typed = typedBlock(node, node.statement.rule.inside.grammar);
  return {
    kind,
    section,
    line: typed.line,
    ...(typed.body.length > 0 ? { body: typed.body } : {}),
    ...(node.origin === undefined ? {} : { origin: node.origin }),
  };
}

function isThere(node: Node | undefined): node is Node {
  return node !== undefined && !node.statement.isVacant;
}
