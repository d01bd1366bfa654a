import type { BigIntStats } from "node:fs";

/**
 * What a file looks like from outside: all that changes when somebody writes it or puts another in its place. Its time
 * of change is among it, which nobody can set back, as they can the time of its last writing.
 */
export function lookOf({ dev, ino, mode, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, mode, size, mtimeNs, ctimeNs].join(" ");
}

/** File systems tell times apart by up to so much: two seconds on FAT. */
const tickNs = 3_000_000_000n;

/**
 * Whether a file was left alone for so long before `sinceNs` that any later writing shows. One that was just written
 * may be written again within the same tick of the clock, and look the same: git's index calls it racy.
 */
export function isSettled({ mtimeNs, ctimeNs }: BigIntStats, sinceNs: bigint): boolean {
  return mtimeNs < sinceNs - tickNs && ctimeNs < sinceNs - tickNs;
}
