import type { DevicePhase, Reason, Report } from "./order.ts";
import { settle } from "./settle.ts";
import { inquiriesMax, type Member } from "./transaction.ts";

/** A device that goes back or forward alone, after its report; late ones of the phase that turned are among them. */
export function onItsWay(
  member: Member,
  isForward: boolean,
  report: Exclude<Report, { phase: "record" }>,
): Member {
  if (report.result === "seen")
    return settled({ ...member, seen: report.evidence }, isForward, report);
  if (report.result === "failed") return stumbled(member, report.phase, report.reason);
  const arrived = { ...member, done: report.phase };
  switch (report.phase) {
    case "confirm":
    case "redo":
      return { ...arrived, next: "save" };
    case "save":
      return { ...arrived, end: "new" };
    case "restore":
      if (isForward) return { ...arrived, next: "redo" };
      return isBare(member) ? { ...arrived, end: "old" } : { ...member, next: "discard" };
    case "discard":
    case "undo":
      return { ...arrived, end: "old" };
    default:
      // A barrier phase that ended after somebody else had failed: the way back is decided by its reach.
      return member.reach === "nothing" ? { ...member, end: "unchanged" } : member;
  }
}

const unsaved: Reason = {
  kind: "lost",
  message:
    "it was asked too often to try its startup configuration once more: look whether it is saved",
};

function settled(
  member: Member,
  isForward: boolean,
  report: Extract<Report, { phase: "inquire"; result: "seen" }>,
): Member {
  const settlement = settle(isForward, report.evidence);
  const reason = report.reason ?? member.reason;
  const isPatient = member.inquiries < inquiriesMax;
  switch (settlement) {
    case "nothing":
      if (!isForward)
        return isBare(member) ? { ...member, end: "old" } : { ...member, next: "discard" };
      if (isPatient) return { ...member, next: "save" };
      return { ...member, end: "new", warnings: [...member.warnings, unsaved] };
    case "in-doubt":
      return { ...member, end: "in-doubt", reason };
    default:
      return isPatient ? { ...member, next: settlement } : { ...member, end: "in-doubt", reason };
  }
}

/** True where nothing staged can be left: a trial that was seen to succeed has used it up. */
function isBare({ done }: Member): boolean {
  return done === "trial" || done === "verify";
}

/** A step that failed leaves the device unknown: ask it. A discard leaves it old whatever happens. */
function stumbled(member: Member, phase: DevicePhase, reason: Reason): Member {
  switch (phase) {
    case "save":
      // A device that answers still runs what was read from it; one that fell silent may have restarted.
      if (reason.kind === "lost" || reason.kind === "timeout") return asked(member, phase, reason);
      return { ...member, end: "new", warnings: [...member.warnings, reason] };
    case "discard":
      return { ...member, end: "old", warnings: [...member.warnings, reason] };
    case "preflight":
      return { ...blamed(member, phase, reason), end: "unchanged" };
    case "prepare":
    case "trial":
    case "verify":
      return blamed(member, phase, reason);
    default:
      return asked(member, phase, reason);
  }
}

function asked(member: Member, phase: DevicePhase, reason: Reason): Member {
  return { ...blamed(member, phase, reason), inquiries: member.inquiries + 1, next: "inquire" };
}

/** The member with its first reason: what went wrong later mostly follows from it. */
export function blamed(member: Member, phase: DevicePhase, reason: Reason): Member {
  return member.reason === undefined ? { ...member, reason, failed: phase } : member;
}
