// One plan under way, as a pure machine: same reports in the same order, same orders out. This room knows in which
// order devices may be touched and where the point of no return lies; it refuses to know clocks, wires and disks.

import type { DevicePhase, Order, Reason } from "./order.ts";

/**
 * Phases all devices go through side by side, each behind a barrier, then one of two ways on which each device goes
 * alone: `back` to the old configuration or `forward` to the new one. `record`, between them, is the commit point.
 */
export type Stage = "preflight" | "prepare" | "trial" | "verify" | "record" | "forward" | "back";

/** How a device ended. `unchanged`: nothing that could change it was ever ordered. */
export type End = "new" | "old" | "unchanged" | "in-doubt";

/** One device of a transaction. */
export type Member = {
  readonly name: string;
  /** The platform cannot check a candidate: what is typed is live. Such devices are armed last. */
  readonly live: boolean;
  readonly done: DevicePhase | undefined;
  readonly underway: DevicePhase | undefined;
  /** The farthest that any order may have taken the device. */
  readonly reach: "nothing" | "staged" | "trial";
  /** What this device does next on its way back or forward, where an inquiry said so. */
  readonly next: DevicePhase | undefined;
  readonly inquiries: number;
  readonly attempts: number;
  readonly end: End | undefined;
  /** Why it ended, or turned, as it did. */
  readonly reason: Reason | undefined;
  /** The phase the reason comes from. */
  readonly failed: DevicePhase | undefined;
  /** Things that went wrong without changing the end: a save that failed. */
  readonly warnings: readonly Reason[];
};

/** A transaction. Frozen plain data: every function here returns a new one. */
export type Transaction = {
  readonly id: string;
  readonly stage: Stage;
  readonly members: readonly Member[];
  /** The earliest moment at which a device's timer may fire (milliseconds since 1970). */
  readonly deadline: number | undefined;
  readonly recording: boolean;
  readonly commit: string | undefined;
  /** The first thing that went wrong, and turned everybody back. */
  readonly reason: Reason | undefined;
};

/** Times a device is asked before it is called in-doubt. */
export const inquiriesMax = 3;

/** How long a timer may be late: virtual Junos was seen 45 seconds late. Milliseconds. */
export const timerLatenessMs = 90_000;

/** How much of the shortest timer must be left when git is written, so that everybody can still be confirmed. Milliseconds. */
export const confirmMarginMs = 30_000;

/** A new transaction over `devices`; without any, all there is to do is to record. */
export function begin(
  id: string,
  devices: readonly { readonly name: string; readonly live: boolean }[],
): Transaction {
  const members = devices.map(({ name, live }) => ({
    name,
    live,
    done: undefined,
    underway: undefined,
    reach: "nothing" as const,
    next: undefined,
    inquiries: 0,
    attempts: 0,
    end: undefined,
    reason: undefined,
    failed: undefined,
    warnings: [],
  }));
  const stage = members.length === 0 ? "record" : "preflight";
  return {
    id,
    stage,
    members,
    deadline: undefined,
    recording: false,
    commit: undefined,
    reason: undefined,
  };
}

/** Everything that may be started now and was not started yet. */
export function orders(transaction: Transaction): readonly Order[] {
  if (transaction.stage === "record") {
    const { id, deadline, recording } = transaction;
    const before = deadline === undefined ? undefined : deadline - confirmMarginMs;
    return recording ? [] : [{ transaction: id, phase: "record", before }];
  }
  return transaction.members.flatMap((member) => {
    if (member.underway || member.end) return [];
    const phase = phaseOf(transaction, member);
    if (phase === undefined) return [];
    const order = {
      transaction: transaction.id,
      phase,
      device: member.name,
      attempt: member.attempts + 1,
    };
    const { deadline } = transaction;
    return phase === "inquire" && deadline !== undefined
      ? [{ ...order, until: deadline + timerLatenessMs }]
      : [order];
  });
}

function phaseOf(transaction: Transaction, member: Member): DevicePhase | undefined {
  switch (transaction.stage) {
    case "preflight":
    case "prepare":
    case "verify":
      return member.done === transaction.stage ? undefined : transaction.stage;
    case "trial":
      if (member.done === "trial") return undefined;
      return member.live && !allChecked(transaction) ? undefined : "trial";
    case "forward":
      return member.next ?? "confirm";
    case "back":
      return member.next ?? (member.reach === "staged" ? "discard" : "restore");
    case "record":
      return undefined;
  }
}

/** Live devices wait in trial until every device that can refuse without harm has accepted. */
function allChecked(transaction: Transaction): boolean {
  return transaction.members.every((member) => member.live || member.done === "trial");
}

/** True when nothing is left to do; every device then has its end. */
export function isOver(transaction: Transaction): boolean {
  const hasWay = transaction.stage === "forward" || transaction.stage === "back";
  return hasWay && transaction.members.every((member) => member.end !== undefined);
}

/** The transaction with one member replaced. */
export function changed(
  transaction: Transaction,
  device: string,
  change: (member: Member) => Member,
): Transaction {
  const members = transaction.members.map((member) =>
    member.name === device ? change(member) : member,
  );
  return { ...transaction, members };
}
