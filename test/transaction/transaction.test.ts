import { describe, expect, it } from "vitest";
import { advance } from "../../src/transaction/advance.ts";
import type { Order } from "../../src/transaction/order.ts";
import { orders } from "../../src/transaction/orders.ts";
import { settle } from "../../src/transaction/settle.ts";
import { started } from "../../src/transaction/started.ts";
import {
  begin,
  confirmMarginMs,
  inquiriesMax,
  isOver,
  recordsMax,
  type Transaction,
} from "../../src/transaction/transaction.ts";
import { interrupt, resume } from "../../src/transaction/turn.ts";

const three = [
  { name: "csr1", live: true },
  { name: "veos1", live: false },
  { name: "vsrx1", live: false },
];

function phases(transaction: Transaction): string[] {
  return orders(transaction).map((order) =>
    "device" in order ? `${order.phase} ${order.device}` : order.phase,
  );
}

/** Everything that is due is under way. */
function begun(transaction: Transaction): Transaction {
  return started(transaction, orders(transaction));
}

/** Everything that is due goes well. */
function allDone(transaction: Transaction): Transaction {
  const due = orders(transaction);
  const underway = started(transaction, due);
  return due.reduce((now: Transaction, order: Order) => {
    if (order.phase === "record")
      return advance(now, { phase: "record", result: "done", commit: "c1" });
    const { phase, device } = order;
    return advance(now, {
      phase,
      device,
      result: "done",
      ...(phase === "trial" ? { deadline: 100_000 } : {}),
    });
  }, underway);
}

