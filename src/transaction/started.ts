import assert from "node:assert/strict";
import type { DevicePhase, Order } from "./order.ts";
import { type Member, placeOf, type Transaction } from "./transaction.ts";

/**
 * The transaction with `orders` under way, at most one for each device. Whoever carries them out writes them down first,
 * with the moment `at` (milliseconds since 1970): a timer that is armed now ends a timer's length later, whether its
 * answer comes or not.
 */
export function started(
  transaction: Transaction,
  orders: readonly Order[],
  at?: number,
): Transaction {
  // All at once: member by member, a thousand of them would be copied a thousand times.
  const members = [...transaction.members];
  let recording = transaction.recording;
  for (const order of orders) {
    if (order.phase !== "record") {
      const place = placeOf(transaction, order.device);
      const member = members[place];
      assert(member);
      members[place] = underway(transaction, member, order, at);
      continue;
    }
    const isAll = transaction.members.every(({ done, end }) => done === "verify" && !end);
    assert(isAll && transaction.stage === "record", "git moves when all devices are verified");
    assert(!recording, "one record at a time");
    recording = true;
  }
  return { ...transaction, members, recording };
}

type DeviceOrder = Exclude<Order, { phase: "record" }>;

function underway(
  transaction: Transaction,
  member: Member,
  { phase, attempt }: DeviceOrder,
  at: number | undefined,
): Member {
  assert(!member.underway && !member.end, `${member.name} does one thing at a time`);
  assertInItsTime(transaction, member, phase);
  return {
    ...member,
    underway: phase,
    reach: reachOf(member, phase),
    deadline: deadlineOf(transaction, member, phase, at),
    attempts: attempt,
  };
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
