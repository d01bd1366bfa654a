import assert from "node:assert/strict";
import type { Command } from "../change-set.ts";
import type { Children } from "../config.ts";
import type { Table } from "../grammar/compile-grammar.ts";
import { handingOver } from "../lists/hand-over.ts";
import { renumbering } from "../lists/renumber.ts";
import { simulateLines } from "../model/simulate-lines.ts";
import { joinRanges } from "../ranges/join-ranges.ts";
import { ByLine } from "./by-line.ts";
import { commandsOf } from "./commands-of.ts";
import { compare } from "./compare.ts";
import { withEffects } from "./effects.ts";
import type { Operation } from "./operation.ts";
import { inOrderOfSending } from "./order.ts";

/** Commands that lead from one configuration in sections to another. */
export function planLines(running: Children, wanted: Children, table: Table): readonly Command[] {
  const first = [...renumbering(running, wanted), ...handingOver(running, wanted)];
  const from = first.length === 0 ? running : simulateLines(running, first, table).children;
  const commands = commandsOf(withLateOpenings(sending(from, wanted)));
  const joined = joinRanges(commands, table);
  return first.length === 0 ? joined : [...first, ...joined];
}

/** Operations in order; of every circle met on the way one line more lets go of its value first. */
function sending(from: Children, wanted: Children): readonly Operation[] {
  const letGo = new ByLine<true>();
  for (;;) {
    const operations = withEffects(compare(from, wanted, letGo), from, wanted);
    const { sent, cuts } = inOrderOfSending(operations);
    if (cuts.length === 0) return sent;
    for (const { at, before } of cuts) {
      const key = before?.statement.key ?? "";
      assert(letGo.get(at.priors, key) === undefined, "a line lets go of its value once");
      letGo.set(at.priors, key, true);
    }
  }
}

/** Sections are opened right before their first line, not where the order alone would allow it. */
function withLateOpenings(operations: readonly Operation[]): readonly Operation[] {
  if (!operations.some(({ kind }) => kind === "open")) return operations;
  const needed = new Set(operations.flatMap(({ needs }) => needs));
  const held = new Set<Operation>();
  const sent: Operation[] = [];
  const send = (operation: Operation) => {
    for (const need of [...operation.needs].reverse()) {
      if (held.delete(need)) send(need);
    }
    sent.push(operation);
  };
  for (const operation of operations) {
    if (operation.kind === "open" && needed.has(operation)) held.add(operation);
    else send(operation);
  }
  return sent;
}
