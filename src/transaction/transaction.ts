// One plan under way, as a pure machine: same reports in the same order, same orders out. This room knows in which
// order devices may be touched and where the point of no return lies; it refuses to know clocks, wires and disks.

import assert from "node:assert/strict";
import type { DevicePhase, Evidence, Reason } from "./order.ts";
import { turnsOf } from "./turns.ts";

/**
 * Phases all devices go through side by side, each behind a barrier, then one of two ways on which each device goes
 * alone: `back` to the old configuration or `forward` to the new one. `record`, between them, is the commit point.
 * With waves, `trial` and `verify` come once for each of them.
 */
export type Stage = "preflight" | "prepare" | "trial" | "verify" | "record" | "forward" | "back";

/** How a device ended. `unchanged`: nothing that could change it was ever ordered. */
export type End = "new" | "old" | "unchanged" | "in-doubt";

/** One device of a transaction. */
export type Member = {
  readonly name: string;
  /** The platform cannot check a candidate: what is typed is live. Such devices are armed last. */
  readonly live: boolean;
  /** When it goes into trial: after all of its wave with a lower turn. */
  readonly turn: number;
  /** It has a rollback timer of its own; one that has none is taken back by whoever drives the transaction, or by nobody. */
  readonly isTimed: boolean;
  /** Which wave it goes into trial with, from 0. */
  readonly wave: number;
  readonly done: DevicePhase | undefined;
  readonly underway: DevicePhase | undefined;
  /** The farthest that any order may have taken the device. */
  readonly reach: "nothing" | "staged" | "trial";
  /** When the device's own timer ends (milliseconds since 1970), as far as that is known. */
  readonly deadline: number | undefined;
  /** What this device does next on its way back or forward, where an inquiry said so. */
  readonly next: DevicePhase | undefined;
  /** What the last inquiry saw. */
  readonly seen: Evidence | undefined;
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
  /** The wave that is in trial or being verified, from 0. */
  readonly wave: number;
  readonly members: readonly Member[];
  /** Where each device stands among the members. They are a thousand, and each reports half a dozen times. */
  readonly places: ReadonlyMap<string, number>;
  /** Length of the devices' own timers, where it was told. */
  readonly timerMs: number | undefined;
  readonly recording: boolean;
  /** Records whose end git did not tell. */
  readonly unknownRecords: number;
  readonly commit: string | undefined;
  /** The first thing that went wrong, and turned everybody back. */
  readonly reason: Reason | undefined;
};

/** Times a device is asked before it is called in-doubt: two faults with late effects were seen to need four. */
export const inquiriesMax = 5;

/** Times git is asked to record, or whether it did, before everybody is called in-doubt. */
export const recordsMax = 3;

/** How long a timer may be late: virtual Junos was seen 45 seconds late. Milliseconds. */
export const timerLatenessMs = 90_000;

/** How much of the shortest timer must be left when git is written, so that everybody can still be confirmed. Milliseconds. */
export const confirmMarginMs = 30_000;

/** What a new transaction may be told besides its devices. */
export type BeginOptions = {
  /** Names of the devices that go into trial together, wave after wave; all at once where absent. */
  readonly waves?: readonly (readonly string[])[];
  /** Length of the devices' own timers, in milliseconds: it tells how long a device may be cut off. */
  readonly timerMs?: number;
};

/** One device as a transaction begins. */
export type Enrolled = {
  readonly name: string;
  readonly live: boolean;
  /** False where it has no timer of its own. */
  readonly isTimed?: boolean;
  /** Names of devices that go into trial before it, for its change touches the way to them. */
  readonly after?: readonly string[];
};

/** A new transaction over `devices`; without any, all there is to do is to record. */
export function begin(
  id: string,
  devices: readonly Enrolled[],
  options: BeginOptions = {},
): Transaction {
  const waves = options.waves ?? [devices.map(({ name }) => name)];
  assert.deepEqual(
    waves.flat().sort(),
    devices.map(({ name }) => name).sort(),
    "every device goes with one wave",
  );
  const turns = turnsOf(devices);
  const members = devices.map(({ name, live, isTimed = true }) => ({
    name,
    live,
    isTimed,
    turn: turns.get(name) ?? 0,
    wave: waves.findIndex((wave) => wave.includes(name)),
    done: undefined,
    underway: undefined,
    reach: "nothing" as const,
    deadline: undefined,
    next: undefined,
    seen: undefined,
    inquiries: 0,
    attempts: 0,
    end: undefined,
    reason: undefined,
    failed: undefined,
    warnings: [],
  }));
  return {
    id,
    stage: members.length === 0 ? "record" : "preflight",
    wave: 0,
    members,
    places: new Map(members.map(({ name }, place) => [name, place])),
    timerMs: options.timerMs,
    recording: false,
    unknownRecords: 0,
    commit: undefined,
    reason: undefined,
  };
}

/** True when nothing is left to do; every device then has its end. */
export function isOver(transaction: Transaction): boolean {
  const hasWay = transaction.stage === "forward" || transaction.stage === "back";
  return hasWay && transaction.members.every((member) => member.end !== undefined);
}

/** The earliest moment at which any device's timer may fire (milliseconds since 1970). */
export function earliestDeadline({ members }: Transaction): number | undefined {
  const known = members.flatMap(({ deadline }) => (deadline === undefined ? [] : [deadline]));
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Where a device stands among the members of its transaction. */
export function placeOf({ places }: Transaction, device: string): number {
  const place = places.get(device);
  assert(place !== undefined, `${device} is of this transaction`);
  return place;
}

/** The transaction with another member for the one of that name. */
export function changed(transaction: Transaction, member: Member): Transaction {
  const place = placeOf(transaction, member.name);
  return { ...transaction, members: transaction.members.with(place, member) };
}
