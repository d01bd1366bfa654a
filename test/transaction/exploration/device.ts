import type { DevicePhase } from "../../../src/transaction/order.ts";

/**
 * `live`: typed lines act at once, running is lost in a restart (IOS-XE) · `session`: a named candidate that outlives
 * connections, running is lost in a restart (EOS) · `candidate`: a candidate that goes with its connection, a commit
 * is persistent (Junos).
 */
export type Kind = "live" | "session" | "candidate";

export type Content = "old" | "new" | "half" | "foreign";

/** A device as simple as it can be, with what makes a protocol fail: a timer, a candidate, connections. */
export type Device = {
  readonly name: string;
  readonly kind: Kind;
  readonly runs: Content;
  readonly startup: Content;
  /** The rollback timer, and what it goes back to. */
  readonly timer: { readonly to: Content; readonly isOurs: boolean } | undefined;
  readonly staged: Content | undefined;
  /** The connection netctl keeps: a restart of the device kills it, and netctl learns of it when it next speaks. */
  readonly session: "none" | "alive" | "dead";
  /** It answers nobody, until netctl is started again. */
  readonly isSilent: boolean;
  /** What it was given cuts off logins: it answers only while it does not run that. */
  readonly isCut: boolean;
  /** It has swallowed a line and said that all was well: what it runs then nobody promised. */
  readonly isBent: boolean;
  /** Somebody else was at it: what it runs is not netctl's doing alone. */
  readonly isTheirs: boolean;
  /** Steps that netctl gave up waiting for and that the device does later all the same. */
  readonly late: readonly Step[];
};

/** The smallest thing that happens on a device: a phase is a row of them. */
export type Step =
  | "look-old"
  | "stage-new"
  | "stage-old"
  | "arm"
  | "all-new"
  | "all-old"
  | "commit-new"
  | "commit-old"
  | "verify"
  | "confirm"
  | "read-new"
  | "read-old"
  | "restore"
  | "discard"
  | "save"
  | "look";

/** What came of a step: fine, or the kind of error it ended with. */
export type Result = { readonly device: Device; readonly failed?: "rejected" | "lost" | "refused" };

export function device(name: string, kind: Kind): Device {
  return {
    name,
    kind,
    runs: "old",
    startup: "old",
    timer: undefined,
    staged: undefined,
    session: "none",
    isSilent: false,
    isCut: false,
    isBent: false,
    isTheirs: false,
    late: [],
  };
}

const typed = { new: ["arm", "all-new"], old: ["arm", "all-old"] } as const;
const kept = ["confirm"] as const;

/** The steps of a phase, in order. */
export function stepsOf(phase: DevicePhase, kind: Kind): readonly Step[] {
  const isLive = kind === "live";
  switch (phase) {
    case "preflight":
      return ["look-old"];
    case "prepare":
      return isLive ? ["look-old"] : ["stage-new"];
    case "trial":
      return isLive ? typed.new : ["commit-new"];
    case "verify":
      return ["verify"];
    case "confirm":
      return [...kept, "read-new"];
    case "save":
      return ["save"];
    case "discard":
      return ["discard"];
    case "restore":
      return ["restore", "read-old"];
    case "inquire":
      return ["look"];
    case "redo":
      return [
        ...(isLive ? typed.new : (["stage-new", "commit-new"] as const)),
        ...(["verify", ...kept, "read-new"] as const),
      ];
    case "undo":
      return [
        ...(isLive ? typed.old : (["stage-old", "commit-old"] as const)),
        ...(["read-old", ...kept, "read-old"] as const),
      ];
  }
}

/** Whether a new connection comes about. */
export function answers({ isSilent, isCut, runs }: Device): boolean {
  return !isSilent && !(isCut && runs !== "old");
}

/** The connection is gone, and with it what some devices tie to it. */
export function dropped(it: Device): Device {
  return { ...it, session: "none", staged: it.kind === "candidate" ? undefined : it.staged };
}

/** The timer is over. */
export function fired(it: Device): Device {
  return it.timer === undefined ? it : { ...it, runs: it.timer.to, timer: undefined, isCut: false };
}

/** Does a step over the connection it needs. */
export function take(it: Device, step: Step): Result {
  if (step === "verify") {
    return answers(it) ? effect(it, step) : { device: it, failed: "lost" };
  }
  if (it.session === "dead" || it.isSilent) return { device: dropped(it), failed: "lost" };
  if (it.session === "none" && !answers(it)) return { device: it, failed: "lost" };
  return effect({ ...it, session: "alive" }, step);
}

/** What a step does to the device, however its request came there. */
export function effect(it: Device, step: Step): Result {
  const fine = (change: Partial<Device>): Result => ({ device: { ...it, ...change } });
  const unless = (isWrong: boolean, change: Partial<Device> = {}): Result =>
    isWrong ? { device: it, failed: "rejected" } : fine(change);
  switch (step) {
    case "look-old":
      return it.timer !== undefined || it.runs !== "old"
        ? { device: it, failed: "refused" }
        : fine({});
    case "stage-new":
      return fine({ staged: "new" });
    case "stage-old":
      return fine({ staged: "old" });
    case "arm":
      // Armed, and the first of its lines typed.
      return unless(it.timer !== undefined, {
        timer: { to: it.runs, isOurs: true },
        runs: "half",
      });
    case "all-new":
      return fine({ runs: "new" });
    case "all-old":
      return fine({ runs: "old" });
    case "commit-new":
    case "commit-old":
      return unless(it.timer !== undefined, {
        timer: { to: it.runs, isOurs: true },
        runs: it.staged ?? it.runs,
        staged: undefined,
      });
    case "verify":
      return unless(it.timer?.isOurs !== true || it.runs !== "new");
    case "confirm":
      return unless(it.timer?.isOurs !== true, { timer: undefined });
    case "read-new":
      return unless(it.timer !== undefined || it.runs !== "new");
    case "read-old":
      return unless(it.runs !== "old");
    case "restore":
      return it.timer?.isOurs === true ? { device: fired(it) } : fine({});
    case "discard":
      return fine({ staged: undefined });
    case "save":
      return fine({ startup: it.runs });
    case "look":
      return fine({});
  }
}

/** The device restarts. What a Junos does with a pending timer then is not known, so each way is tried. */
export function restarted(it: Device): readonly Device[] {
  const bare = {
    ...it,
    staged: undefined,
    session: it.session === "none" ? "none" : "dead",
  } as const;
  if (it.kind !== "candidate") return [{ ...bare, runs: it.startup, timer: undefined }];
  if (it.timer === undefined) return [bare];
  return [bare, fired(bare), { ...bare, timer: undefined }];
}
