import type { Order } from "../../../src/transaction/order.ts";
import { orders } from "../../../src/transaction/orders.ts";
import type { Member, Transaction } from "../../../src/transaction/transaction.ts";
import { applied, type JournalEntry } from "../../../src/workflow/run/journal-entry.ts";
import { type Machine, machine } from "./world.ts";

/** What a mutant does to the transaction that comes out of each journal entry. */
type Tamper = (after: Transaction, entry: JournalEntry, before: Transaction) => Transaction;

function tampered(tamper: Tamper): Machine {
  const changed = (before: Transaction, entry: JournalEntry) =>
    tamper(applied(before, entry), entry, before);
  return {
    ...machine,
    applied: changed,
    replay: (entries) => {
      const begun = machine.replay(entries.slice(0, 1));
      return begun === undefined ? undefined : entries.slice(1).reduce(changed, begun);
    },
  };
}

function reordered(change: (order: Order, transaction: Transaction) => Order | undefined): Machine {
  return {
    ...machine,
    orders: (transaction) =>
      orders(transaction).flatMap((order) => change(order, transaction) ?? []),
  };
}

function members(transaction: Transaction, change: (member: Member) => Member): Transaction {
  return { ...transaction, members: transaction.members.map(change) };
}

/** The member a failed or other report speaks of. */
function reported(entry: JournalEntry, name: string): boolean {
  return entry.kind === "report" && entry.report.phase !== "record" && entry.report.device === name;
}

/** Machines that are wrong, each in one way; whoever judges machines must find every one of them. */
export const mutants: Readonly<Record<string, Machine>> = {
  "confirms before the record": tampered((after) =>
    after.stage === "record" ? { ...after, stage: "forward" } : after,
  ),
  "writes the journal after the orders went out": { ...machine, isJournalLate: true },
  "does not log in again to verify": { ...machine, isUnverified: true },
  "takes a timeout for a refusal": tampered((after, entry) =>
    members(after, (member) =>
      reported(entry, member.name) &&
      entry.kind === "report" &&
      entry.report.phase === "trial" &&
      entry.report.result === "failed" &&
      !member.underway
        ? { ...member, end: "old" }
        : member,
    ),
  ),
  "takes a device that gives no answer for one that is where it belongs": tampered((after) =>
    members(after, (member) =>
      member.end === "in-doubt"
        ? { ...member, end: after.stage === "forward" ? "new" : "old" }
        : member,
    ),
  ),
  "forgets the margin": reordered((order) =>
    order.phase === "record" ? { ...order, before: undefined } : order,
  ),
  "trusts its memory instead of git": {
    ...machine,
    commitSeen: (_git, transaction) => transaction.commit,
  },
  "arms live devices first": {
    ...machine,
    orders: (transaction) =>
      orders({
        ...transaction,
        members: transaction.members.map((member) => ({ ...member, turn: 0 })),
      }),
  },
  "confirms when somebody else's timer runs": { ...machine, isTrusting: true },
  "takes the silence of git for a refusal": { ...machine, isRash: true },
  "takes a push that has not arrived for one that never will": { ...machine, isUnfenced: true },
  "pushes without naming its lock": { ...machine, isLockless: true },
  "recovers without taking the lock": { ...machine, isHasty: true },
  "trusts this clone's refs instead of the remote's": {
    ...machine,
    commitSeen: ({ isFollowed, commit }) => (isFollowed ? commit : undefined),
  },
  "restores after the record": tampered((after) =>
    after.stage !== "forward"
      ? after
      : members(after, (member) =>
          member.next === "redo" || member.next === "confirm"
            ? { ...member, next: "restore" }
            : member,
        ),
  ),
  "keeps what stands halfway": tampered((after) =>
    after.stage !== "forward"
      ? after
      : members(after, (member) =>
          member.next === "restore" ? { ...member, next: "confirm" } : member,
        ),
  ),
  "calls a device saved that fell silent": tampered((after, entry) =>
    members(after, (member) =>
      reported(entry, member.name) &&
      entry.kind === "report" &&
      entry.report.phase === "save" &&
      !member.end
        ? { ...member, next: undefined, end: "new" }
        : member,
    ),
  ),
  "leaves what it staged": tampered((after) =>
    members(after, (member) => (member.next === "discard" ? { ...member, end: "old" } : member)),
  ),
  "undoes what it has undone": tampered((after, entry) =>
    members(after, (member) =>
      reported(entry, member.name) &&
      entry.kind === "report" &&
      entry.report.phase === "undo" &&
      entry.report.result === "done"
        ? { ...member, end: undefined, next: "undo" }
        : member,
    ),
  ),
  "forgets when a timer ends whose answer was lost": tampered((after, entry) =>
    entry.kind === "orders" || entry.kind === "resume"
      ? members(after, (member) => ({ ...member, deadline: undefined }))
      : after,
  ),
};