describe("the way of a transaction", () => {
  it("goes through every phase behind a barrier, live devices armed last, and git before the first confirm", () => {
    const seen: string[][] = [];
    let transaction = begin("t", three);
    while (orders(transaction).length > 0) {
      seen.push(phases(transaction));
      transaction = allDone(transaction);
    }
    expect(seen).toEqual([
      ["preflight csr1", "preflight veos1", "preflight vsrx1"],
      ["prepare csr1", "prepare veos1", "prepare vsrx1"],
      ["trial veos1", "trial vsrx1"],
      ["trial csr1"],
      ["verify csr1", "verify veos1", "verify vsrx1"],
      ["record"],
      ["confirm csr1", "confirm veos1", "confirm vsrx1"],
      ["save csr1", "save veos1", "save vsrx1"],
    ]);
    expect(transaction.members.map(({ end }) => end)).toEqual(["new", "new", "new"]);
  });

  it("goes in waves: one is verified before the next is in trial, and all are confirmed together", () => {
    const seen: string[][] = [];
    let transaction = begin("t", three, { waves: [["veos1"], ["vsrx1", "csr1"]] });
    while (orders(transaction).length > 0) {
      seen.push(phases(transaction));
      transaction = allDone(transaction);
    }
    expect(seen.slice(2)).toEqual([
      ["trial veos1"],
      ["verify veos1"],
      ["trial vsrx1"],
      ["trial csr1"],
      ["verify csr1", "verify vsrx1"],
      ["record"],
      ["confirm csr1", "confirm veos1", "confirm vsrx1"],
      ["save csr1", "save veos1", "save vsrx1"],
    ]);
  });

  it("restores the canary and throws away what later waves have staged", () => {
    let transaction = begin("t", three, { waves: [["veos1"], ["vsrx1", "csr1"]] });
    while (transaction.stage !== "verify") transaction = allDone(transaction);
    const reason = { kind: "rejected", message: "a check fails" };
    const failed = advance(begun(transaction), {
      phase: "verify",
      device: "veos1",
      result: "failed",
      reason,
    });
    expect(phases(failed)).toEqual(["discard csr1", "restore veos1", "discard vsrx1"]);
  });

  it("lets the earliest timer of all waves bound the record", () => {
    let transaction = begin("t", three, {
      waves: [["veos1"], ["vsrx1"], ["csr1"]],
      timerMs: 5_000,
    });
    for (let at = 1_000; transaction.stage !== "record"; at += 1_000) {
      const due = orders(transaction);
      transaction = started(transaction, due, at);
      for (const order of due) {
        if (order.phase === "record") continue;
        const { phase, device } = order;
        transaction = advance(transaction, { phase, device, result: "done" });
      }
    }
    expect(transaction.members.map(({ deadline }) => deadline)).toEqual([12_000, 8_000, 10_000]);
    expect(orders(transaction)).toMatchObject([{ before: 8_000 - confirmMarginMs }]);
  });

  it("asks git again when it did not say what it did, and tells nobody anything meanwhile", () => {
    let transaction = begin("t", three);
    while (transaction.stage !== "record") transaction = allDone(transaction);
    const reason = { kind: "git", message: "no answer" };
    const unknown = { phase: "record", result: "unknown", reason } as const;
    for (let count = 1; count <= recordsMax; count += 1) {
      expect(phases(transaction)).toEqual(["record"]);
      expect(interrupt(begun(transaction), reason)).toEqual(begun(transaction));
      transaction = advance(begun(transaction), unknown);
    }
    expect(isOver(transaction)).toBe(true);
    expect(transaction.members.map(({ end }) => end)).toEqual(["in-doubt", "in-doubt", "in-doubt"]);
  });

  it("gives git a deadline that leaves the shortest timer room to be confirmed", () => {
    let transaction = begin("t", three);
    while (transaction.stage !== "record") transaction = allDone(transaction);
    expect(orders(transaction)).toEqual([
      { transaction: "t", phase: "record", before: 100_000 - confirmMarginMs },
    ]);
  });

  it("only records where no device has to change", () => {
    const transaction = begin("t", []);
    expect(phases(transaction)).toEqual(["record"]);
    expect(allDone(transaction)).toMatchObject({ stage: "forward", commit: "c1" });
  });

  it("leaves devices unchanged that were never told to change anything", () => {
    const underway = begun(begin("t", three));
    const failed = advance(underway, {
      phase: "preflight",
      device: "veos1",
      result: "failed",
      reason: { kind: "unreachable", message: "no answer" },
    });
    expect(failed.members.find(({ name }) => name === "veos1")?.end).toBe("unchanged");
    const csr = advance(failed, { phase: "preflight", device: "csr1", result: "done" });
    expect(csr.members.find(({ name }) => name === "csr1")?.end).toBe("unchanged");
  });

  it("turns back when it is interrupted before the record, and not after it", () => {
    const reason = { kind: "interrupted", message: "SIGINT" };
    let transaction = begin("t", three);
    while (transaction.stage !== "verify") transaction = allDone(transaction);
    expect(phases(interrupt(transaction, reason))).toEqual([
      "restore csr1",
      "restore veos1",
      "restore vsrx1",
    ]);
    while (transaction.stage !== "forward") transaction = allDone(transaction);
    expect(interrupt(transaction, reason)).toBe(transaction);
  });

  it("asks every touched device after a crash, and acts on what it sees", () => {
    let transaction = begin("t", three);
    while (transaction.stage !== "verify") transaction = allDone(transaction);
    const taken = resume(transaction, undefined);
    expect(phases(taken)).toEqual(["inquire csr1", "inquire veos1", "inquire vsrx1"]);
    const asked = begun(taken);
    const settled = advance(asked, {
      phase: "inquire",
      device: "csr1",
      result: "seen",
      evidence: "pending",
    });
    expect(phases(settled)).toEqual(["restore csr1"]);
  });

  it("calls a device in-doubt that the last inquiry could not settle", () => {
    const reason = { kind: "rejected", message: "no" };
    let transaction = begin("t", [{ name: "r1", live: false }]);
    while (transaction.stage !== "forward") transaction = allDone(transaction);
    for (let count = 0; transaction.members[0]?.end === undefined && count < 40; count += 1) {
      const [order] = orders(transaction);
      if (!order || order.phase === "record") throw new Error("an order for r1 is due");
      const { phase, device } = order;
      const underway = started(transaction, [order]);
      transaction =
        phase === "inquire"
          ? advance(underway, { phase, device, result: "seen", evidence: "pending" })
          : advance(underway, { phase, device, result: "failed", reason });
    }
    expect(transaction.members[0]).toMatchObject({ end: "in-doubt", inquiries: inquiriesMax });
  });
});

describe("the table of recovery", () => {
  it.each([
    [false, "pending", "restore"],
    [false, "halfway", "restore"],
    [true, "halfway", "restore"],
    [false, "old", "nothing"],
    [false, "new", "undo"],
    [true, "pending", "confirm"],
    [true, "new", "nothing"],
    [true, "old", "redo"],
    [false, "other", "in-doubt"],
    [true, "unknown", "in-doubt"],
  ] as const)("recorded: %s, the device says %s: %s", (isRecorded, evidence, what) => {
    expect(settle(isRecorded, evidence)).toBe(what);
  });
});
