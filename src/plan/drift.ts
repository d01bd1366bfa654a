import type { Difference } from "../config/change-set.ts";
import type { Config } from "../config/config.ts";
import { differencesOf } from "../config/goal/difference.ts";
import type { Plan } from "./plan.ts";

/** What somebody changed on one device on lines that git says netctl put there. */
export type Drift = { readonly device: string; readonly lines: readonly Difference[] };

/**
 * The drift in a plan whose candidates are what was applied, by device. Each line carries the origin of the declared
 * line that owns it, where one still does; with `ownership: full`, foreign lines are drift too.
 */
export function driftOf(plan: Plan, declared: ReadonlyMap<string, Config>): readonly Drift[] {
  return plan.devices.flatMap(({ device, ownership, changeSet }) => {
    const owners = ownersIn(declared.get(device));
    const lines = changeSet.differences
      .filter(({ kind }) => kind === "heal" || (kind === "remove" && ownership === "full"))
      .map((difference) => {
        const origin = owners.get(keyOf(difference));
        return origin === undefined ? difference : { ...difference, origin };
      });
    return lines.length === 0 ? [] : [{ device, lines }];
  });
}

function ownersIn(
  config: Config | undefined,
): ReadonlyMap<string, NonNullable<Difference["origin"]>> {
  if (config === undefined) return new Map();
  return new Map(
    differencesOf(new Map(), config.children, undefined).flatMap((difference) =>
      difference.origin === undefined ? [] : [[keyOf(difference), difference.origin]],
    ),
  );
}

function keyOf({ section, line }: Difference): string {
  return JSON.stringify([section, line]);
}
