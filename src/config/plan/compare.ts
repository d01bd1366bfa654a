import { type Children, isSame, type Node } from "../config.ts";
import { closing, type Operation, opening, setting, unsetting, type Where } from "./operation.ts";
import { keptPrefix } from "./rebuild.ts";

/** The operations that lead from one configuration to another, in the order of the text, not yet of sending. */
export function compare(running: Children, wanted: Children): Operation[] {
  const found: Operation[] = [];
  compareSection(running, wanted, [], found);
  return found;
}

function compareSection(
  running: Children,
  wanted: Children,
  above: readonly Node[],
  found: Operation[],
): void {
  if (running === wanted) return;
  const own: Operation[] = [];
  const deeper: (() => void)[] = [];
  const rebuilt = keptPrefix(running, wanted);
  for (const [key, before] of running) {
    const after = wanted.get(key);
    if (before.statement.isVacant || isThere(after)) continue;
    own.push(...taking(before, after, { above, siblings: running }, deeper, found));
  }
  for (const [key, after] of wanted) {
    const before = running.get(key);
    if (after === before || after.statement.isVacant) continue;
    const at = { above, siblings: wanted };
    if (isThere(before) && rebuilt.has(key))
      own.push(...recreating(before, after, at, running, deeper, found));
    else if (isSection(after)) enterSection(before, after, at, running, own, deeper, found);
    else if (!isThere(before)) own.push(setting(at, undefined, after));
    else if (!isSame(before, after)) own.push(...changing(before, after, at, running));
  }
  for (const operation of own.sort((a, b) => rankOf(a) - rankOf(b))) found.push(operation);
  for (const step of deeper) step();
}

function enterSection(
  before: Node | undefined,
  after: Node,
  at: Where,
  running: Children,
  own: Operation[],
  deeper: (() => void)[],
  found: Operation[],
): void {
  if (
    isThere(before) &&
    !isSame(before, after) &&
    after.statement.rule.data.replace === "recreate"
  ) {
    own.push(...recreating(before, after, at, running, deeper, found));
    return;
  }
  const isOpened = isThere(before) && before.children !== undefined && isSame(before, after);
  const open = isOpened ? undefined : opening(at, isThere(before) ? before : undefined, after);
  if (open !== undefined) own.push(open);
  descend(before?.children, after, at, open, deeper, found);
}

function descend(
  children: Children | undefined,
  after: Node,
  at: Where,
  open: Operation | undefined,
  deeper: (() => void)[],
  found: Operation[],
): void {
  deeper.push(() => {
    const from = found.length;
    compareSection(children ?? new Map(), after.children ?? new Map(), [...at.above, after], found);
    if (open !== undefined)
      for (let index = from; index < found.length; index++) found[index]?.needs.push(open);
  });
}

/** The section goes with everything in it and is made anew. */
function recreating(
  before: Node,
  after: Node,
  at: Where,
  running: Children,
  deeper: (() => void)[],
  found: Operation[],
): Operation[] {
  const where = { above: at.above, siblings: running };
  const close = isSection(before) ? closing(where, before) : unsetting(where, before);
  const open = isSection(after) ? opening(at, undefined, after) : setting(at, undefined, after);
  open.needs.push(close);
  if (isSection(after)) descend(undefined, after, at, open, deeper, found);
  return [close, open];
}

function taking(
  before: Node,
  after: Node | undefined,
  where: Where,
  deeper: (() => void)[],
  found: Operation[],
): Operation[] {
  if (!isSection(before)) return [unsetting(where, before, after)];
  if ((before.statement.rule.data.section?.delete ?? "line") === "line")
    return [closing(where, before)];
  deeper.push(() => {
    compareSection(before.children ?? new Map(), new Map(), [...where.above, before], found);
  });
  return [];
}

function changing(before: Node, after: Node, at: Where, running: Children): Operation[] {
  const set = setting(at, before, after);
  if (after.statement.rule.data.replace !== "negate-first" || after.statement.isNegative)
    return [set];
  const unset = unsetting({ above: at.above, siblings: running }, before);
  const fresh = setting(at, undefined, after);
  fresh.needs.push(unset);
  return [unset, fresh];
}

function isSection(node: Node): boolean {
  return node.children !== undefined;
}

function isThere(node: Node | undefined): node is Node {
  return node !== undefined && !node.statement.isVacant;
}

/** A section is taken apart in the opposite order of building it. */
function rankOf({ kind, before, after }: Operation): number {
  const rank = (after ?? before)?.statement.rule.data.rank ?? 50;
  return kind === "unset" && after === undefined ? 100 - rank : rank;
}
