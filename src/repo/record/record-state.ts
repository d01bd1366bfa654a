/**
 * Whether a record is visible. `none`: it is not, and cannot come to be · `open`: it is not, but a move that is still
 * under way could make it so · `half`: a power cut between two refs: the branch moved, so it goes forward · `published`.
 */
export type RecordState = "none" | "open" | "half" | "published";

/** What the refs at home say of a record. */
export type RecordSigns = {
  /** The applied ref is at its commit. */
  readonly isApplied: boolean;
  /** The applied ref is not where it was when the record was prepared. */
  readonly hasAppliedMoved: boolean;
  /** The branch holds its commit now, and did not before. */
  readonly isOnBranch: boolean;
  /** The branch held its commit from the beginning: the record moves the applied ref alone. */
  readonly wasOnBranch: boolean;
  /** The lock is the one that the record names, so that its move would still be let through. */
  readonly isLockHeld: boolean;
};

/** Judges a record by the refs alone: nothing else decides. */
export function judgeRecord(signs: RecordSigns): RecordState {
  if (signs.isApplied) return "published";
  // A later record moves the applied ref past this one.
  if (signs.hasAppliedMoved && (signs.isOnBranch || signs.wasOnBranch)) return "published";
  if (signs.isOnBranch) return "half";
  return signs.isLockHeld ? "open" : "none";
}
