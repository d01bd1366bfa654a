// A plan is a value: the change sets of one revision, sealed. This room knows what would be done and from which
// basis; it refuses to know how anything is read, sent or recorded.

import type { ChangeSet, Difference } from "../config/change-set.ts";
import type { GuardedLine } from "../config/guard/touched-by.ts";
import type { DriftWord } from "../intent/intent.ts";
import type { Check } from "./checks/check.ts";
import type { Scope } from "./scope.ts";

/** The form of a plan file: another one where its contents or its seal are others. */
export const planFormat = "netctl.plan/2";

/** What one device is to become. */
export type DevicePlan = {
  readonly device: string;
  readonly platform: string;
  /** Whether lines nobody declared stay (`declared`) or go (`full`). */
  readonly ownership: "declared" | "full";
  /** Text recorded as `devices/<device>.conf` when the plan is carried out. */
  readonly candidate: string;
  /** Text of what the device is to run, where that is not the candidate: drift is left alone there. */
  readonly target?: string;
  /** What an apply makes of drift on it. */
  readonly drift: DriftWord;
  /** Drift that is left alone. */
  readonly ignored: readonly Difference[];
  /** What must hold after the trial, or everything is taken back; asked also where nothing is to be changed. */
  readonly checks: readonly Check[];
  /** Lines of the change that netctl's own session with the device hangs on. */
  readonly guard: readonly GuardedLine[];
  /** Devices that go into trial before this one: its change touches the way to them. */
  readonly after: readonly string[];
  readonly changeSet: ChangeSet;
  /**
   * Only where the device has no rollback timer of its own: what it ran, as it printed it, for netctl to take it back
   * to. Such a device weakens what the whole plan promises.
   */
  readonly untimed?: { readonly running: string };
};

/** The change sets of one revision with the basis they were computed from. */
export type Plan = {
  readonly format: typeof planFormat;
  /** Ten lower-case letters and digits; becomes the transaction's id on devices and in git. */
  readonly id: string;
  /** Commit the workspace stood at; undefined in a repository without commits. */
  readonly head: string | undefined;
  /** Commit of `refs/netctl/applied`; undefined before the first apply. */
  readonly applied: string | undefined;
  /** True where no device was read: applied compared with candidate only. */
  readonly offline: boolean;
  /** Digest over everything intent is made of: models, services, templates, inventory, settings. */
  readonly intent: string;
  /** True where somebody said that drift may be put back (`--heal`). */
  readonly heal?: boolean;
  /** What is left out; absent where the plan covers all that is declared. */
  readonly scope?: Scope;
  /** Every device that was looked at, by name; those without commands are already as they should be. */
  readonly devices: readonly DevicePlan[];
  /** Digest over all the rest: a plan file that was edited is refused. */
  readonly seal: string;
};
