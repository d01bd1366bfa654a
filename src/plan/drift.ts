import type { Difference } from "../config/change-set.ts";
import type { Config } from "../config/config.ts";
import { originsOf } from "../config/lines-of.ts";
import type { Plan } from "./plan.ts";

/** What somebody changed on one device on lines that git says netctl put there. */
export type Drift = { readonly device: string; readonly lines: readonly Difference[] };

/**
 * The drift in a plan whose candidates are what was applied, by device. Each line carries the origin of the declared
 * line that owns it, where one still does; with `ownership: full`, foreign lines are drift too.
 */
export function driftOf(
  plan: Plan,
  declared: (device: string) => Config | undefined,
): readonly Drift[] {
  return plan.devices.flatMap(({ device, ownership, changeSet }) => {
    const found = changeSet.differences.filter(
      ({ kind }) => kind === "heal" || (kind === "remove" && ownership === "full"),
    );
    if (found.length === 0) return [];
    const owner = declared(device);
    const originOf = owner === undefined ? () => undefined : originsOf(owner);
    const lines = found.map((difference) => {
      const origin = originOf(difference);
      return origin === undefined ? difference : { ...difference, origin };
    });
    return [{ device, lines }];
  });
}
