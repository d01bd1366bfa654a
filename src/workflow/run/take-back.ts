import { changeSet } from "../../config/change-set-of.ts";
import { type DeviceRun, isOld, linesOf } from "./device-run.ts";
import type { Fleet } from "./fleet.ts";
import { Printed } from "./printed.ts";

/**
 * Takes a device that has no timer of its own back, from whatever it runs to what it ran when the plan was made. Types
 * nothing where it is old already.
 */
export async function takeBack(run: DeviceRun, fleet: Fleet): Promise<void> {
  const { platform, plan, transaction: id, minutes } = run;
  const session = await fleet.session(plan.device);
  const printed = await fleet.read(plan.device);
  if (isOld(run, printed)) return;
  const { config: candidate } = new Printed(plan.untimed?.running ?? "", plan.device, platform);
  const running = printed.config;
  const sides = { applied: undefined, candidate, running, ownership: "full" } as const;
  const { forth, back } = changeSet({ platform, ...sides });
  const change = { forth: linesOf(run, back), back: linesOf(run, forth) };
  await session.perform("restore", { id, minutes, ...change });
}
