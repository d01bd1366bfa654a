/**
 * What a device can be told to do.
 * `preflight` look, change nothing · `prepare` stage and let the device check · `trial` arm the timer and commit ·
 * `verify` log in anew and read back · `confirm` keep the trial · `save` make it the startup configuration ·
 * `discard` throw the staged candidate away · `restore` take the trial back · `inquire` ask what the device runs ·
 * `redo` run the change again on a recorded device that lost it · `undo` run the commands back on a device that
 * kept a change nobody recorded.
 */
export type DevicePhase =
  | "preflight"
  | "prepare"
  | "trial"
  | "verify"
  | "confirm"
  | "save"
  | "discard"
  | "restore"
  | "inquire"
  | "redo"
  | "undo";

/** One step to be done outside. Plain data without configurations or secrets: the plan is found by `transaction`. */
export type Order =
  | {
      readonly transaction: string;
      readonly phase: DevicePhase;
      readonly device: string;
      /** Counts from 1: the same phase may be ordered again after an inquiry. */
      readonly attempt: number;
      /** Keep trying until this moment (milliseconds since 1970): the device may only answer once its timer fired. */
      readonly until?: number;
    }
  | {
      readonly transaction: string;
      readonly phase: "record";
      /** Must start before this moment (milliseconds since 1970), or the timers leave no room to confirm. */
      readonly before: number | undefined;
    };

/** Why something did not go well, in words fit for people. */
export type Reason = {
  /** The error kind it came from, which decides the exit code. */
  readonly kind: string;
  readonly message: string;
  readonly hint?: string;
  /** The device's own words. */
  readonly words?: string;
  readonly places?: readonly {
    readonly path: string;
    readonly line: number;
    readonly column: number;
  }[];
};

/**
 * What a device was seen to run. `pending`: the new configuration on this transaction's timer · `halfway`: anything
 * else on this transaction's timer · `other`: neither old nor new, or somebody else's timer · `unknown`: it gave no
 * answer, or one that settles nothing.
 */
export type Evidence = "pending" | "halfway" | "new" | "old" | "other" | "unknown";

/** What came of an order. */
export type Report =
  | {
      readonly phase: DevicePhase;
      readonly device: string;
      readonly result: "done";
      /** Of `trial`: when the device's timer ends at the earliest (milliseconds since 1970). */
      readonly deadline?: number | undefined;
      /** Of `verify`: digest of what was read back. */
      readonly digest?: string | undefined;
    }
  | {
      readonly phase: DevicePhase;
      readonly device: string;
      readonly result: "failed";
      readonly reason: Reason;
      /** When a timer that may have been armed all the same ends at the latest (milliseconds since 1970). */
      readonly deadline?: number;
    }
  | {
      readonly phase: "inquire";
      readonly device: string;
      readonly result: "seen";
      readonly evidence: Evidence;
      readonly reason?: Reason;
    }
  | { readonly phase: "record"; readonly result: "done"; readonly commit: string }
  /** Git says that nothing moved. */
  | { readonly phase: "record"; readonly result: "failed"; readonly reason: Reason }
  /** Git did not say whether anything moved. */
  | { readonly phase: "record"; readonly result: "unknown"; readonly reason: Reason };
