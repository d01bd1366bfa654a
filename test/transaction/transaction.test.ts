import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, interrupt, resume, started } from "../../src/transaction/advance.ts";
import type { Order } from "../../src/transaction/order.ts";
import { settle } from "../../src/transaction/settle.ts";
import {
  begin,
  confirmMarginMs,
  orders,
  type Transaction,
} from "../../src/transaction/transaction.ts";
import { type Fault, type Machine, machine, run, type World } from "./model.ts";

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

/** Everything that is due goes well. */
function allDone(transaction: Transaction): Transaction {
  const due = orders(transaction);
  const underway = due.reduce(started, transaction);
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
    const underway = orders(begin("t", three)).reduce(started, begin("t", three));
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
    const asked = orders(taken).reduce(started, taken);
    const settled = advance(asked, {
      phase: "inquire",
      device: "csr1",
      result: "seen",
      evidence: "pending",
    });
    expect(phases(settled)).toEqual(["restore csr1"]);
  });

  it("calls a device in-doubt that three inquiries could not settle", () => {
    const reason = { kind: "rejected", message: "no" };
    let transaction = begin("t", [{ name: "r1", live: false }]);
    while (transaction.stage !== "forward") transaction = allDone(transaction);
    for (let count = 0; transaction.members[0]?.end === undefined && count < 20; count += 1) {
      const [order] = orders(transaction);
      if (!order || order.phase === "record") throw new Error("an order for r1 is due");
      const { phase, device } = order;
      const underway = started(transaction, order);
      transaction =
        phase === "inquire"
          ? advance(underway, { phase, device, result: "seen", evidence: "pending" })
          : advance(underway, { phase, device, result: "failed", reason });
    }
    expect(transaction.members[0]).toMatchObject({ end: "in-doubt", inquiries: 3 });
  });
});

describe("the table of recovery", () => {
  it.each([
    [false, "pending", "restore"],
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

const faults: readonly Fault[] = [
  "refuse",
  "lose-request",
  "lose-answer",
  "timer-fires",
  "crash-before",
  "crash-after",
];

/** Few faults at chosen answers, and the order of the answers: coin flips everywhere would hide most mistakes. */
const schedules = fc.record({
  picks: fc.array(fc.nat(7), { minLength: 40, maxLength: 40 }),
  faults: fc
    .array(fc.tuple(fc.nat(40), fc.constantFrom(...faults)), { maxLength: 3 })
    .map((pairs) => new Map(pairs)),
});

/** All or nothing, and git tells the truth; or a name that says in-doubt. */
function isWhole(world: World, transaction: Transaction): boolean {
  if (transaction.members.some(({ end }) => end === "in-doubt")) return true;
  const wanted = world.commit === undefined ? "old" : "new";
  return world.devices.every(({ runs, timer }) => runs === wanted && !timer);
}

function findsMixed(on: Machine, runs: number): boolean {
  const result = fc.check(
    fc.property(schedules, (schedule) => {
      const { world, transaction } = run(three, schedule, on);
      return isWhole(world, transaction);
    }),
    { numRuns: runs, seed: 20261122 },
  );
  return result.failed;
}

describe("whatever fails, in whatever order", () => {
  it("ends with all devices old or all new, and git agreeing, or says in-doubt", () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        const { world, transaction, trace } = run(three, schedule);
        expect(isWhole(world, transaction), trace.join("\n")).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it("is a property that bites: a machine that confirms before the record is caught", () => {
    const hasty: Machine = {
      ...machine,
      orders: (transaction) =>
        orders(transaction).map((order) =>
          order.phase === "verify" ? { ...order, phase: "confirm" as const } : order,
        ),
      started: (transaction, order) =>
        started(
          transaction,
          order.phase === "confirm" && transaction.stage === "verify"
            ? { ...order, phase: "verify" }
            : order,
        ),
      advance: (transaction, report) =>
        advance(
          transaction,
          report.phase === "confirm" && transaction.stage === "verify"
            ? ({ ...report, phase: "verify" } as typeof report)
            : report,
        ),
    };
    expect(findsMixed(hasty, 5_000)).toBe(true);
  });

  it("is a property that bites: a recovery that trusts its memory instead of git is caught", () => {
    const forgetful: Machine = {
      ...machine,
      resume: (transaction) => resume(transaction, transaction.commit),
    };
    expect(findsMixed(forgetful, 5_000)).toBe(true);
  });

  it("is a property that bites: a machine that takes a lost answer for a refusal is caught", () => {
    const credulous: Machine = {
      ...machine,
      advance: (transaction, report) => {
        const after = advance(transaction, report);
        if (report.phase !== "trial" || report.result !== "failed") return after;
        const members = after.members.map((member) =>
          member.name === report.device ? { ...member, end: "old" as const } : member,
        );
        return { ...after, members };
      },
    };
    expect(findsMixed(credulous, 5_000)).toBe(true);
  });
});
