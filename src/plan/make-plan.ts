import type { ChangeSet, Difference } from "../config/change-set.ts";
import { changeSet } from "../config/change-set-of.ts";
import type { Config } from "../config/config.ts";
import type { Echo } from "../config/echo.ts";
import { withDrift } from "../config/goal/with-drift.ts";
import { type SessionEnds, touchedBy } from "../config/guard/touched-by.ts";
import { parseConfig } from "../config/parse-config.ts";
import { printConfig } from "../config/print-config.ts";
import { NetctlError } from "../errors.ts";
import type { DriftWord } from "../intent/intent.ts";
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
  readonly drift: DriftWord;
  /** What must hold after the change. */
  readonly checks: readonly Check[];
  /** Ends of netctl's session with it. */
  readonly ends: SessionEnds;
  /** Name of the device it is reached through. */
  readonly via: string | undefined;
};

/** The basis a plan is computed from. */
export type PlanBasis = Pick<
  Plan,
  "id" | "head" | "applied" | "intent" | "offline" | "scope" | "heal"
>;

/** Compares the three sides of every device. Refused where a change set cannot be shown to lead to its candidate. */
export function makePlan(basis: PlanBasis, sides: readonly DeviceSides[]): Plan {
  const crossed = sides.map(devicePlan);
  const order = farFirst(crossed.filter(({ plan }) => plan.changeSet.forth.length > 0));
  const devices = crossed.map(({ plan }) => ({ ...plan, after: order.get(plan.device) ?? [] }));
  return seal({ format: "netctl.plan/1", ...basis, devices });
}

function devicePlan(sides: DeviceSides): Crossed & { readonly plan: DevicePlan } {
  const { device, platform, ownership, candidate, checks, drift, ends, via } = sides;
  const running = wholeConfig(sides.running ?? sides.applied ?? "", sides);
  const { change, target, ignored } = changeOf(sides, running);
  const touched = touchedBy(running, change.differences, ends);
  const plan = {
    ...{ device, platform: platform.name, ownership, drift, ignored, checks, changeSet: change },
    candidate: printConfig(candidate),
    ...(target && { target: printConfig(target) }),
    guard: touched.guarded,
    after: [],
    ...(platform.dialogue.timer === "box" ? {} : { untimed: { running: printConfig(running) } }),
  };
  return { device, plan, ends, via, touched };
}

/** The change of one device; where its drift is ignored, one that leaves it alone. */
function changeOf(
  sides: DeviceSides,
  running: Config,
): {
  readonly change: ChangeSet;
  readonly target?: Config;
  readonly ignored: readonly Difference[];
} {
  const { platform, ownership, candidate, echo } = sides;
  const applied = sides.applied === undefined ? undefined : wholeConfig(sides.applied, sides);
  const input = { platform, applied, candidate, running, ownership, echo };
  const change = changeSet(input);
  const ignored = change.differences.filter(({ kind }) => kind === "heal");
  if (sides.drift !== "ignore" || ignored.length === 0) return { change, ignored: [] };
  const children = withDrift(candidate.children, running.children, ignored);
  const target = { ...candidate, children, text: undefined };
  return { change: changeSet({ ...input, candidate: target }), target, ignored };
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

/** Devices whose drift would be put back, and on which nobody may do that unasked. */
export function driftedDevices(plan: Plan): readonly DevicePlan[] {
  return plan.devices.filter(
    ({ drift, changeSet }) =>
      drift === "refuse" && changeSet.differences.some(({ kind }) => kind === "heal"),
  );
}
