import type { Difference } from "../change-set.ts";
import { type Children, isSame, isThere, type Node } from "../config.ts";
import { longestIncreasing, orderedLists } from "../lists/ordered.ts";
import { typedBlock } from "../syntax/block.ts";
import { contrast } from "./contrast.ts";

/** Entries on both sides that stand out of order, as few as possible. */
function movedKeys(running: Children, wanted: Children): string[] {
  const moved: string[] = [];
  const ran = orderedLists(running);
  for (const [list, keys] of orderedLists(wanted)) {
    const places = new Map(ran.get(list)?.map((key, index) => [key, index]));
    const order = keys.filter((key) => places.has(key));
    const kept = longestIncreasing(order.map((key) => places.get(key) ?? 0));
    for (const [index, key] of order.entries()) if (!kept.has(index)) moved.push(key);
  }
  return moved;
}

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
  const { taken, given } = contrast(running, wanted);
  for (const { before, after } of taken) {
    if (isThere(before) && !isThere(after)) push("remove", before, section, found);
  }
  for (const key of movedKeys(running, wanted)) {
    const before = running.get(key);
    const after = wanted.get(key);
    if (before !== undefined) found.push(line("remove", before, section));
    if (after !== undefined) found.push(line("add", after, section));
  }
  for (const { key, before, after } of given) {
    if (!isThere(after)) continue;
    const wasApplied = applied.get(key);
    compareLine(before, after, wasApplied, section, found);
    if (inner(before) === inner(after)) continue;
    const inside = [...section, after.statement.text];
    walk(inner(before), inner(after), inner(wasApplied), inside, found);
  }
}

function inner(node: Node | undefined): Children {
  return node?.children ?? EMPTY;
}

/** The line alone; a new section says itself only where nothing stands in it. */
function compareLine(
  before: Node | undefined,
  after: Node,
  applied: Node | undefined,
  section: readonly string[],
  found: Difference[],
): void {
  if (before !== undefined && isSame(before, after)) return;
  const isHealed = applied !== undefined && isSame(applied, after);
  const kind = isHealed ? "heal" : "add";
  if (!isThere(before)) {
    if (inner(after).size === 0) found.push(line(kind, after, section));
  } else {
    const there = line("remove", before, section);
    if (isHealed) found.push({ ...line(kind, after, section), there: there.line });
    else found.push(there, line(kind, after, section));
  }
}

/** A line with all that stands in it; a section says itself only where nothing stands in it. */
function push(
  kind: Difference["kind"],
  node: Node,
  section: readonly string[],
  found: Difference[],
): void {
  const children = node.children === undefined ? [] : [...node.children.values()].filter(isThere);
  if (children.length === 0) found.push(line(kind, node, section));
  const inside = [...section, node.statement.text];
  for (const child of children) push(kind, child, inside, found);
}

function line(kind: Difference["kind"], node: Node, section: readonly string[]): Difference {
  const { statement, origin } = node;
  const typed = node.body && typedBlock(node, statement.rule.inside.grammar);
  const text = typed?.line ?? statement.text;
  if (typed !== undefined && typed.body.length > 0) {
    const { body } = typed;
    return { kind, section, line: text, body, ...(origin && { origin }) };
  }
  return origin === undefined
    ? { kind, section, line: text }
    : { kind, section, line: text, origin };
}
