import type { ChangeSet, Difference } from "../config/change-set.ts";
import { changeSet } from "../config/change-set-of.ts";
import type { Config } from "../config/config.ts";
import type { Echo } from "../config/echo.ts";
import { withDrift } from "../config/goal/with-drift.ts";
import { type SessionEnds, type Touched, touchedBy } from "../config/guard/touched-by.ts";
import { parseConfig } from "../config/parse-config.ts";
import { printConfig } from "../config/print-config.ts";
import { NetctlError } from "../errors.ts";
import type { DriftWord } from "../intent/intent.ts";
import { digest, type Memory, noMemory } from "../intent/memory.ts";
import type { Platform } from "../platform/platform.ts";
import type { Check } from "./checks/check.ts";
import { type Crossed, farFirst } from "./far-first.ts";
import { type DevicePlan, type Plan, planFormat } from "./plan.ts";
import { seal } from "./seal.ts";

/** The three sides of one device. */
export type DeviceSides = {
  readonly device: string;
  readonly platform: Platform;
  readonly ownership: "declared" | "full";
  /** Its text, and the configuration, which is looked at only where something may have changed. */
  readonly candidate: { readonly text: string; readonly config: Config };
  /** Text of `devices/<device>.conf` at the applied commit; undefined before the first apply. */
  readonly applied: string | undefined;
  /** What the device printed, in the same way; undefined in an offline plan, where applied stands in for it. */
  readonly running: { readonly text: string; readonly config: Config } | undefined;
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

/**
 * Compares the three sides of every device. Refused where a change set cannot be shown to lead to its candidate. Sides
 * that were found to be in order once are not compared again.
 */
export function makePlan(
  basis: PlanBasis,
  sides: readonly DeviceSides[],
  memory: Memory = noMemory,
): Plan {
  const platformDigest = digestsOf(sides);
  const crossed = sides.map((each) => devicePlan(each, memory, platformDigest(each.platform)));
  const order = farFirst(crossed.filter(({ plan }) => plan.changeSet.forth.length > 0));
  const devices = crossed.map(({ plan }) => ({ ...plan, after: order.get(plan.device) ?? [] }));
  return seal({ format: planFormat, ...basis, devices });
}

function devicePlan(
  sides: DeviceSides,
  memory: Memory,
  platformDigest: string,
): Crossed & { readonly plan: DevicePlan } {
  const { device, platform, ownership, candidate, checks, drift, ends, via } = sides;
  const key = sidesDigest(sides, platformDigest);
  // A device without a timer of its own is given back by hand, from what it runs now.
  const isTimed = platform.dialogue.timer === "box";
  const shelf = sides.running === undefined ? "in order offline" : "in order";
  const known = isTimed ? memory.recall(shelf, device, key) : undefined;
  const found = typeof known === "string" ? inOrder(known) : compared(sides);
  const { change, target, ignored, touched, running } = found;
  if (isTimed && isInOrder(found)) memory.keep(shelf, device, key, change.before);
  const plan = {
    ...{ device, platform: platform.name, ownership, drift, ignored, checks, changeSet: change },
    candidate: candidate.text,
    ...(target && { target: printConfig(target) }),
    guard: touched.guarded,
    after: [],
    ...(isTimed || !running ? {} : { untimed: { running: printConfig(running) } }),
  };
  return { device, plan, ends, via, touched };
}

/** How one device stands, and what its change touches; `running` is there where it was looked at. */
type Compared = Changed & { readonly touched: Touched; readonly running?: Config };

function compared(sides: DeviceSides): Compared {
  const running = sides.running?.config ?? wholeConfig(sides.applied ?? "", sides);
  const changed = changeOf(sides, running);
  const touched = touchedBy(running, changed.change.differences, sides.ends);
  return { ...changed, touched, running };
}

type Changed = {
  readonly change: ChangeSet;
  readonly target?: Config;
  readonly ignored: readonly Difference[];
};

/** The change of one device; where its drift is ignored, one that leaves it alone. */
function changeOf(sides: DeviceSides, running: Config): Changed {
  const { platform, ownership, echo } = sides;
  const { config: candidate } = sides.candidate;
  const applied = appliedConfig(sides, running);
  const input = { platform, applied, candidate, running, ownership, echo };
  const change = changeSet(input);
  const ignored = change.differences.filter(({ kind }) => kind === "heal");
  if (sides.drift !== "ignore" || ignored.length === 0) return { change, ignored: [] };
  const children = withDrift(candidate.children, running.children, ignored);
  const target = { ...candidate, children, text: undefined };
  return { change: changeSet({ ...input, candidate: target }), target, ignored };
}

function appliedConfig(sides: DeviceSides, running: Config): Config | undefined {
  if (sides.applied === undefined) return undefined;
  // Offline it stands in for what the device runs, and is read already.
  return sides.running === undefined ? running : wholeConfig(sides.applied, sides);
}

function isInOrder({ change, target, ignored }: Compared): boolean {
  const { forth, back, differences, before, after } = change;
  const count = forth.length + back.length + differences.length + ignored.length;
  return count === 0 && target === undefined && before === after;
}

function inOrder(digestOfRunning: string): Compared {
  const nothing = { forth: [], back: [], differences: [] };
  const change = { ...nothing, before: digestOfRunning, after: digestOfRunning };
  return { change, ignored: [], touched: { guarded: [], passages: [] } };
}

function sidesDigest(sides: DeviceSides, platformDigest: string): string {
  const { candidate, applied, running, ownership, echo } = sides;
  const given = [applied === undefined, running === undefined, ownership, echo];
  const texts = [candidate.text, applied ?? "", running?.text ?? ""];
  return digest([platformDigest, ...texts, JSON.stringify(given)]);
}

function digestsOf(sides: readonly DeviceSides[]): (platform: Platform) => string {
  const platforms = new Set(sides.map(({ platform }) => platform));
  const known = new Map([...platforms].map((each) => [each, digest([JSON.stringify(each)])]));
  return (platform) => known.get(platform) ?? "";
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
