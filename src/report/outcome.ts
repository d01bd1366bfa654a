import type { Reason } from "./reason.ts";

/** What one device runs after a transaction. `skipped` was never asked; `unchanged` had nothing to do. */
export type DeviceResult = "new" | "old" | "unchanged" | "in-doubt" | "skipped";

/** How one device came out. */
export type DeviceOutcome = {
  readonly device: string;
  readonly result: DeviceResult;
  /** The phase it got to, in the words of the protocol: `trial`, `verify`. */
  readonly phase?: string;
  /** Why it is not new; the one that made the others go back has it too. */
  readonly reason?: Reason;
};

/**
 * How a transaction ended, for reading. `refused` nothing was sent · `nothing` there was nothing to send.
 * `commit` is there where the change is recorded.
 */
export type Outcome = {
  readonly transaction: string;
  readonly end: "new" | "old" | "in-doubt" | "refused" | "nothing";
  readonly commit?: string;
  /** What turned everybody back; its kind is that of the error, or `interrupted`. */
  readonly reason?: Reason & { readonly kind: string };
  readonly devices: readonly DeviceOutcome[];
  readonly warnings: readonly string[];
};
