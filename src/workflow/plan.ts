import { NetctlError } from "../errors.ts";
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

/** Works out what an apply would do. Changes nothing, neither here nor on a device. */
export async function plan(from: string, options: PlanOptions): Promise<Plan> {
  const declared = await requireDeclared(from);
  const devices = chosenDevices(declared, options.targets);
  const chosen = devices === undefined ? {} : { devices };
  const { emit } = options;
  if (options.offline) return survey(declared, { id: newId(), emit, ...chosen });
  const fleet = await makeFleet(declared.workspace, declared.intent);
  try {
    return await survey(declared, { id: newId(), emit, fleet, ...chosen });
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
