import { changeSet } from "../config/change-set-of.ts";
import type { Config } from "../config/config.ts";
import type { Echo } from "../config/echo.ts";
import { type SessionEnds, touchedBy } from "../config/guard/touched-by.ts";
import { parseConfig } from "../config/parse-config.ts";
import { printConfig } from "../config/print-config.ts";
import { NetctlError } from "../errors.ts";
import type { Platform } from "../platform/platform.ts";
import type { Check } from "./checks/check.ts";
import { type Crossed, farFirst } from "./far-first.ts";
import type { DevicePlan, Plan } from "./plan.ts";
import { seal } from "./seal.ts";

/** The three sides of one device. */
export type DeviceSides = {
  readonly device: string;
  readonly platform: Platform;
  readonly ownership: "declared" | "full";
  readonly candidate: Config;
  /** Text of `devices/<device>.conf` at the applied commit; undefined before the first apply. */
  readonly applied: string | undefined;
  /** What the device printed; undefined in an offline plan, where applied stands in for it. */
  readonly running: string | undefined;
  /** What the device is known to print for lines it was sent. */
  readonly echo: readonly Echo[];
  /** What must hold after the change. */
  readonly checks: readonly Check[];
  /** Ends of netctl's session with it. */
  readonly ends: SessionEnds;
  /** Name of the device it is reached through. */
  readonly via: string | undefined;
};

/** The basis a plan is computed from. */
export type PlanBasis = Pick<Plan, "id" | "head" | "applied" | "intent" | "offline" | "scope">;

/** Compares the three sides of every device. Refused where a change set cannot be shown to lead to its candidate. */
export function makePlan(basis: PlanBasis, sides: readonly DeviceSides[]): Plan {
  const crossed = sides.map(devicePlan);
  const order = farFirst(crossed.filter(({ plan }) => plan.changeSet.forth.length > 0));
  const devices = crossed.map(({ plan }) => ({ ...plan, after: order.get(plan.device) ?? [] }));
  return seal({ format: "netctl.plan/1", ...basis, devices });
}

function devicePlan(sides: DeviceSides): Crossed & { readonly plan: DevicePlan } {
  const { device, platform, ownership, candidate, checks, ends, via, echo } = sides;
  const applied = sides.applied === undefined ? undefined : wholeConfig(sides.applied, sides);
  const running = wholeConfig(sides.running ?? sides.applied ?? "", sides);
  const change = changeSet({ platform, applied, candidate, running, ownership, echo });
  const touched = touchedBy(running, change.differences, ends);
  const plan = {
    ...{ device, platform: platform.name, ownership, checks, changeSet: change },
    candidate: printConfig(candidate),
    guard: touched.guarded,
    after: [],
  };
  return { device, plan, ends, via, touched };
}

/** What a device printed, read whole: a configuration that cannot be is no basis for a change, and refused. */
export function wholeConfig(
  text: string,
  { device, platform }: Pick<DeviceSides, "device" | "platform">,
): Config {
  const { config, findings } = parseConfig(text, platform, { path: `${device} running` });
  const [first] = findings;
  if (first === undefined) return config;
  throw new NetctlError("refused", `its configuration cannot be read: ${first.message}`, {
    device,
    places: [first.place],
  });
}

/** Devices the plan would change. */
export function changedDevices(plan: Plan): readonly DevicePlan[] {
  return plan.devices.filter((each) => each.changeSet.forth.length > 0);
}

/** True when some device lacks what was applied to it, or has it changed by somebody else. */
export function hasDrift(plan: Plan): boolean {
  return plan.devices.some((each) =>
    each.changeSet.differences.some(({ kind }) => kind === "heal"),
  );
}
