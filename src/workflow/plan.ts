import { script } from "../config/script.ts";
import { NetctlError } from "../errors.ts";
import { changedDevices } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { type Declared, requireDeclared } from "./declared.ts";
import { newId } from "./new-id.ts";
import { makeFleet } from "./run/reach.ts";
import { survey } from "./survey.ts";
import type { Emit } from "./workflow.ts";

/** What a plan is asked for. */
export type PlanOptions = {
  /** Names of devices; all where empty. */
  readonly targets: readonly string[];
  readonly offline: boolean;
  readonly emit: Emit;
};

/** A plan, and its lines as a session would type them, by device, for those that change. */
export type Planned = {
  readonly plan: Plan;
  readonly typed: Readonly<Record<"forth" | "back", readonly TypedLines[]>>;
};

/** Lines for one device in the order of typing, section entries and exits included. */
export type TypedLines = { readonly device: string; readonly lines: readonly string[] };

/** Works out what an apply would do. Changes nothing, neither here nor on a device. */
export async function plan(from: string, options: PlanOptions): Promise<Planned> {
  const declared = await requireDeclared(from);
  const devices = chosenDevices(declared, options.targets);
  const chosen = devices === undefined ? {} : { devices };
  const { emit } = options;
  if (options.offline) {
    return planned(declared, await survey(declared, { id: newId(), emit, ...chosen }));
  }
  const fleet = await makeFleet(declared.workspace, declared.intent);
  try {
    return planned(declared, await survey(declared, { id: newId(), emit, fleet, ...chosen }));
  } finally {
    fleet.close();
  }
}

/** The devices that were named; undefined where none was, which means all. */
export function chosenDevices(
  declared: Declared,
  targets: readonly string[],
): ReadonlySet<string> | undefined {
  const unknown = targets.find((target) => !declared.candidates.has(target));
  if (unknown !== undefined) {
    throw new NetctlError("usage", `there is no device "${unknown}"`, {
      hint: `devices: ${[...declared.candidates.keys()].join(", ")}`,
    });
  }
  return targets.length === 0 ? undefined : new Set(targets);
}

function planned(declared: Declared, plan: Plan): Planned {
  const typed = (direction: "forth" | "back") =>
    changedDevices(plan).map(({ device, changeSet }): TypedLines => {
      const platform = declared.candidates.get(device)?.platform;
      if (!platform) throw new Error(`the plan knows ${device}, the intent does not`);
      return { device, lines: script(changeSet[direction], platform).map(({ text }) => text) };
    });
  return { plan, typed: { forth: typed("forth"), back: typed("back") } };
}
