import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DevicePhase, Evidence } from "../../src/transaction/order.ts";
import { orders } from "../../src/transaction/orders.ts";
import { settle } from "../../src/transaction/settle.ts";
import { started } from "../../src/transaction/started.ts";
import {
  begin,
  confirmMarginMs,
  inquiriesMax,
  recordsMax,
  type Stage,
  type Transaction,
  timerLatenessMs,
} from "../../src/transaction/transaction.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/transactions.md"), "utf8");

/** Rows of the table whose first title is `title`, without titles and rule. */
function rows(title: string): readonly (readonly string[])[] {
  const table =
    page.split("\n\n").find((block) => new RegExp(`^\\| *${title} *\\|`).test(block)) ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const allPhases: Readonly<Record<DevicePhase, true>> = {
  preflight: true,
  prepare: true,
  trial: true,
  verify: true,
  confirm: true,
  save: true,
  discard: true,
  restore: true,
  inquire: true,
  redo: true,
  undo: true,
};

/** Phases that may be ordered in `stage`; the machine refuses the others with an assertion. */
function allowed(stage: Stage): readonly string[] {
  const begun = begin("t", [{ name: "r1", live: false }]);
  const commit = stage === "forward" ? "c1" : undefined;
  return Object.keys(allPhases).filter((phase) => {
    const members = begun.members.map((member) => ({ ...member, next: phase as DevicePhase }));
    const transaction: Transaction = { ...begun, stage, commit, members };
    const order = { transaction: "t", phase: phase as DevicePhase, device: "r1", attempt: 1 };
    try {
      started(transaction, [order]);
      return true;
    } catch {
      return false;
    }
  });
}

describe("docs/transactions.md", () => {
  it("has the table of recovery that the code has", () => {
    const known: readonly Evidence[] = ["pending", "halfway", "old", "new", "other", "unknown"];
    const table = rows("git");
    expect(table).toHaveLength(known.length * 2);
    for (const [git, evidence, what] of table) {
      expect(known).toContain(evidence);
      expect(settle(git === "recorded", evidence as Evidence), `${git}, ${evidence}`).toBe(what);
    }
  });

  it("lists the stages, and what may be ordered in each", () => {
    const table = rows("stage");
    const stages = ["preflight", "prepare", "trial", "verify", "record", "forward", "back"];
    expect(table.map(([stage]) => stage)).toEqual(stages);
    for (const [stage, cell = ""] of table) {
      const named = cell.startsWith("none") ? [] : cell.split(", ");
      expect(named.toSorted(), stage).toEqual(allowed(stage as Stage).toSorted());
    }
    expect(orders(begin("t", []))).toMatchObject([{ phase: "record" }]);
  });

  it("gives the limits of the code", () => {
    expect(rows("what")).toEqual([
      ["a device is asked at most", `${inquiriesMax} times`],
      ["git is asked at most", `${recordsMax} times`],
      ["left on the shortest timer when git moves", `${confirmMarginMs / 1000} s`],
      ["a timer may be late by", `${timerLatenessMs / 1000} s`],
    ]);
  });
});
