import { advance } from "../../transaction/advance.ts";
import type { Order, Reason, Report } from "../../transaction/order.ts";
import { started } from "../../transaction/started.ts";
import { begin, type Enrolled, type Transaction } from "../../transaction/transaction.ts";
import { interrupt, resume } from "../../transaction/turn.ts";
import { vouch, type Way } from "../../transaction/vouch.ts";

/** What a journal holds, in order: enough to know after a crash what may have happened and where git should be. */
export type JournalEntry =
  | {
      readonly kind: "begin";
      readonly id: string;
      readonly members: readonly Enrolled[];
      /** Names by wave; all in one where absent. */
      readonly waves?: readonly (readonly string[])[];
      readonly minutes: number;
      /** The prepared record as the repository understands it. */
      readonly record: unknown;
    }
  /** `at`: milliseconds since 1970. */
  | { readonly kind: "orders"; readonly at: number; readonly orders: readonly Order[] }
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "interrupt"; readonly reason: Reason }
  | { readonly kind: "resume"; readonly commit?: string }
  | { readonly kind: "vouch"; readonly way: Way }
  /** Written by whoever closes the journal. */
  | { readonly kind: "end" };

/** The transaction a journal tells of, as it stood when the last entry was written. */
export function replay(entries: readonly JournalEntry[]): Transaction | undefined {
  const [first, ...rest] = entries;
  if (first?.kind !== "begin") return undefined;
  return rest.reduce(applied, beginning(first));
}

/** The transaction as its first entry describes it. */
export function beginning(entry: Extract<JournalEntry, { kind: "begin" }>): Transaction {
  const { id, members, waves, minutes } = entry;
  return begin(id, members, {
    timerMs: minutes * 60_000,
    ...(waves === undefined ? {} : { waves }),
  });
}

/** The transaction after one entry. */
export function applied(transaction: Transaction, entry: JournalEntry): Transaction {
  switch (entry.kind) {
    case "begin":
    case "end":
      return transaction;
    case "orders":
      return started(transaction, entry.orders, entry.at);
    case "report":
      return advance(transaction, entry.report);
    case "interrupt":
      return interrupt(transaction, entry.reason);
    case "resume":
      return resume(transaction, entry.commit);
    case "vouch":
      return vouch(transaction, entry.way);
  }
}
