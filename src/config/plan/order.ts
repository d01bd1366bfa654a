import { NetctlError } from "../../errors.ts";
import type { Node } from "../config.ts";
import { forEachSpot, namesOf, type Spot } from "../grammar/names.ts";
import { type Operation, unsetting } from "./operation.ts";
import { Queue } from "./queue.ts";

/** A step of the graph: an operation, or a point in time that only others wait for ("this name is free"). */
type Step = {
  readonly operation: Operation | undefined;
  readonly place: number;
  readonly followers: Step[];
  waitsFor: number;
};

/**
 * Operations in the order of sending: what makes a name before what refers to it, what refers to it no more before
 * what takes it away, what frees an address before what claims it; else additions before removals, in the order of
 * the text. A circle of claims is cut by freeing one of them first; one that cannot be cut is refused.
 */
export function inOrderOfSending(operations: readonly Operation[]): Operation[] {
  const placed = [...operations].sort((a, b) => phaseOf(a) - phaseOf(b) || topRank(a) - topRank(b));
  for (let cuts = 0; cuts <= operations.length; cuts++) {
    const { done, left } = sorted(placed);
    if (left.length === 0) return done;
    const cut = left.find(
      (operation) =>
        isOverwriting(operation) && namesOfNode("claims", operation, "before").length > 0,
    );
    if (cut === undefined) throw circle(left);
    split(placed, cut);
  }
  throw circle(placed);
}

function sorted(placed: readonly Operation[]): { done: Operation[]; left: Operation[] } {
  const steps = graph(placed);
  const ready = new Queue<Step>((step) => step.place);
  for (const step of steps) if (step.waitsFor === 0) ready.push(step);
  const done: Operation[] = [];
  for (let step = ready.pop(); step !== undefined; step = ready.pop()) {
    if (step.operation !== undefined) done.push(step.operation);
    for (const follower of step.followers) {
      follower.waitsFor--;
      if (follower.waitsFor === 0) ready.push(follower);
    }
  }
  const isDone = new Set(done);
  return { done, left: placed.filter((operation) => !isDone.has(operation)) };
}

function phaseOf({ kind }: Operation): number {
  return kind === "close" ? 2 : kind === "unset" ? 1 : 0;
}

function topRank({ above, before, after }: Operation): number {
  return (above[0] ?? after ?? before)?.statement.rule.rank ?? 0;
}

function graph(placed: readonly Operation[]): Step[] {
  const steps = new Map<Operation, Step>();
  placed.forEach((operation, place) => {
    steps.set(operation, { operation, place, followers: [], waitsFor: 0 });
  });
  const points = new Map<string, Step>();
  const point = (name: string): Step => {
    let step = points.get(name);
    if (step === undefined) {
      step = { operation: undefined, place: -1, followers: [], waitsFor: 0 };
      points.set(name, step);
    }
    return step;
  };
  const edge = (from: Step, to: Step) => {
    from.followers.push(to);
    to.waitsFor++;
  };
  for (const step of steps.values()) {
    const { operation } = step;
    if (operation === undefined) continue;
    for (const need of operation.needs) {
      const before = steps.get(need);
      if (before !== undefined) edge(before, step);
    }
    const { gone, come } = changesOf(operation);
    for (const name of gone.refs) {
      // What a section defines for its own lines goes with it, in one step.
      if (!come.refs.has(name) && !gone.defines.has(name)) edge(step, point(`unused ${name}`));
    }
    for (const name of gone.claims) if (!come.claims.has(name)) edge(step, point(`free ${name}`));
    for (const name of gone.defines) {
      edge(point(`unused ${name}`), step);
      edge(step, point(`gone ${name}`));
    }
    for (const name of come.claims) edge(point(`free ${name}`), step);
    for (const name of come.defines) {
      if (!gone.defines.has(name)) edge(point(`gone ${name}`), step);
      edge(step, point(`made ${name}`));
    }
    for (const name of come.refs) if (!come.defines.has(name)) edge(point(`made ${name}`), step);
  }
  return [...steps.values(), ...points.values()];
}

type Names = {
  readonly defines: Set<string>;
  readonly refs: Set<string>;
  readonly claims: Set<string>;
};

/** Names that are there no more, and names that are there, once an operation is done. */
function changesOf(operation: Operation): { readonly gone: Names; readonly come: Names } {
  const { kind, before, after, above } = operation;
  const gone = names(before, operation, kind === "close");
  const come = names(after, operation, false);
  if (kind !== "close" && after !== undefined) {
    // What is typed inside a section goes into the making of what the section defines.
    above.forEach((node, depth) => {
      const spot = { node, above: above.slice(0, depth), siblings: new Map() };
      for (const name of namesOf("defines", spot)) come.defines.add(name);
    });
  }
  return { gone, come };
}

function names(node: Node | undefined, operation: Operation, isDeep: boolean): Names {
  const found: Names = { defines: new Set(), refs: new Set(), claims: new Set() };
  if (node === undefined) return found;
  const collect = (spot: Spot) => {
    for (const kind of ["defines", "refs", "claims"] as const) {
      for (const name of namesOf(kind, spot)) found[kind].add(name);
    }
  };
  collect({ node, above: operation.above, siblings: operation.siblings });
  if (isDeep && node.children !== undefined)
    forEachSpot(node.children, collect, [...operation.above, node]);
  return found;
}

function namesOfNode(
  kind: "claims",
  operation: Operation,
  side: "before" | "after",
): readonly string[] {
  const node = operation[side];
  if (node === undefined) return [];
  return namesOf(kind, { node, above: operation.above, siblings: operation.siblings });
}

function isOverwriting({ kind, before, after }: Operation): boolean {
  return kind === "set" && before !== undefined && after !== undefined;
}

/** The old value is taken away first, so that the circle is open where it stood. */
function split(placed: Operation[], cut: Operation): void {
  if (cut.before === undefined) return;
  const index = placed.indexOf(cut);
  const unset = unsetting(cut, cut.before);
  unset.needs.push(...cut.needs);
  const set: Operation = { ...cut, before: undefined, needs: [...cut.needs, unset] };
  placed.splice(index, 1, unset, set);
  for (const operation of placed) {
    const at = operation.needs.indexOf(cut);
    if (at >= 0) operation.needs[at] = set;
  }
}

function circle(left: readonly Operation[]): NetctlError {
  const lines = left.flatMap(({ above, typed }) =>
    typed.map(({ line }) => [...above.map((node) => node.statement.text), line].join(" / ")),
  );
  return new NetctlError(
    "refused",
    "these lines wait for one another in a circle, so no order is right",
    {
      words: lines.slice(0, 20).join("\n"),
      hint: "make the change in two steps",
    },
  );
}
