import { NetctlError } from "../../errors.ts";
import { matchesTemplate, namesOf } from "../grammar/names.ts";
import { wipedTemplates } from "../grammar/wipes.ts";
import {
  type Changed,
  changedNames,
  isNameless,
  NOTHING_CHANGED,
  type Turns,
  turnsOf,
} from "./changed-names.ts";
import { commandsOf } from "./commands-of.ts";
import { knots } from "./knots.ts";
import type { Operation } from "./operation.ts";
import { Queue } from "./queue.ts";

/** A step of the graph: an operation, or a point in time that only others wait for ("this name is free"). */
export type Step = {
  readonly operation: Operation | undefined;
  readonly place: number;
  followers: Step[];
  waitsFor: number;
};

/**
 * Operations in the order of sending: what makes a name before what refers to it, what refers to it no more before
 * what takes it away, what frees an address before what claims or shares it; else additions before removals, in the
 * order of the text. Where claims wait for one another in circles, `cuts` are lines, one of each circle, that must let
 * go of their old value first; a circle that cannot be cut is refused.
 */
export function inOrderOfSending(operations: readonly Operation[]): {
  readonly sent: readonly Operation[];
  readonly cuts: readonly Operation[];
} {
  const placed = [...operations].sort((a, b) => phaseOf(a) - phaseOf(b) || topRank(a) - topRank(b));
  if (placed.every((operation) => operation.needs.length === 0 && isNameless(operation))) {
    return { sent: placed, cuts: [] };
  }
  const { done, left } = sorted(placed);
  return left.size === 0 ? { sent: done, cuts: [] } : { sent: [], cuts: knots(left).map(cutOf) };
}

/** The line of a circle that lets go of its value: rather one whose absence takes nothing else along. */
function cutOf(knot: readonly Step[]): Operation {
  const circle = [...knot]
    .sort((a, b) => a.place - b.place)
    .flatMap(({ operation }) => (operation === undefined ? [] : [operation]));
  const overwriting = circle.filter(freesByOverwriting);
  const cut = overwriting.find(isLight) ?? overwriting[0];
  if (cut === undefined) throw circleRefusal(circle);
  return cut;
}

function sorted(placed: readonly Operation[]): {
  readonly done: readonly Operation[];
  readonly left: ReadonlySet<Step>;
} {
  const steps = graph(placed);
  // Steps that wait for nothing stand in order already; only those set free later need a queue.
  const free = steps.filter((step) => step.waitsFor === 0);
  const freed = new Queue<Step>((step) => step.place);
  const done: Operation[] = [];
  let at = 0;
  for (;;) {
    const first = free[at];
    const isFreedFirst =
      first === undefined || (freed.least() ?? Number.POSITIVE_INFINITY) < first.place;
    const step = isFreedFirst ? freed.pop() : free[at++];
    if (step === undefined) break;
    if (step.operation !== undefined) done.push(step.operation);
    for (const follower of step.followers) {
      follower.waitsFor--;
      if (follower.waitsFor === 0) freed.push(follower);
    }
  }
  return { done, left: new Set(steps.filter((step) => step.waitsFor > 0)) };
}

/** What is declared comes first, also where it says that something shall not be: `no shutdown`. */
function phaseOf({ kind, after, isMakingRoom }: Operation): number {
  if (kind === "close") return 2;
  return kind === "unset" && after === undefined && !isMakingRoom ? 1 : 0;
}

function topRank({ at: { above }, before, after }: Operation): number {
  return (above[0] ?? after ?? before)?.statement.rule.rank ?? 0;
}

function graph(placed: readonly Operation[]): Step[] {
  const steps = new Map<Operation, Step>();
  placed.forEach((operation, place) => {
    steps.set(operation, { operation, place, followers: NOBODY, waitsFor: 0 });
  });
  const points = new Points();
  const changes = changedNames(placed);
  const turns = turnsOf(changes);
  placed.forEach((operation, index) => {
    const step = steps.get(operation);
    const changed = changes[index];
    if (step === undefined || changed === undefined) return;
    for (const need of operation.needs) {
      const before = steps.get(need);
      if (before !== undefined) edge(before, step);
    }
    if (changed === NOTHING_CHANGED) return;
    waitForNames(step, changed, points, turns);
    giveNames(step, changed, points, turns);
  });
  return [...points.all(), ...steps.values()];
}

const NOBODY: Step[] = [];

function edge(from: Step, to: Step): void {
  if (from.followers === NOBODY) from.followers = [to];
  else from.followers.push(to);
  to.waitsFor++;
}

/** Points in time, by what has come true: a name is made, is used by nobody, is free to be claimed, to be shared. */
class Points {
  private readonly points = new Map<string, Step>();

  when(what: "made" | "unused" | "free" | "unclaimed", name: string): Step {
    const key = `${what} ${name}`;
    let step = this.points.get(key);
    if (step === undefined) {
      step = { operation: undefined, place: -1, followers: NOBODY, waitsFor: 0 };
      this.points.set(key, step);
    }
    return step;
  }

  all(): Iterable<Step> {
    return this.points.values();
  }
}

function waitForNames(step: Step, { gone, come }: Changed, points: Points, turns: Turns): void {
  for (const name of gone.defines) {
    if (turns.lost.has(name)) edge(points.when("unused", name), step);
  }
  for (const name of come.claims) {
    if (!gone.claims.has(name)) edge(points.when("free", name), step);
  }
  for (const name of come.bars) {
    if (!gone.bars.has(name)) edge(points.when("free", name), step);
  }
  for (const name of come.shares) {
    if (!gone.shares.has(name)) edge(points.when("unclaimed", name), step);
  }
  for (const name of come.refs) {
    if (turns.made.has(name) && !come.defines.has(name)) edge(points.when("made", name), step);
  }
}

function giveNames(step: Step, { gone, come }: Changed, points: Points, turns: Turns): void {
  for (const name of gone.refs) {
    if (turns.lost.has(name) && !come.refs.has(name) && !gone.defines.has(name))
      edge(step, points.when("unused", name));
  }
  for (const name of gone.claims) {
    if (come.claims.has(name)) continue;
    edge(step, points.when("free", name));
    edge(step, points.when("unclaimed", name));
  }
  for (const name of gone.shares) {
    if (!come.shares.has(name)) edge(step, points.when("free", name));
  }
  for (const name of come.defines) {
    if (turns.made.has(name)) edge(step, points.when("made", name));
  }
}

function freesByOverwriting({ kind, before, after, at }: Operation): boolean {
  if (kind !== "set" || before === undefined || after === undefined) return false;
  return namesOf("claims", { node: before, above: at.above, siblings: at.priors }).length > 0;
}

/** Taking its old value away wipes nothing that stands beside it. */
function isLight({ before, at: { priors } }: Operation): boolean {
  if (before === undefined) return true;
  const { captures, rule } = before.statement;
  const lines = [...priors.values()];
  const wiped = (rule.data.unsetWipes ?? []).flatMap((source) =>
    wipedTemplates(source, captures, priors),
  );
  return !lines.some(
    (node) =>
      node !== before && wiped.some((template) => matchesTemplate(node.statement.value, template)),
  );
}

function circleRefusal(circle: readonly Operation[]): NetctlError {
  const lines = commandsOf(circle).map(({ section, line }) => [...section, line].join(" / "));
  return new NetctlError(
    "refused",
    "these lines wait for one another in a circle, so no order is right",
    {
      words: lines.slice(0, 20).join("\n"),
      hint: "make the change in two steps",
    },
  );
}
