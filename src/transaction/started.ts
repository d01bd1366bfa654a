import assert from "node:assert/strict";
import type { DevicePhase, Order } from "./order.ts";
import { changed, type Member, type Transaction } from "./transaction.ts";

/**
 * The transaction with `order` under way. Whoever carries it out writes it down first, with the moment `at`
 * (milliseconds since 1970): a timer that is armed now ends a timer's length later, whether its answer comes or not.
 */
export function started(transaction: Transaction, order: Order, at?: number): Transaction {
  if (order.phase === "record") {
    const isAll = transaction.members.every(({ done, end }) => done === "verify" && !end);
    assert(isAll && transaction.stage === "record", "git moves when all devices are verified");
    assert(!transaction.recording, "one record at a time");
    return { ...transaction, recording: true };
  }
  return changed(transaction, order.device, (member) => {
    assert(!member.underway && !member.end, `${member.name} does one thing at a time`);
    assertInItsTime(transaction, member, order.phase);
    return {
      ...member,
      underway: order.phase,
      reach: reachOf(member, order.phase),
      deadline: deadlineOf(transaction, member, order.phase, at),
      attempts: order.attempt,
    };
  });
}

/** From the first moment, so that it is never too late for the margin; the report of the trial knows better. */
function deadlineOf(
  { timerMs }: Transaction,
  { deadline, isTimed }: Member,
  phase: DevicePhase,
  at: number | undefined,
): number | undefined {
  const isArming = phase === "trial" || phase === "redo" || phase === "undo";
  return isArming && isTimed && at !== undefined && timerMs !== undefined ? at + timerMs : deadline;
}

function reachOf({ reach }: Member, phase: DevicePhase): Member["reach"] {
  if (phase === "trial" || phase === "redo" || phase === "undo") return "trial";
  return phase === "prepare" && reach === "nothing" ? "staged" : reach;
}

/** What may never be ordered, whatever came before. */
function assertInItsTime(transaction: Transaction, member: Member, phase: DevicePhase): void {
  const { commit, stage } = transaction;
  const { name, next } = member;
  switch (phase) {
    case "preflight":
    case "prepare":
    case "trial":
    case "verify":
      assert(stage === phase && commit === undefined, `${name}: ${phase} in its own stage`);
      return;
    case "confirm":
    case "save":
    case "redo":
      assert(stage === "forward" && commit !== undefined, `${name}: ${phase} after the record`);
      return;
    case "discard":
    case "undo":
      assert(stage === "back" && commit === undefined, `${name}: ${phase} before the record`);
      return;
    case "restore":
      // After the record only what an inquiry saw halfway, and then the change is made again.
      assert(
        commit === undefined ? stage === "back" : next === "restore",
        `${name}: restore before the record`,
      );
      return;
    case "inquire":
      assert(stage === "forward" || stage === "back", `${name}: inquire on its way`);
  }
}
