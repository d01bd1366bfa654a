import assert from "node:assert/strict";
import type { Reason, Report } from "./order.ts";
import {
  changed,
  type Member,
  placeOf,
  recordsMax,
  type Stage,
  type Transaction,
} from "./transaction.ts";
import { turnBack } from "./turn.ts";
import { blamed, onItsWay } from "./way.ts";

/** The transaction after a report. Reports for orders that are not under way are a bug. */
export function advance(transaction: Transaction, report: Report): Transaction {
  if (report.phase === "record") return recorded(transaction, report);
  const before = transaction.members[placeOf(transaction, report.device)];
  assert(before?.underway === report.phase, `${report.device} reports what it was told to do`);
  const deadline = report.result === "seen" ? undefined : report.deadline;
  const answered = { ...before, underway: undefined, deadline: deadline ?? before.deadline };
  const { stage } = transaction;
  if (stage === "forward" || stage === "back")
    return changed(transaction, onItsWay(answered, stage === "forward", report));
  if (report.result === "done")
    return passBarrier(changed(transaction, { ...answered, done: report.phase }));
  assert(report.result === "failed", "only an inquiry sees");
  const { phase, reason } = report;
  return turnBack(changed(transaction, blamed(answered, phase, reason)), reason);
}

/** Git alone decides; as long as it does not say what it did, nobody goes anywhere. */
function recorded(
  transaction: Transaction,
  report: Extract<Report, { phase: "record" }>,
): Transaction {
  assert(transaction.recording, "a record reports once");
  const settled = { ...transaction, recording: false };
  switch (report.result) {
    case "done":
      return { ...settled, stage: "forward", commit: report.commit };
    case "failed":
      return turnBack(settled, report.reason);
    case "unknown": {
      const unknownRecords = transaction.unknownRecords + 1;
      const asked = { ...settled, unknownRecords };
      return unknownRecords < recordsMax ? asked : doubted(asked, report.reason);
    }
  }
}

/** Nobody is told anything more: the devices' timers decide nothing that a recovery could not mend. */
function doubted(transaction: Transaction, reason: Reason): Transaction {
  const members = transaction.members.map(
    (member): Member => ({ ...member, end: "in-doubt", reason: member.reason ?? reason }),
  );
  return { ...transaction, stage: "back", members, reason: transaction.reason ?? reason };
}

const following: Readonly<Partial<Record<Stage, Stage>>> = {
  preflight: "prepare",
  prepare: "trial",
  trial: "verify",
  verify: "record",
};

function passBarrier(transaction: Transaction): Transaction {
  const { stage, wave, members } = transaction;
  const next = following[stage];
  if (next === undefined) return transaction;
  const isInWaves = stage === "trial" || stage === "verify";
  // Mostly those come last that stand last: to look there first tells at once that somebody is behind.
  const behind = members.findLast(
    (member) => member.done !== stage && (!isInWaves || member.wave === wave),
  );
  if (behind !== undefined) return transaction;
  const hasMore = members.some((member) => member.wave > wave);
  return stage === "verify" && hasMore
    ? { ...transaction, stage: "trial", wave: wave + 1 }
    : { ...transaction, stage: next };
}
