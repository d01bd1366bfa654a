import type { Children } from "../config.ts";
import { ByLine } from "./by-line.ts";
import { Operation } from "./operation.ts";
import { OperationIndex } from "./operation-index.ts";
import { find, ScopeIndex, type Wiped, wipesOf } from "./scope-index.ts";

/**
 * Operations with what the device does besides taken into account: what falls anyway is not taken away, what would be
 * lost is typed again, and what is set is set after what would wipe it.
 */
export function withEffects(
  operations: readonly Operation[],
  running: Children,
  wanted: Children,
): Operation[] {
  const wipers = operations
    .filter((operation) => wipesOf(operation).length > 0 && isEffective(operation))
    .sort((a, b) => rankOf(a) - rankOf(b));
  const timed = operations.filter(isTimed);
  if (wipers.length + timed.length === 0) return [...operations];
  const settings = new OperationIndex(operations, ({ kind, after }) =>
    kind === "set" ? after : undefined,
  );
  const index = new ScopeIndex(running, wanted);
  inTime(timed, settings, operations, index);
  const byLine = operationsByLine(operations);
  const dropped = new Set<Operation>();
  const added = new ByLine<Operation>();
  for (const wiper of wipers) {
    if (dropped.has(wiper)) continue;
    const { lines, templates } = index.matching(wiper);
    for (const wiped of lines) {
      const { key } = wiped.node.statement;
      if (wiped.siblings === wiper.at.priors && key === wiper.before?.statement.key) continue;
      const touching = byLine.get(wiped.siblings, key);
      for (const operation of touching ?? []) wait(operation, wiper, dropped);
      if (touching === undefined) reissue(wiped, wiper, wanted, added);
    }
    for (const operation of settings.matching(wiper, templates)) operation.waitFor(wiper);
  }
  // What is typed again waits as what is typed anew does.
  const again = new OperationIndex([...added.values()], ({ after }) => after);
  inTime(timed, again, [], index);
  return [...withoutDropped(operations, dropped), ...added.values()];
}

function operationsByLine(operations: readonly Operation[]): ByLine<Operation[]> {
  const byLine = new ByLine<Operation[]>();
  for (const operation of operations) {
    if (operation.before === undefined) continue;
    const { key } = operation.before.statement;
    const list = byLine.get(operation.at.priors, key);
    if (list === undefined) byLine.set(operation.at.priors, key, [operation]);
    else list.push(operation);
  }
  return byLine;
}

/** What sets a wiped line does so afterwards; what takes it away is not needed. */
function wait(operation: Operation, wiper: Operation, dropped: Set<Operation>): void {
  if (operation.kind === "set" || operation.kind === "open") operation.waitFor(wiper);
  else if (!wiper.needs.includes(operation) && operation.before !== undefined) {
    dropped.add(operation);
    wiper.takeAlong(operation);
  }
}

function withoutDropped(
  operations: readonly Operation[],
  dropped: ReadonlySet<Operation>,
): Operation[] {
  const kept = operations.filter((operation) => !dropped.has(operation));
  for (const operation of kept) operation.forget(dropped);
  return kept;
}

function reissue(
  { node, above, siblings }: Wiped,
  wiper: Operation,
  wanted: Children,
  added: ByLine<Operation>,
): void {
  const { key } = node.statement;
  const place = find(wanted, above);
  const after = place?.get(key);
  if (place === undefined || after === undefined || after.statement.isVacant) return;
  let again = added.get(siblings, key);
  if (again === undefined) {
    const section = above.map(({ statement }) => statement.text);
    again = new Operation(
      "set",
      { above, section, siblings: place, priors: place },
      undefined,
      after,
    );
    added.set(siblings, key, again);
  }
  again.waitFor(wiper);
}

/** Of two that wipe each other the more fundamental one is typed. */
function rankOf({ before, after }: Operation): number {
  return (before ?? after)?.statement.rule.data.rank ?? 50;
}

/** A set entry that only changes members, or a slot that keeps its value, wipes nothing. */
function isEffective({ kind, before, after }: Operation): boolean {
  return kind !== "set" || before?.statement.value !== after?.statement.value;
}

/** Others wait for it, or it for others, whatever their names say. */
function isTimed({ before, after }: Operation): boolean {
  const data = (before ?? after)?.statement.rule.data;
  return (data?.precedes ?? data?.follows) !== undefined;
}

/** What the device takes only beside what another line says is set after that has changed, and taken away before. */
function inTime(
  timed: readonly Operation[],
  settings: OperationIndex,
  operations: readonly Operation[],
  index: ScopeIndex,
): void {
  const takings = new OperationIndex(operations, ({ kind, before }) =>
    kind === "unset" ? before : undefined,
  );
  for (const operation of timed) {
    for (const other of settings.matching(operation, index.around("precedes", operation)))
      other.waitFor(operation);
    for (const other of takings.matching(operation, index.around("follows", operation)))
      operation.waitFor(other);
  }
}
