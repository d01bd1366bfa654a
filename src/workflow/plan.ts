import { script } from "../config/script.ts";
import { changedDevices } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { type Declared, requireDeclared } from "./declared.ts";
import { refuseSplit } from "./guards.ts";
import { lookHome } from "./look-home.ts";
import { newId } from "./new-id.ts";
import { makeFleet } from "./run/reach.ts";
import { type Choice, type SurveyOptions, survey } from "./survey.ts";
import type { Emit } from "./workflow.ts";

/** What a plan is asked for. */
export type PlanOptions = {
  readonly choice: Choice;
  readonly offline: boolean;
  /** True where it is to be applied as it is: what an apply would refuse is refused now. */
  readonly isSealed: boolean;
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
  const declared = await requireDeclared(from, options.offline ? "bare" : "sealed");
  const { choice, emit } = options;
  const wanted = { id: newId(), choice, emit };
  if (options.offline) return planned(declared, await surveyed(declared, wanted));
  await lookHome(declared, emit);
  const fleet = await makeFleet(declared.workspace, declared.intent);
  try {
    const made = await surveyed(declared, { ...wanted, fleet });
    if (options.isSealed) refuseSplit(made);
    return planned(declared, made);
  } finally {
    fleet.close();
  }
}

/** What was found to be in order is remembered for the next one who looks. */
async function surveyed(declared: Declared, options: SurveyOptions): Promise<Plan> {
  const plan = await survey(declared, options);
  await declared.stored.save();
  return plan;
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
