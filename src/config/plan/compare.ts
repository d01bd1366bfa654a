import { type Children, isSame, isThere, type Node } from "../config.ts";
import { contrast, type Pair } from "../goal/contrast.ts";
import { sequenceGroup } from "../grammar/compile-grammar.ts";
import { namesOf } from "../grammar/names.ts";
import { hasMore, type Statement } from "../grammar/statement.ts";
import { mayHold } from "../lists/ordered.ts";
import { insertLine, rebuiltEntries } from "../lists/rebuild.ts";
import { entriesByList } from "../lists/sequence.ts";
import type { ByLine } from "./by-line.ts";
import { inside, Operation, type Where } from "./operation.ts";

const NOTHING: Children = new Map();

/** The operations that lead from one configuration to another, in the order of the text, not yet of sending. */
export function compare(running: Children, wanted: Children, letGo: ByLine<true>): Operation[] {
  const found: Operation[] = [];
  compareSection({ above: [], section: [], siblings: wanted, priors: running }, { found, letGo });
  return found;
}

function compareSection(at: Where, run: Run): void {
  const { priors: running, siblings: wanted } = at;
  if (running === wanted) return;
  const rebuilt = rebuiltEntries(running, wanted);
  const step: Step = { at, own: [], deeper: [], run };
  const { taken, given } = contrast(running, wanted);
  for (const { before, after } of taken) {
    if (isThere(before) && !isThere(after)) taking(before, after, step);
  }
  for (const { key, before, after } of rebuilt.size === 0 ? given : withRebuilt(rebuilt, step)) {
    if (isThere(after)) giving(before, after, rebuilt.has(key), step);
  }
  if (mayHold(wanted, "ordered")) {
    for (const operation of step.own) insertAtPlace(operation, running, wanted, rebuilt);
  }
  keepFilled(step.own, running);
  // Most lines have the same rank, and sorting would compare thousands of equals.
  if (!isRanked(step.own)) step.own.sort((a, b) => rankOf(a) - rankOf(b));
  for (const operation of step.own) run.found.push(operation);
  for (const descent of step.deeper) descent();
}

/** Differing slots with those that do not differ but must be taken out and put back. */
function withRebuilt(rebuilt: ReadonlySet<string>, { at }: Step): Pair[] {
  const pairs: Pair[] = [];
  for (const [key, after] of at.siblings) {
    const before = at.priors.get(key);
    if (after !== before || rebuilt.has(key)) pairs.push({ key, before, after });
  }
  return pairs;
}

/** One section under comparison: its own operations come before those of the sections in it. */
type Step = {
  readonly at: Where;
  readonly own: Operation[];
  readonly deeper: (() => void)[];
  readonly run: Run;
};

/** One comparison: what was found, and which lines must let go of their value before they take another. */
type Run = { readonly found: Operation[]; readonly letGo: ByLine<true> };

/** A new entry of an ordered list says before which other it stands. */
function insertAtPlace(
  operation: Operation,
  running: Children,
  wanted: Children,
  rebuilt: ReadonlySet<string>,
): void {
  const { after, before } = operation;
  if (after?.statement.rule.data.ordered?.insert === undefined || before !== undefined) return;
  operation.insertion = insertLine(after, running, wanted, rebuilt);
}

/** The only entry of a numbered list makes room for another after one that needs no room was put in. */
function keepFilled(own: readonly Operation[], running: Children): void {
  const rooms = own.filter(({ isMakingRoom, before }) => isMakingRoom && listOf(before) !== "");
  if (rooms.length === 0) return;
  const lists = entriesByList(running, () => true);
  const isFresh = ({ kind, after, needs }: Operation) =>
    kind === "set" && after !== undefined && needs.length === 0;
  const fresh = own.filter(isFresh);
  for (const room of rooms) {
    const list = listOf(room.before);
    if (lists.get(list)?.length !== 1) continue;
    const held = new Set(claimsOf(room.before, room));
    // What is claimed twice waits for the room itself.
    const other = fresh.find(
      (each) =>
        listOf(each.after) === list && !claimsOf(each.after, each).some((name) => held.has(name)),
    );
    if (other !== undefined) room.waitFor(other);
  }
}

