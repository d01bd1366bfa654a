import { changeSet } from "../../config/change-set-of.ts";
import type { DeviceSession } from "../secrets/veiled-session.ts";
import { type DeviceRun, isOld, linesOf, readConfig } from "./device-run.ts";

/**
 * Takes a device that has no timer of its own back, from whatever it runs to what it ran when the plan was made. Types
 * nothing where it is old already.
 */
export async function takeBack(run: DeviceRun, session: DeviceSession): Promise<void> {
  const { platform, plan, transaction: id, minutes } = run;
  const running = readConfig(run, await session.read());
  if (isOld(run, running)) return;
  const candidate = readConfig(run, plan.untimed?.running ?? "");
  const sides = { applied: undefined, candidate, running, ownership: "full" } as const;
  const { forth, back } = changeSet({ platform, ...sides });
  const change = { forth: linesOf(run, back), back: linesOf(run, forth) };
  await session.perform("restore", { id, minutes, ...change });
}
