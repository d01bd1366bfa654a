import type { Scope } from "../plan/scope.ts";
import type { Outcome } from "../report/outcome.ts";
import type { Member, Transaction } from "../transaction/transaction.ts";

/** How a transaction that is over ended, for people and exit codes; with the devices that its plan had to skip. */
export function outcomeOf(transaction: Transaction, skipped: Scope["skipped"] = []): Outcome {
  const { id, members, commit, reason } = transaction;
  return {
    transaction: id,
    end: endOf(transaction),
    ...(commit === undefined ? {} : { commit }),
    ...(reason === undefined ? {} : { reason }),
    devices: [...members.map(deviceOutcome), ...skipped.map(skippedOutcome)],
    warnings: [
      ...members.flatMap((member) =>
        member.warnings.map(({ message }) => `${member.name}: ${message}`),
      ),
      ...skipped.map(({ device }) => `${device}: skipped, the next apply catches it up`),
    ],
  };
}

function skippedOutcome({ device, reason }: Scope["skipped"][number]): Outcome["devices"][number] {
  return { device, result: "skipped", reason: { message: reason } };
}

function endOf(transaction: Transaction): Outcome["end"] {
  const ends = transaction.members.map((member) => member.end);
  if (ends.includes("in-doubt")) return "in-doubt";
  if (transaction.commit !== undefined) return "new";
  return ends.includes("old") ? "old" : "refused";
}

function deviceOutcome(member: Member): Outcome["devices"][number] {
  const phase = member.failed ?? member.done;
  return {
    device: member.name,
    result: member.end ?? "in-doubt",
    ...(phase === undefined ? {} : { phase }),
    ...(member.reason === undefined ? {} : { reason: member.reason }),
  };
}