function claimsOf(node: Node | undefined, { at }: Operation): readonly string[] {
  if (node === undefined) return [];
  return namesOf("claims", { node, above: at.above, siblings: at.siblings });
}

/** The numbered list a line is an entry of; empty where it is none. */
function listOf(node: Node | undefined): string {
  const { rule, captures } = node?.statement ?? {};
  if (rule?.data.sequence === undefined || captures === undefined) return "";
  return sequenceGroup(rule, captures);
}

function giving(before: Node | undefined, after: Node, isRebuilt: boolean, step: Step): void {
  if (isThere(before) && isRebuilt) recreating(before, after, step);
  else if (isSection(after)) entering(before, after, step);
  else if (before !== undefined && isSame(before, after)) return;
  else if (!isThere(before)) step.own.push(new Operation("set", step.at, undefined, after));
  else changing(before, after, step);
}

function entering(before: Node | undefined, after: Node, step: Step): void {
  const isHere = isThere(before);
  const isUnchanged = isHere && isSame(before, after);
  if (isHere && !isUnchanged && after.statement.rule.data.replace === "recreate") {
    recreating(before, after, step);
    return;
  }
  const isOpened = isUnchanged && before.children !== undefined;
  const open = isOpened
    ? undefined
    : new Operation("open", step.at, isHere ? before : undefined, after);
  if (open !== undefined) step.own.push(open);
  descend(before?.children, after, open, step);
}

function descend(
  children: Children | undefined,
  after: Node,
  open: Operation | undefined,
  { at, deeper, run }: Step,
): void {
  deeper.push(() => {
    const { found } = run;
    const from = found.length;
    compareSection(inside(at, after, after.children ?? NOTHING, children ?? NOTHING), run);
    if (open === undefined) return;
    for (let index = from; index < found.length; index++) found[index]?.waitFor(open);
  });
}

/** The line goes, with everything in it where it is a section, and is made anew. */
function recreating(before: Node, after: Node, step: Step): void {
  const { at } = step;
  const close = new Operation(isSection(before) ? "close" : "unset", at, before, undefined);
  const open = new Operation(isSection(after) ? "open" : "set", at, undefined, after);
  open.waitFor(close);
  step.own.push(close, open);
  if (isSection(after)) descend(undefined, after, open, step);
}

function taking(before: Node, after: Node | undefined, step: Step): void {
  const { at, own, deeper, run } = step;
  if (!isSection(before)) own.push(new Operation("unset", at, before, after));
  else if ((before.statement.rule.data.section?.delete ?? "line") === "line") {
    own.push(new Operation("close", at, before, undefined));
  } else {
    deeper.push(() => {
      compareSection(inside(at, before, NOTHING, before.children ?? NOTHING), run);
    });
  }
}

function changing(before: Node, after: Node, { at, own, run }: Step): void {
  const isNegatedFirst =
    isTakenFirst(before.statement, after.statement) ||
    run.letGo.get(at.priors, before.statement.key) === true;
  if (!isNegatedFirst || after.statement.isNegative) {
    own.push(new Operation("set", at, before, after));
    return;
  }
  const unset = new Operation("unset", at, before, undefined, true);
  const set = new Operation("set", at, undefined, after);
  set.waitFor(unset);
  own.push(unset, set);
}

/** The old line must be gone before the new one is typed: it could not be, or would keep parts of the old. */
function isTakenFirst(before: Statement, after: Statement): boolean {
  const { replace } = after.rule.data;
  if (replace !== "accumulate") return replace === "negate-first";
  return !before.isNegative && hasMore(before, after);
}

function isSection(node: Node): boolean {
  return node.children !== undefined;
}

function isRanked(own: readonly Operation[]): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const operation of own) {
    const rank = rankOf(operation);
    if (rank < last) return false;
    last = rank;
  }
  return true;
}

/** A section is taken apart in the opposite order of building it. */
function rankOf({ kind, before, after, isMakingRoom }: Operation): number {
  const rank = (after ?? before)?.statement.rule.data.rank ?? 50;
  return kind === "unset" && after === undefined && !isMakingRoom ? 100 - rank : rank;
}
