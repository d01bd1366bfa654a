// What can be asked of a device without changing it, as data. In commands `{name}` is a word that must be given and
// `[ vrf {vrf}]` a part that is left out where its word is not; `{network}` and `{netmask}` follow from a `{prefix}`.
// In patterns (regular expressions with the flags "mu") the words are filled in as they are, not as patterns.

/** One ready-made check in one state: what is typed, and what the answer must hold. */
export type ReadyCheck = {
  readonly command: string;
  /** The answer must match. */
  readonly expect: string;
  /** Numbers in the answer that may be given bounds, by word; group 1 is the number. */
  readonly numbers?: Readonly<Record<string, string>>;
};

/** The questions of one platform. */
export type Checks = {
  /** Commands that only show something. Every check's command must match one of these from its first to its last letter. */
  readonly shows: readonly string[];
  /** Ready-made checks by what they are about, then by the state that is expected: `bgp`, `established`. */
  readonly ready: Readonly<Record<string, Readonly<Record<string, ReadyCheck>>>>;
};
