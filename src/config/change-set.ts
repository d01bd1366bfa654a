import type { Origin } from "./origin.ts";

/**
 * One command in the order of sending. `section` holds the section lines above it, outermost first (empty on Junos,
 * where `line` is a whole `set`, `delete` or `insert`). A section entered for its own sake is a `line` with its
 * parents in `section`.
 */
export type Command = {
  readonly section: readonly string[];
  readonly line: string;
  /** Lines typed after `line` while the device gives no prompt: a banner's text and its end mark. */
  readonly body?: readonly string[];
  readonly origin?: Origin;
};

/** One line of difference, for people. `heal` puts back what somebody took away or changed on the device. */
export type Difference = {
  readonly kind: "add" | "remove" | "heal";
  readonly section: readonly string[];
  readonly line: string;
  readonly body?: readonly string[];
  readonly origin?: Origin;
  /** Of `heal`: what the device has in its place; absent where it has nothing. */
  readonly there?: string;
};

/**
 * What must be typed on one device, both ways. Plain data: it goes into plan files as JSON.
 * `before` and `after` are digests of the running configuration it starts from and the one it must lead to.
 */
export type ChangeSet = {
  readonly forth: readonly Command[];
  readonly back: readonly Command[];
  readonly differences: readonly Difference[];
  readonly before: string;
  readonly after: string;
};
