import { changedDevices } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { printPlan } from "../plan/seal.ts";
import { headCommit, isClean } from "../repo/history.ts";
import { openJournal, storePlan } from "../repo/local/journal.ts";
import { takeLock } from "../repo/local/lock.ts";
import { prepareRecord } from "../repo/record/record.ts";
import type { Workspace } from "../repo/workspace.ts";
import type { Outcome } from "../report/outcome.ts";
import { type WaveSize, wavesOf } from "../transaction/waves.ts";
import { carryOut } from "./carry-out.ts";
import { conclude } from "./conclude.ts";
import { confOf, deviceOfConf } from "./confs.ts";
import { type Declared, requireDeclared } from "./declared.ts";
import {
  refuseHandEdits,
  refuseMoved,
  refuseOtherBranch,
  refuseStale,
  refuseUnfinished,
} from "./guards.ts";
import { newId } from "./new-id.ts";
import { outcomeOf } from "./outcome.ts";
import type { Fleet } from "./run/fleet.ts";
import { beginning } from "./run/journal-entry.ts";
import { makeFleet } from "./run/reach.ts";
import { survey } from "./survey.ts";
import type { Emit } from "./workflow.ts";

/** What an apply is asked to do. */
export type ApplyOptions = {
  /** A sealed plan; without one the network is surveyed now. */
  readonly plan?: Plan;
  readonly message?: string;
  /** Length of the devices' own timers; that of `netctl.yaml` where absent. */
  readonly confirmMinutes?: number;
  /** Sizes of the waves in which devices go into trial; all at once where absent. */
  readonly batch?: readonly WaveSize[];
  /** Shown the plan before anything is sent; false stops, and so does an error. */
  readonly approve: (plan: Plan) => Promise<boolean>;
  readonly emit: Emit;
  readonly signal: AbortSignal;
};

/** What came of it. `declined`: somebody was asked and said no. */
export type Applied =
  | { readonly kind: "nothing" | "declined"; readonly plan: Plan }
  | { readonly kind: "ended"; readonly plan: Plan; readonly outcome: Outcome };

/** Takes the network from what it runs to what is declared, in one transaction. */
export async function apply(from: string, options: ApplyOptions): Promise<Applied> {
  const declared = await requireDeclared(from);
  const { workspace } = declared;
  const lock = await takeLock(workspace, { command: "apply" });
  const fleet = await makeFleet(workspace, declared.intent);
  try {
    await refuseUnfinished(workspace);
    await refuseOtherBranch(declared);
    await refuseHandEdits(declared);
    const plan =
      options.plan ?? (await survey(declared, { id: newId(), fleet, emit: options.emit }));
    if (options.plan) {
      await refuseStale(plan, declared);
      await refuseMoved(plan, declared, fleet);
    }
    if (changedDevices(plan).length === 0 && (await isRecorded(workspace, plan))) {
      return { kind: "nothing", plan };
    }
    if (!(await options.approve(plan))) return { kind: "declined", plan };
    return { kind: "ended", plan, outcome: await run(declared, plan, fleet, options) };
  } finally {
    fleet.close();
    await lock.release();
  }
}

async function run(
  declared: Declared,
  plan: Plan,
  fleet: Fleet,
  options: ApplyOptions,
): Promise<Outcome> {
  const { workspace, intent } = declared;
  const members = changedDevices(plan).map(({ device }) => ({
    name: device,
    live: declared.candidates.get(device)?.platform.dialogue.live ?? false,
  }));
  const files = confFiles(declared, plan);
  const minutes = options.confirmMinutes ?? intent.settings.confirmTimeoutMinutes;
  const record = await prepareRecord(workspace, {
    files,
    message: options.message ?? defaultMessage(plan),
    trailers: [
      ["Netctl-Transaction", plan.id],
      ["Netctl-Devices", members.map(({ name }) => name).join(", ")],
    ],
    base: await headCommit(workspace),
    applied: plan.applied,
  });
  await storePlan(workspace, plan.id, printPlan(plan));
  const journal = await openJournal(workspace, plan.id);
  const names = members.map(({ name }) => name);
  const waves = options.batch && names.length > 0 ? { waves: wavesOf(names, options.batch) } : {};
  const entry = { kind: "begin", id: plan.id, members, ...waves, minutes, record } as const;
  await journal.append(entry);
  const { emit, signal } = options;
  const ended = await carryOut(beginning(entry), {
    ...{ workspace, plan, intent, record, journal, fleet, minutes, emit, signal },
  });
  return conclude({ workspace, journal, record, files, outcome: outcomeOf(ended), plan });
}

/** Every rendered configuration of the plan, and null for those of devices that are gone. */
function confFiles(declared: Declared, plan: Plan): ReadonlyMap<string, string | null> {
  const gone = [...declared.files.keys()].filter((path) => {
    const device = deviceOfConf(path);
    return device !== undefined && !declared.candidates.has(device);
  });
  return new Map<string, string | null>([
    ...gone.map((path) => [path, null] as const),
    ...plan.devices.map(
      ({ device, candidate }) => [confOf(device), candidate === "" ? null : candidate] as const,
    ),
  ]);
}

/** True when git already says what this plan would record. */
async function isRecorded(workspace: Workspace, plan: Plan): Promise<boolean> {
  const isApplied = plan.applied !== undefined && plan.applied === (await headCommit(workspace));
  return isApplied && (await isClean(workspace));
}

function defaultMessage(plan: Plan): string {
  const names = changedDevices(plan).map(({ device }) => device);
  if (names.length === 0) return "Record what the network runs already";
  return names.length <= 3 ? `Apply to ${names.join(", ")}` : `Apply to ${names.length} devices`;
}
