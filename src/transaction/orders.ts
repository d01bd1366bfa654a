import type { DevicePhase, Order } from "./order.ts";
import {
  confirmMarginMs,
  earliestDeadline,
  type Member,
  type Transaction,
  timerLatenessMs,
} from "./transaction.ts";

/** Everything that may be started now and was not started yet. */
export function orders(transaction: Transaction): readonly Order[] {
  if (transaction.stage === "record") {
    const deadline = earliestDeadline(transaction);
    const before = deadline === undefined ? undefined : deadline - confirmMarginMs;
    return transaction.recording ? [] : [{ transaction: transaction.id, phase: "record", before }];
  }
  const isChecked = transaction.stage === "trial" && isWaveChecked(transaction);
  return transaction.members.flatMap((member) => {
    if (member.underway || member.end) return [];
    const phase = phaseOf(transaction, member, isChecked);
    if (phase === undefined) return [];
    const order = {
      transaction: transaction.id,
      phase,
      device: member.name,
      attempt: member.attempts + 1,
    };
    return phase === "inquire" && member.deadline !== undefined
      ? [{ ...order, until: member.deadline + timerLatenessMs }]
      : [order];
  });
}

function phaseOf(
  transaction: Transaction,
  member: Member,
  isChecked: boolean,
): DevicePhase | undefined {
  const { stage, wave } = transaction;
  switch (stage) {
    case "preflight":
    case "prepare":
      return member.done === stage ? undefined : stage;
    case "verify":
      return member.wave !== wave || member.done === "verify" ? undefined : "verify";
    case "trial":
      if (member.wave !== wave || member.done === "trial") return undefined;
      return member.live && !isChecked ? undefined : "trial";
    case "forward":
      return member.next ?? "confirm";
    case "back":
      return member.next ?? (member.reach === "staged" ? "discard" : "restore");
    case "record":
      return undefined;
  }
}

/** Live devices wait in trial until every device of their wave that can refuse without harm has accepted. */
function isWaveChecked({ members, wave }: Transaction): boolean {
  return members.every((member) => member.wave !== wave || member.live || member.done === "trial");
}
