import { advance, interrupt, resume, started } from "../../transaction/advance.ts";
import type { Order, Reason, Report } from "../../transaction/order.ts";
import { begin, type Transaction } from "../../transaction/transaction.ts";

/** What a journal holds, in order: enough to know after a crash what may have happened and where git should be. */
export type JournalEntry =
  | {
      readonly kind: "begin";
      readonly id: string;
      readonly members: readonly { readonly name: string; readonly live: boolean }[];
      readonly minutes: number;
      /** The prepared record as the repository understands it. */
      readonly record: unknown;
    }
  | { readonly kind: "orders"; readonly orders: readonly Order[] }
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "interrupt"; readonly reason: Reason }
  | { readonly kind: "resume"; readonly commit?: string };

/** The transaction a journal tells of, as it stood when the last entry was written. */
export function replay(entries: readonly JournalEntry[]): Transaction | undefined {
  const [first, ...rest] = entries;
  if (first?.kind !== "begin") return undefined;
  return rest.reduce(applied, begin(first.id, first.members));
}

/** The transaction after one entry. */
export function applied(transaction: Transaction, entry: JournalEntry): Transaction {
  switch (entry.kind) {
    case "begin":
      return transaction;
    case "orders":
      return entry.orders.reduce(started, transaction);
    case "report":
      return advance(transaction, entry.report);
    case "interrupt":
      return interrupt(transaction, entry.reason);
    case "resume":
      return resume(transaction, entry.commit);
  }
}
