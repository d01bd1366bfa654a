import assert from "node:assert/strict";
import type { Order, Reason, Report } from "./order.ts";
import { changed, type Stage, type Transaction } from "./transaction.ts";
import { blamed, onItsWay } from "./way.ts";

/** The transaction with `order` under way. Whoever carries it out writes it down first. */
export function started(transaction: Transaction, order: Order): Transaction {
  if (order.phase === "record") {
    assert(transaction.stage === "record" && !transaction.recording, "one record, at its stage");
    return { ...transaction, recording: true };
  }
  return changed(transaction, order.device, (member) => {
    assert(!member.underway && !member.end, `${member.name} does one thing at a time`);
    const reach =
      order.phase === "prepare" && member.reach === "nothing"
        ? "staged"
        : order.phase === "trial" || order.phase === "redo" || order.phase === "undo"
          ? "trial"
          : member.reach;
    return { ...member, underway: order.phase, reach, attempts: order.attempt };
  });
}

/** The transaction after a report. Reports for orders that are not under way are a bug. */
export function advance(transaction: Transaction, report: Report): Transaction {
  if (report.phase === "record") return recorded(transaction, report);
  const before = transaction.members.find((member) => member.name === report.device);
  assert(before?.underway === report.phase, `${report.device} reports what it was told to do`);
  const answered = changed(transaction, report.device, (member) => ({
    ...member,
    underway: undefined,
  }));
  if (transaction.stage === "forward" || transaction.stage === "back")
    return onItsWay(answered, report);
  if (report.result === "done") {
    const arrived = changed(answered, report.device, (member) => ({
      ...member,
      done: report.phase,
    }));
    const deadline = Math.min(report.deadline ?? Infinity, transaction.deadline ?? Infinity);
    return passBarrier({ ...arrived, deadline: Number.isFinite(deadline) ? deadline : undefined });
  }
  assert(report.result === "failed", "only an inquiry sees");
  return turnBack(
    changed(answered, report.device, (member) => blamed(member, report.phase, report.reason)),
    report.reason,
  );
}

/** Somebody wants to stop: before the record everybody goes back, after it everybody goes forward all the same. */
export function interrupt(transaction: Transaction, reason: Reason): Transaction {
  const canTurn =
    transaction.stage !== "forward" && transaction.stage !== "back" && !transaction.recording;
  return canTurn ? turnBack(transaction, reason) : transaction;
}

/**
 * Takes up a transaction whose netctl died. What was under way may or may not have happened, so every device that
 * was touched is asked; `commit` says whether git moved.
 */
export function resume(transaction: Transaction, commit: string | undefined): Transaction {
  const members = transaction.members.map((member) => {
    if (member.end && member.end !== "in-doubt") return member;
    const next = { nothing: undefined, staged: "discard", trial: "inquire" } as const;
    return {
      ...member,
      underway: undefined,
      next: next[member.reach],
      inquiries: 0,
      end: undefined,
    };
  });
  const taken = { ...transaction, members, recording: false, commit };
  if (commit !== undefined) return { ...taken, stage: "forward" };
  const reason = transaction.reason ?? {
    kind: "lost",
    message: "netctl was stopped in the middle",
  };
  return turnBack(taken, reason);
}

function recorded(
  transaction: Transaction,
  report: Extract<Report, { phase: "record" }>,
): Transaction {
  assert(transaction.recording, "a record reports once");
  const settled = { ...transaction, recording: false };
  if (report.result === "failed") return turnBack(settled, report.reason);
  return { ...settled, stage: "forward", commit: report.commit };
}

const following: Readonly<Partial<Record<Stage, Stage>>> = {
  preflight: "prepare",
  prepare: "trial",
  trial: "verify",
  verify: "record",
};

function passBarrier(transaction: Transaction): Transaction {
  const next = following[transaction.stage];
  if (next === undefined) return transaction;
  const isThrough = transaction.members.every((member) => member.done === transaction.stage);
  return isThrough ? { ...transaction, stage: next } : transaction;
}

function turnBack(transaction: Transaction, reason: Reason): Transaction {
  const members = transaction.members.map((member) =>
    member.reach === "nothing" && !member.underway && !member.end
      ? { ...member, end: "unchanged" as const }
      : member,
  );
  return { ...transaction, stage: "back", members, reason: transaction.reason ?? reason };
}
