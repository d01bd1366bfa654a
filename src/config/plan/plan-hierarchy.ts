import type { Command } from "../change-set.ts";
import type { Children, Node } from "../config.ts";
import { unsetLine } from "../grammar/compile-grammar.ts";
import { fill } from "../grammar/names.ts";
import { longestIncreasing, orderedLists } from "../lists/ordered.ts";

/** Commands by kind: a commit is one step for the device, so that order only has to be right line by line. */
type Found = {
  readonly removals: Command[];
  readonly additions: Command[];
  readonly moves: Command[];
  readonly marks: Command[];
};

const EMPTY: Children = new Map();

/** `delete`, `set`, `insert` and mark commands that lead from one hierarchy to another. */
export function planHierarchy(running: Children, wanted: Children): Command[] {
  const found: Found = { removals: [], additions: [], moves: [], marks: [] };
  walk(running, wanted, "", found);
  return [...found.removals, ...found.additions, ...found.moves, ...found.marks];
}

function walk(running: Children, wanted: Children, path: string, found: Found): void {
  if (running === wanted) return;
  for (const [key, before] of running) {
    if (!wanted.has(key))
      found.removals.push(command(`delete ${under(path, unsetLine(before.statement))}`));
  }
  for (const [key, after] of wanted) {
    const before = running.get(key);
    if (before === after) continue;
    const here = under(path, after.statement.text);
    if (before === undefined) add(after, here, found);
    else change(before, after, here, found);
  }
  move(running, wanted, path, found);
}

function change(before: Node, after: Node, here: string, found: Found): void {
  if (before.statement.value !== after.statement.value)
    found.additions.push(command(`set ${here}`, after));
  mark(before.marks, after.marks, here, found);
  const running = before.children ?? EMPTY;
  const wanted = after.children ?? EMPTY;
  if (running !== wanted && isReplaced(before, running, wanted)) {
    found.removals.push(command(`delete ${here}`));
    for (const child of wanted.values()) add(child, under(here, child.statement.text), found);
  } else walk(running, wanted, here, found);
}

/**
 * Where nothing that stands in a statement stays, one `delete` takes it all. An unknown word followed by one other word
 * may be a leaf with another value or a list with another member: taking away the word itself is right for both.
 */
function isReplaced(before: Node, running: Children, wanted: Children): boolean {
  const isLikelyLeaf = before.statement.rule.isGeneric && running.size === 1;
  if (wanted.size === 0 || !(isLikelyLeaf || running.size > 1)) return false;
  for (const key of running.keys()) if (wanted.has(key)) return false;
  return true;
}

/** A new statement: its leaves say all of it. */
function add(node: Node, here: string, found: Found): void {
  const children = node.children ?? EMPTY;
  if (children.size === 0) found.additions.push(command(`set ${here}`, node));
  for (const child of children.values()) add(child, under(here, child.statement.text), found);
  mark("", node.marks, here, found);
}

const VERBS: Readonly<Record<string, readonly [on: string, off: string]>> = {
  inactive: ["deactivate", "activate"],
  protect: ["protect", "unprotect"],
};

function mark(before: string, after: string, here: string, found: Found): void {
  for (const [word, [on, off]] of Object.entries(VERBS)) {
    const was = before.includes(word);
    const is = after.includes(word);
    if (was === is) continue;
    // A protected statement refuses every change, so its protection goes first and comes last.
    if (word === "protect" && was) found.removals.unshift(command(`${off} ${here}`));
    else found.marks.push(command(`${is ? on : off} ${here}`));
  }
}

/** The fewest `insert` commands that bring entries into the wanted order, with new ones appended by their `set`. */
function move(running: Children, wanted: Children, path: string, found: Found): void {
  const lists = orderedLists(running);
  for (const [list, order] of orderedLists(wanted)) {
    const isWanted = new Set(order);
    const ran = (lists.get(list) ?? []).filter((key) => isWanted.has(key));
    const hasRun = new Set(ran);
    const current = [...ran, ...order.filter((key) => !hasRun.has(key))];
    for (const { key, prior } of moves(current, order)) {
      const other = entryName(wanted.get(prior ?? current[0] ?? ""));
      const moved = under(path, wanted.get(key)?.statement.text ?? "");
      const where = prior === undefined ? "before" : "after";
      found.moves.push(command(`insert ${moved} ${where} ${other}`));
    }
  }
}

/** Entries that must move, each with the one it comes behind; none where it comes first. */
function moves(
  current: readonly string[],
  order: readonly string[],
): { readonly key: string; readonly prior: string | undefined }[] {
  const place = new Map(order.map((key, index) => [key, index]));
  const kept = longestIncreasing(current.map((key) => place.get(key) ?? 0));
  const isKept = new Set(current.filter((_, index) => kept.has(index)));
  return order.flatMap((key, index) => (isKept.has(key) ? [] : [{ key, prior: order[index - 1] }]));
}

/** How an entry is named beside another one: `term A` by keyword and key, a member of a list by itself. */
export function entryName(node: Node | undefined): string {
  if (node === undefined) return "";
  const { rule, captures, text } = node.statement;
  const template = rule.data.ordered?.insert;
  return template === undefined ? text : fill(template, captures);
}

function under(path: string, line: string): string {
  return path === "" ? line : `${path} ${line}`;
}

function command(line: string, node?: Node): Command {
  return node?.origin === undefined
    ? { section: [], line }
    : { section: [], line, origin: node.origin };
}
