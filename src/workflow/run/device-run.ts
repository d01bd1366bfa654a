import type { Command, Difference } from "../../config/change-set.ts";
import type { Config } from "../../config/config.ts";
import type { Echo } from "../../config/echo.ts";
import { residue } from "../../config/residue.ts";
import { script } from "../../config/script.ts";
import type { DevicePlan } from "../../plan/plan.ts";
import type { Direction } from "../../platform/dialogue.ts";
import type { Platform } from "../../platform/platform.ts";
import type { ChangeLine } from "../../session/change-line.ts";
import type { Change } from "../../session/session.ts";
import type { Printed } from "./printed.ts";
import type { FailedBefore } from "./run-checks.ts";

/** Everything the steps on one device need to know. */
export type DeviceRun = {
  readonly plan: DevicePlan;
  readonly platform: Platform;
  readonly transaction: string;
  readonly minutes: number;
  readonly applied: Config | undefined;
  readonly candidate: Config;
  /** Names of its checks that failed before the change; undefined where that was not seen. */
  readonly failedBefore: FailedBefore | undefined;
  /** What the device is known to print for lines it was sent. */
  readonly echo: readonly Echo[];
};

/** The change as a session types it, or the one that takes it back. Its lines are made when they are asked for. */
export function changeOf(run: DeviceRun, direction: Direction): Change {
  const opposite = direction === "forth" ? "back" : "forth";
  return {
    id: run.transaction,
    minutes: run.minutes,
    get forth() {
      return linesOf(run, run.plan.changeSet[direction]);
    },
    get back() {
      return linesOf(run, run.plan.changeSet[opposite]);
    },
  };
}

/** Commands as a session types them. */
export function linesOf(run: DeviceRun, commands: readonly Command[]): readonly ChangeLine[] {
  return script(commands, run.platform).map(({ command, text, answers, opens, questions }) => {
    const line = { text, answers, opens, origin: commands[command]?.origin };
    return questions === undefined ? line : { ...line, questions };
  });
}

/** True where the device itself takes back what nobody confirms. */
export function isTimed({ plan }: DeviceRun): boolean {
  return plan.untimed === undefined;
}

/** True when the device runs exactly what it ran when the plan was made. */
export function isOld(run: DeviceRun, running: Printed): boolean {
  return running.digest === run.plan.changeSet.before;
}

/** What was found to keep its promise once need not be compared again. */
const kept = new WeakMap<Printed, DeviceRun>();

/**
 * What is still missing from what the plan promised; empty when the device is new. Without `before` (it went with
 * a killed netctl) only the lines of intent are compared, not those of others.
 */
export function missing(
  run: DeviceRun,
  before: Printed | undefined,
  now: Printed,
): readonly Difference[] {
  // What the plan's simulation led to is what it promised.
  if (kept.get(now) === run || now.digest === run.plan.changeSet.after) return [];
  const { platform, applied, candidate, echo, plan } = run;
  const { config } = now;
  const sides = { before: before?.config ?? config, applied, candidate, now: config };
  const left = residue({ platform, ...sides, ownership: plan.ownership, echo });
  if (left.length === 0 && before !== undefined) kept.set(now, run);
  return left;
}
