import type { Json, Service } from "../intent.ts";
import type { Memory } from "../memory.ts";
import type { Claiming } from "../rules/claims.ts";
import { agree, marksOf } from "./marks.ts";

// The roll is the last reading of all services together that nothing was wrong with. A service that stands in it with
// the text it has now is as it was; only the others, which moved, can bring anything wrong into the network.

/** A line of the roll: a service by its path and the digest of its text. */
export type Line = Pick<Service, "digest" | "devices" | "references"> & {
  readonly text: string;
  readonly marks: string;
};

/** The services that nothing was wrong with, by path. None draws from a pool or has checks of its own. */
export type Roll = ReadonlyMap<string, Line>;

/** Lines one after the other, for there are many: path, text, digest, marks, devices, and references or null. */
type KeptRoll = readonly Json[];

const lineLength = 6;

const [shelf, name] = ["roll", "services"];

/** The roll that was made on the same `ground`: everything but the services that decides what may be wrong with them. */
export function recallRoll(ground: string, memory: Memory): Roll {
  const kept = (memory.recall(shelf, name, ground) ?? []) as KeptRoll;
  const roll = new Map<string, Line>();
  for (let at = 0; at < kept.length; at += lineLength) roll.set(String(kept[at]), lineAt(kept, at));
  return roll;
}

/** Remembers the services of a reading that nothing is wrong with. */
export function keepRoll(lines: Roll, ground: string, memory: Memory): void {
  const kept: Json[] = [];
  for (const [path, { text, digest, marks, devices, references }] of lines) {
    const named = references.length === 0 ? null : references;
    kept.push(path, text, digest, marks, devices.join(" "), named);
  }
  memory.keep(shelf, name, ground, kept);
}

/** The line of a service that was read now. */
export function lineOf(read: Claiming, text: string): Line {
  const { digest, devices, references } = read.service;
  return { text, digest, devices, references, marks: marksOf(read) };
}

/**
 * Whether the services that moved leave the others as right as they were: they contradict none of them, and are still
 * on the devices where a service of another model may want them. `standing` are the lines of those others.
 */
export function isAtPeace(
  roll: Roll,
  standing: Roll,
  moved: readonly Claiming[],
  referredModels: ReadonlySet<string>,
): boolean {
  const added: string[] = [];
  for (const each of moved) {
    const { path, model, devices } = each.service;
    const before = roll.get(path);
    const marks = marksOf(each);
    if (before?.marks !== marks) added.push(marks);
    const isLeft = before?.devices.some((device) => !devices.includes(device));
    if (isLeft && referredModels.has(model)) return false;
  }
  if (added.length === 0) return true;
  const held = [...standing.values()].map(({ marks }) => marks);
  return agree(held, added);
}

function lineAt(kept: KeptRoll, at: number): Line {
  const devices = kept[at + 4];
  return {
    text: kept[at + 1] as string,
    digest: kept[at + 2] as string,
    marks: kept[at + 3] as string,
    devices: devices === "" ? [] : (devices as string).split(" "),
    references: (kept[at + 5] ?? []) as Service["references"],
  };
}
