import type { Children, Node } from "../config.ts";
import { fill, matchesTemplate } from "../grammar/names.ts";
import type { Captures } from "../grammar/pattern.ts";
import { ByLine } from "./by-line.ts";
import { Operation } from "./operation.ts";

/** A line that another one wipes, with the sections around it. */
type Wiped = { readonly node: Node; readonly above: readonly Node[]; readonly siblings: Children };

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
  if (wipers.length === 0) return [...operations];
  const byLine = operationsByLine(operations);
  const dropped = new Set<Operation>();
  const added = new ByLine<Operation>();
  const index = new ScopeIndex();
  const settings = new SettingIndex(operations);
  for (const wiper of wipers) {
    if (dropped.has(wiper)) continue;
    const { lines, templates } = index.matching(wiper, running);
    for (const wiped of lines) {
      const { key } = wiped.node.statement;
      if (wiped.siblings === wiper.at.priors && key === wiper.before?.statement.key) continue;
      const touching = byLine.get(wiped.siblings, key);
      for (const operation of touching ?? []) wait(operation, wiper, dropped);
      if (touching === undefined) reissue(wiped, wiper, wanted, added);
    }
    for (const operation of settings.matching(wiper, templates)) operation.waitFor(wiper);
  }
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

function find(children: Children, above: readonly Node[]): Children | undefined {
  let place: Children | undefined = children;
  for (const node of above) place = place?.get(node.statement.key)?.children;
  return place;
}

function wipesOf({ kind, before, after }: Operation): readonly string[] {
  if (kind === "open") return [];
  const isTaking = kind !== "set" || after?.statement.isNegative === true;
  const data = (isTaking ? (before ?? after) : after)?.statement.rule.data;
  return (isTaking ? (data?.unsetWipes ?? data?.wipes) : data?.wipes) ?? [];
}

/** Of two that wipe each other the more fundamental one is typed. */
function rankOf({ before, after }: Operation): number {
  return (before ?? after)?.statement.rule.data.rank ?? 50;
}

/** A set entry that only changes members, or a slot that keeps its value, wipes nothing. */
function isEffective({ kind, before, after }: Operation): boolean {
  return kind !== "set" || before?.statement.value !== after?.statement.value;
}

/** Lines to be set, by their first two words: they must not come before what would wipe them. */
class SettingIndex {
  private readonly byHead = new Map<string, Operation[]>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      if (operation.kind !== "set" || operation.after === undefined) continue;
      const head = headOf(operation.after.statement.value);
      const list = this.byHead.get(head);
      if (list === undefined) this.byHead.set(head, [operation]);
      else list.push(operation);
    }
  }

  matching(wiper: Operation, templates: Iterable<string>): Operation[] {
    return [...templates].flatMap((template) => {
      const head = headOf(template);
      const all = head.includes("*") ? [...this.byHead.values()].flat() : this.byHead.get(head);
      return (all ?? []).filter(
        (operation) =>
          operation !== wiper &&
          isBelow(operation.at.above, wiper.at.above) &&
          matchesTemplate(operation.after?.statement.value ?? "", template),
      );
    });
  }
}

function isBelow(above: readonly Node[], scope: readonly Node[]): boolean {
  return (
    scope.every((node, depth) => above[depth]?.statement.key === node.statement.key) &&
    above.slice(scope.length).every((node) => node.statement.rule.data.section?.scope !== true)
  );
}

type Found = { readonly lines: Set<Wiped>; readonly templates: Set<string> };

const NOTHING: Children = new Map();

/** Lines below a place by their first two words, so that a thousand deleted neighbours cost no thousand searches. */
class ScopeIndex {
  private readonly indexes = new Map<Children, Map<string, Wiped[]>>();

  /** Lines that a wiper clears, and templates of all that it would clear. */
  matching(wiper: Operation, running: Children): Found {
    const place = find(running, wiper.at.above) ?? NOTHING;
    const captures = (wiper.after ?? wiper.before)?.statement.captures ?? {};
    const found = { lines: new Set<Wiped>(), templates: new Set<string>() };
    this.collect(wipesOf(wiper), captures, place, wiper.at.above, found);
    return found;
  }

  private collect(
    sources: readonly string[],
    captures: Captures,
    place: Children,
    above: readonly Node[],
    found: Found,
  ): void {
    for (const source of sources) {
      const template = fill(source, captures);
      found.templates.add(template);
      const head = headOf(template);
      const index = this.index(place, above);
      const lines = head.includes("*") ? [...index.values()].flat() : (index.get(head) ?? []);
      for (const wiped of lines) {
        const { statement } = wiped.node;
        if (found.lines.has(wiped) || !matchesTemplate(statement.value, template)) continue;
        found.lines.add(wiped);
        this.collect(statement.rule.data.takesAlong ?? [], statement.captures, place, above, found);
      }
    }
  }

  private index(place: Children, above: readonly Node[]): Map<string, Wiped[]> {
    let index = this.indexes.get(place);
    if (index === undefined) {
      index = new Map();
      collect(place, above, index);
      this.indexes.set(place, index);
    }
    return index;
  }
}

function collect(children: Children, above: readonly Node[], index: Map<string, Wiped[]>): void {
  for (const node of children.values()) {
    if (node.statement.isVacant) continue;
    const head = headOf(node.statement.value);
    const entries = index.get(head);
    const wiped = { node, above, siblings: children };
    if (entries === undefined) index.set(head, [wiped]);
    else entries.push(wiped);
    if (node.children !== undefined && node.statement.rule.data.section?.scope !== true) {
      collect(node.children, [...above, node], index);
    }
  }
}

/** The first two words, which a template must share with the lines it means. */
function headOf(line: string): string {
  const first = line.indexOf(" ");
  if (first < 0) return line;
  const second = line.indexOf(" ", first + 1);
  return second < 0 ? line : line.slice(0, second);
}
