import type { Reason } from "./order.ts";
import type { End, Member, Transaction } from "./transaction.ts";

/** Everybody goes back from here; devices that nothing was ever ordered of are done with. */
export function turnBack(transaction: Transaction, reason: Reason): Transaction {
  const members = transaction.members.map((member) =>
    member.reach === "nothing" && !member.underway && !member.end
      ? { ...member, end: "unchanged" as const }
      : member,
  );
  return { ...transaction, stage: "back", members, reason: transaction.reason ?? reason };
}

/** Somebody wants to stop: before the record everybody goes back, after it everybody goes forward all the same. */
export function interrupt(transaction: Transaction, reason: Reason): Transaction {
  const { stage, recording, unknownRecords } = transaction;
  const canTurn = stage !== "forward" && stage !== "back" && !recording && unknownRecords === 0;
  return canTurn ? turnBack(transaction, reason) : transaction;
}

/**
 * Takes up a transaction whose netctl died. What was under way may or may not have happened, so every device that
 * was touched is asked; `commit` says whether git moved. An end that belongs to the other way counts for nothing.
 */
export function resume(transaction: Transaction, commit: string | undefined): Transaction {
  const fitting: readonly (End | undefined)[] =
    commit === undefined ? ["old", "unchanged"] : ["new"];
  const members = transaction.members.map((member): Member => {
    if (fitting.includes(member.end)) return { ...member, underway: undefined };
    const next = { nothing: undefined, staged: "discard", trial: "inquire" } as const;
    return {
      ...member,
      underway: undefined,
      next: next[member.reach],
      inquiries: 0,
      end: undefined,
    };
  });
  const taken = { ...transaction, members, recording: false, unknownRecords: 0, commit };
  if (commit !== undefined) return { ...taken, stage: "forward" };
  const reason = transaction.reason ?? {
    kind: "lost",
    message: "netctl was stopped in the middle",
  };
  return turnBack(taken, reason);
}
