import type { Order, Reason, Report } from "../../transaction/order.ts";
import { orders } from "../../transaction/orders.ts";
import { isOver, type Transaction } from "../../transaction/transaction.ts";
import { interrupt } from "../../transaction/turn.ts";
import type { Emit } from "../workflow.ts";
import { applied, type JournalEntry } from "./journal-entry.ts";
import { nowMs } from "./now-ms.ts";
import { reasonOf } from "./reason.ts";

/** What the loop needs of the world. */
export type TransactOptions = {
  /** Carries out one order; every refusal of the world is a report. */
  readonly carryOut: (order: Order) => Promise<Report>;
  /** Has an entry on disk when it returns. */
  readonly write: (entry: JournalEntry) => Promise<void>;
  readonly emit: Emit;
  /** Aborted when somebody wants to stop; its reason is a `Reason`. */
  readonly signal: AbortSignal;
};

/**
 * Drives a transaction to its end: orders go to disk, then to the devices, all that may at once; reports come back in
 * any order. Decides nothing, but to turn back when the disk takes no more lines.
 */
export async function transact(begun: Transaction, options: TransactOptions): Promise<Transaction> {
  const { carryOut, emit, signal } = options;
  const inbox = new Inbox();
  const onAbort = () => inbox.put({ kind: "interrupt", reason: signal.reason as Reason });
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  const pen = new Pen(options.write);
  let transaction = begun;
  const take = async (entry: JournalEntry, written = pen.write(entry)): Promise<boolean> => {
    const isWritten = await written;
    const before = transaction;
    // What is not on disk must not take anybody further from home; the ways home and forward need no journal.
    const isFit = isWritten || entry.kind !== "orders" || hasWay(transaction);
    if (isFit) transaction = applied(transaction, entry);
    if (pen.reason) transaction = interrupt(transaction, pen.reason);
    tell(entry, before, transaction, emit);
    return isFit;
  };
  try {
    while (!isOver(transaction)) {
      const due = orders(transaction);
      const isSent = due.length > 0 && (await take({ kind: "orders", at: nowMs(), orders: due }));
      for (const order of isSent ? due : []) {
        tellBegin(order, emit);
        carryOut(order).then(
          (report) => inbox.put({ kind: "report", report }),
          (error: unknown) => inbox.fail(error),
        );
      }
      if (due.length > 0 && !isSent) continue;
      // Reports that came together go to disk together.
      const came = (await inbox.take()).map((entry) => ({ entry, written: pen.write(entry) }));
      for (const { entry, written } of came) await take(entry, written);
    }
    return transaction;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function hasWay({ stage }: Transaction): boolean {
  return stage === "forward" || stage === "back";
}

/** Writes until the disk refuses once; after half a line nothing may follow. */
class Pen {
  readonly #write: (entry: JournalEntry) => Promise<void>;
  #reason: Reason | undefined;

  constructor(write: (entry: JournalEntry) => Promise<void>) {
    this.#write = write;
  }

  /** Why nothing is written any more. */
  get reason(): Reason | undefined {
    return this.#reason;
  }

  /** True when the entry is on disk. */
  async write(entry: JournalEntry): Promise<boolean> {
    if (this.#reason) return false;
    try {
      await this.#write(entry);
      return true;
    } catch (error) {
      this.#reason = reasonOf(error);
      return false;
    }
  }
}

/** Entries in the order they came, for one taker, who gets all there are. */
class Inbox {
  readonly #waiting: JournalEntry[] = [];
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  put(entry: JournalEntry): void {
    this.#waiting.push(entry);
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wake?.();
  }

  async take(): Promise<readonly JournalEntry[]> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      if (this.#waiting.length > 0) return this.#waiting.splice(0);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

function tellBegin(order: Order, emit: Emit): void {
  if (order.phase !== "record") {
    emit({ type: "device", device: order.device, phase: order.phase, state: "begins" });
  }
}

function tell(entry: JournalEntry, before: Transaction, after: Transaction, emit: Emit): void {
  if (entry.kind === "report") tellReport(entry.report, emit);
  if (after.stage === "back" && before.stage !== "back" && after.reason) {
    emit({ type: "turned-back", reason: after.reason });
  }
}

function tellReport(report: Report, emit: Emit): void {
  if (report.phase === "record") {
    if (report.result === "done") emit({ type: "recorded", commit: report.commit });
    return;
  }
  const { device } = report;
  if (report.result === "seen") {
    emit({ type: "device", device, phase: "inquire", state: "seen", evidence: report.evidence });
  } else if (report.result === "failed") {
    emit({ type: "device", device, phase: report.phase, state: "failed", reason: report.reason });
  } else {
    emit({ type: "device", device, phase: report.phase, state: "done" });
  }
}
