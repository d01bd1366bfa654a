import { NetctlError } from "../../errors.ts";
import type { PendingState } from "../../session/pending-state.ts";
import { type DeviceRun, isOld, isTimed, missing } from "./device-run.ts";
import type { Fleet } from "./fleet.ts";
import { until } from "./patience.ts";
import type { Printed } from "./printed.ts";

/** Seconds a device may take to be seen back on its old configuration after it was told to restore. */
const restoreLimitSeconds = 120;

/** Not every platform says when a restore is complete, so the device is read until it is old. */
export async function expectOld(run: DeviceRun, fleet: Fleet): Promise<void> {
  const { device } = run.plan;
  const isBack = await until(
    restoreLimitSeconds,
    async () => isOld(run, await fleet.read(device)) || undefined,
  );
  if (isBack) return;
  throw new NetctlError("rejected", "it does not run its old configuration again", { device });
}

/** The timer must be in that state; a device without one has none to be asked for. */
export function expectState(run: DeviceRun, found: PendingState, wanted: PendingState): void {
  if (found === wanted || !isTimed(run)) return;
  const { device } = run.plan;
  if (wanted === "none") {
    const kind = found === "foreign" ? "refused" : "rejected";
    throw new NetctlError(kind, "a commit timer is running on it", {
      device,
      hint: "somebody's trial is under way: wait until it is confirmed or over",
    });
  }
  throw new NetctlError("rejected", "its commit timer is not running", { device });
}

/** It must run what it ran when the plan was made. */
export function expectUnmoved(run: DeviceRun, running: Printed): void {
  if (isOld(run, running)) return;
  throw new NetctlError("refused", "its running configuration has moved since the plan was made", {
    device: run.plan.device,
    hint: "look at the new plan: netctl plan",
  });
}

/** It must run what the plan promised. */
export function expectNew(run: DeviceRun, running: Printed, before: Printed | undefined): void {
  const left = missing(run, before, running);
  if (left.length === 0) return;
  const sign = { add: "+", heal: "+", remove: "-" } as const;
  const words = left.map(
    ({ kind, section, line }) => `${sign[kind]} ${[...section, line].join(" / ")}`,
  );
  throw new NetctlError("rejected", "what it runs is not what was planned", {
    device: run.plan.device,
    words: words.join("\n"),
    hint: "the lines above are missing (+) or too many (-) after the change",
  });
}
