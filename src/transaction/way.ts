import type { DevicePhase, Reason, Report } from "./order.ts";
import { settle } from "./settle.ts";
import { changed, inquiriesMax, type Member, type Transaction } from "./transaction.ts";

/** A report of a device that goes back or forward alone, including late reports of the phase that turned. */
export function onItsWay(
  transaction: Transaction,
  report: Exclude<Report, { phase: "record" }>,
): Transaction {
  const isForward = transaction.stage === "forward";
  const until = "deadline" in report ? report.deadline : undefined;
  const deadline = Math.min(until ?? Infinity, transaction.deadline ?? Infinity);
  const timed = Number.isFinite(deadline) ? { ...transaction, deadline } : transaction;
  return changed(timed, report.device, (member) => {
    if (report.result === "seen") return seen(member, isForward, report);
    if (report.result === "failed") return stumbled(member, report.phase, report.reason);
    switch (report.phase) {
      case "confirm":
      case "redo":
        return { ...member, done: report.phase, next: "save" };
      case "save":
        return { ...member, done: "save", end: "new" };
      case "discard":
      case "restore":
      case "undo":
        return { ...member, done: report.phase, end: "old" };
      default:
        // A barrier phase that ended after somebody else had failed: the way back is decided by its reach.
        return member.reach === "nothing" ? { ...member, end: "unchanged" } : member;
    }
  });
}

function seen(
  member: Member,
  isForward: boolean,
  report: Extract<Report, { result: "seen" }>,
): Member {
  const settlement = settle(isForward, report.evidence);
  const reason = report.reason ?? member.reason;
  switch (settlement) {
    case "nothing":
      return isForward ? { ...member, next: "save" } : { ...member, end: "old" };
    case "in-doubt":
      return { ...member, end: "in-doubt", reason };
    default:
      return member.inquiries < inquiriesMax
        ? { ...member, next: settlement }
        : { ...member, end: "in-doubt", reason };
  }
}

/** A step that failed leaves the device unknown: ask it. A save decides nothing; a discard leaves it old. */
function stumbled(member: Member, phase: DevicePhase, reason: Reason): Member {
  switch (phase) {
    case "save":
      return { ...member, end: "new", warnings: [...member.warnings, reason] };
    case "discard":
      return { ...member, end: "old", warnings: [...member.warnings, reason] };
    case "preflight":
      return { ...blamed(member, phase, reason), end: "unchanged" };
    case "prepare":
    case "trial":
    case "verify":
      return blamed(member, phase, reason);
    default: {
      const inquiries = member.inquiries + 1;
      return { ...blamed(member, phase, reason), inquiries, next: "inquire" };
    }
  }
}

/** The member with its first reason: what went wrong later mostly follows from it. */
export function blamed(member: Member, phase: DevicePhase, reason: Reason): Member {
  return member.reason === undefined ? { ...member, reason, failed: phase } : member;
}
