import type { Order, Report } from "../../../src/transaction/order.ts";
import { orders } from "../../../src/transaction/orders.ts";
import type { Transaction } from "../../../src/transaction/transaction.ts";
import { applied, type JournalEntry, replay } from "../../../src/workflow/run/journal-entry.ts";
import type { Device } from "./device.ts";
import type { Git } from "./git.ts";

/** The parts of netctl under exploration; a mutant replaces one of them. */
export type Machine = {
  readonly orders: typeof orders;
  readonly applied: typeof applied;
  readonly replay: typeof replay;
  /** What netctl makes of the refs that it reads when it recovers. */
  readonly commitSeen: (git: Git, transaction: Transaction) => string | undefined;
  /** The journal line is written only after the orders went out. */
  readonly isJournalLate?: boolean;
  /** Devices are not logged in to again. */
  readonly isUnverified?: boolean;
  /** Somebody else's timer passes for one's own. */
  readonly isTrusting?: boolean;
  /** A record whose end git did not tell passes for one that failed. */
  readonly isRash?: boolean;
  /** A push that has not come to be is believed never to come to be. */
  readonly isUnfenced?: boolean;
  /** A push does not name the lock it was made under. */
  readonly isLockless?: boolean;
  /** A recovery reads the refs without taking the lock first. */
  readonly isHasty?: boolean;
};

export const machine: Machine = {
  orders,
  applied,
  replay,
  commitSeen: (git) => git.commit,
};

/** An order that went out, and how far its device is with it. */
export type Open = {
  readonly order: Order;
  readonly taken: number;
  /** The report is on its way: this was the last step. */
  readonly report?: JournalEntry;
};

/** Journal lines, newest first. */
export type Lines = { readonly text: string; readonly before: Lines } | undefined;

/** Everything there is at one moment. */
export type State = {
  /** `down`: netctl was killed, or ended in doubt · `over`: nothing is left to do, the journal is still open. */
  readonly netctl: "up" | "down" | "closed";
  readonly transaction: Transaction;
  readonly lines: Lines;
  /** Lines a careless netctl has not written yet. */
  readonly held: readonly string[];
  readonly open: readonly Open[];
  readonly devices: readonly Device[];
  readonly git: Git;
  readonly faultsLeft: number;
  /** The last recovery is on: everybody answers, nothing fails any more. */
  readonly isFinal: boolean;
  readonly trace: Trace;
};

/** What happened, newest first. */
export type Trace = { readonly what: string; readonly before: Trace } | undefined;

export function traceOf(state: State): string {
  const all: string[] = [];
  for (let at = state.trace; at !== undefined; at = at.before) all.push(at.what);
  return all.reverse().join("\n");
}

const parsed = new WeakMap<NonNullable<Lines>, JournalEntry>();

/** The journal as it stands on disk; each line is read from its text once. */
export function entriesOf(lines: Lines): readonly JournalEntry[] {
  const all: JournalEntry[] = [];
  for (let at = lines; at !== undefined; at = at.before) {
    const entry = parsed.get(at) ?? (JSON.parse(at.text) as JournalEntry);
    parsed.set(at, entry);
    all.push(entry);
  }
  return all.reverse();
}

/** Something that may never happen did. */
export class Violation extends Error {
  constructor(what: string, state: State) {
    super(`${what}\n${traceOf(state)}`);
  }
}

/** A state with one fault less to come. */
export function spent(state: State, what: string): State {
  return told({ ...state, faultsLeft: state.faultsLeft - 1 }, `! ${what}`);
}

/** A state with one more thing in its trace. */
export function told(state: State, what: string): State {
  return { ...state, trace: { what, before: state.trace } };
}

/** The state with one device replaced. */
export function withDevice(state: State, index: number, it: Device): State {
  return { ...state, devices: state.devices.with(index, it) };
}

/** The state with an order one step further, and with its report on its way where that was the last one. */
export function replaced(
  state: State,
  open: Open,
  count: number,
  report: Report | undefined,
): State {
  const next: Open = {
    order: open.order,
    taken: count,
    ...(report === undefined ? {} : { report: { kind: "report", report } }),
  };
  return { ...state, open: state.open.map((other) => (other === open ? next : other)) };
}
