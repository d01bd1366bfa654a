import { changedDevices } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { printPlan } from "../plan/seal.ts";
import type { Outcome } from "../report/outcome.ts";
import { headCommit, isClean } from "../repo/history.ts";
import { closeJournal, openJournal, storePlan } from "../repo/journal.ts";
import { takeLock } from "../repo/lock.ts";
import { note, type PreparedRecord, prepareRecord, settleWorkTree } from "../repo/record.ts";
import type { Workspace } from "../repo/workspace.ts";
import { begin } from "../transaction/transaction.ts";
import { carryOut } from "./carry-out.ts";
import { type Declared, requireDeclared } from "./declared.ts";
import type { Emit } from "./event.ts";
import { refuseHandEdits, refuseStale, refuseUnfinished } from "./guards.ts";
import { newId } from "./new-id.ts";
import { outcomeOf } from "./outcome.ts";
import type { JournalEntry } from "./run/journal-entry.ts";
import { makeFleet } from "./run/reach.ts";
import type { Fleet } from "./run/fleet.ts";
import { survey } from "./survey.ts";

/** What an apply is asked to do. */
export type ApplyOptions = {
  /** A sealed plan; without one the network is surveyed now. */
  readonly plan?: Plan;
  readonly message?: string;
  /** Length of the devices' own timers; that of `netctl.yaml` where absent. */
  readonly confirmMinutes?: number;
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
    await refuseHandEdits(declared);
    const plan = options.plan ?? (await survey(declared, { id: newId(), fleet, emit: options.emit }));
    if (options.plan) await refuseStale(plan, declared);
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
  const minutes = options.confirmMinutes ?? intent.settings.confirmMinutes;
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
  const beginning: JournalEntry = { kind: "begin", id: plan.id, members, minutes, record };
  await journal.append(beginning);
  const { platforms } = intent;
  const { emit, signal } = options;
  const ended = await carryOut(begin(plan.id, members), {
    ...{ workspace, plan, platforms, record, journal, fleet, minutes, emit, signal },
  });
  const outcome = outcomeOf(ended);
  await conclude(workspace, record, files, outcome, plan);
  if (outcome.end === "in-doubt") await journal.release();
  else await closeJournal(journal, { outcome: outcome.end });
  return outcome;
}

/** After the end: the work tree follows the record, and a note beside the commit tells how each device fared. */
export async function conclude(
  workspace: Workspace,
  record: PreparedRecord,
  files: ReadonlyMap<string, string | null>,
  outcome: Outcome,
  plan: Plan,
): Promise<void> {
  if (outcome.commit === undefined) return;
  await settleWorkTree(workspace, record, files);
  const lines = outcome.devices.map(({ device, result }) => `${device}: ${result}`);
  await note(
    workspace,
    outcome.commit,
    [`Netctl-Transaction: ${plan.id}`, `Netctl-Plan: ${plan.seal}`, ...lines, ""].join("\n"),
  );
}

/** Every rendered configuration of the plan, and null for those of devices that are gone. */
export function confFiles(
  declared: Pick<Declared, "candidates" | "files">,
  plan: Plan,
): ReadonlyMap<string, string | null> {
  const files = new Map<string, string | null>();
  for (const path of declared.files.keys()) {
    const device = /^devices\/(.+)\.conf$/.exec(path)?.[1];
    if (device !== undefined && !declared.candidates.has(device)) files.set(path, null);
  }
  for (const { device, candidate } of plan.devices) {
    files.set(`devices/${device}.conf`, candidate === "" ? null : candidate);
  }
  return files;
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
