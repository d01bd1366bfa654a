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
  const due: Order[] = [];
  for (const member of transaction.members) {
    const phase = member.underway || member.end ? undefined : phaseOf(transaction, member);
    if (phase !== undefined) due.push(orderOf(transaction.id, member, phase));
  }
  return due;
}

function orderOf(id: string, member: Member, phase: DevicePhase): Order {
  const order = { transaction: id, phase, device: member.name, attempt: member.attempts + 1 };
  return phase === "inquire" && member.deadline !== undefined
    ? { ...order, until: member.deadline + timerLatenessMs }
    : order;
}

function phaseOf(transaction: Transaction, member: Member): DevicePhase | undefined {
  const { stage, wave } = transaction;
  switch (stage) {
    case "preflight":
    case "prepare":
      return member.done === stage ? undefined : stage;
    case "verify":
      return member.wave !== wave || member.done === "verify" ? undefined : "verify";
    case "trial":
      if (member.wave !== wave || member.done === "trial") return undefined;
      return isItsTurn(transaction, member) ? "trial" : undefined;
    case "forward":
      return member.next ?? "confirm";
    case "back":
      return member.next ?? (member.reach === "staged" ? "discard" : "restore");
    case "record":
      return undefined;
  }
}

/** A device waits in trial until every device of its wave whose turn is earlier has accepted. */
function isItsTurn({ members, wave }: Transaction, { turn }: Member): boolean {
  return members.every(
    (member) => member.wave !== wave || member.turn >= turn || member.done === "trial",
  );
}
