import { changedDevices } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { printPlan } from "../plan/seal.ts";
import { allDone } from "../repo/all-done.ts";
import { refuseBehind } from "../repo/home/standing.ts";
import { renewLease } from "../repo/home/take-claim.ts";
import { openJournal, storePlan } from "../repo/local/journal.ts";
import { prepareRecord } from "../repo/record/record.ts";
import type { Outcome } from "../report/outcome.ts";
import { turnsOf } from "../transaction/turns.ts";
import type { WaveSize } from "../transaction/waves.ts";
import { carryOut } from "./carry-out.ts";
import { conclude, following } from "./conclude.ts";
import { type Declared, requireDeclared } from "./declared.ts";
import {
  refuseEdited,
  refuseHandEdits,
  refuseMoved,
  refuseOtherBranch,
  refuseSplit,
  refuseStale,
  refuseUnfinished,
} from "./guards.ts";
import { type Hold, leaseMinutes, takeHold } from "./hold.ts";
import { follow } from "./look-home.ts";
import { newId } from "./new-id.ts";
import { outcomeOf } from "./outcome.ts";
import { isRecorded, recordOf } from "./record-of.ts";
import type { Fleet } from "./run/fleet.ts";
import { beginning } from "./run/journal-entry.ts";
import { makeFleet } from "./run/reach.ts";
import { checkBefore } from "./run/run-checks.ts";
import { type Choice, survey } from "./survey.ts";
import { timersOf } from "./timers-of.ts";
import type { Emit } from "./workflow.ts";

/** What an apply is asked to do. */
export type ApplyOptions = {
  /** A sealed plan; without one the network is surveyed now. */
  readonly plan?: Plan;
  /** What is surveyed where there is no sealed plan. */
  readonly choice: Choice;
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

/** Takes the network from what it runs to what the workspace declares, in one transaction. */
export async function apply(from: string, options: ApplyOptions): Promise<Applied> {
  return applyDeclared(await requireDeclared(from, "sealed"), options);
}

/** The same for what is declared elsewhere than in the work tree. */
export async function applyDeclared(declared: Declared, options: ApplyOptions): Promise<Applied> {
  const { workspace, intent } = declared;
  const id = options.plan?.id ?? newId();
  const minutes = options.confirmMinutes ?? intent.settings.confirmTimeoutMinutes;
  // It opens nothing yet, and what it cannot read is no reason to keep others out.
  const fleet = await makeFleet(workspace, intent);
  const hold = await takeHold(declared, {
    ...{ command: "apply", transaction: id, timerMinutes: minutes, emit: options.emit },
    ready: async () => {
      await allDone([
        refuseUnfinished(workspace),
        refuseOtherBranch(declared),
        refuseHandEdits(declared),
      ]);
    },
  });
  let remembered: Promise<void> | undefined;
  try {
    await refuseBehind(workspace, hold.standing);
    await follow(declared, hold.standing);
    const { choice, emit } = options;
    const plan = options.plan ?? (await survey(declared, { id, fleet, choice, emit }));
    remembered = declared.stored.save();
    if (options.plan) {
      await refuseStale(plan, declared);
      await refuseMoved(plan, declared, fleet);
    }
    refuseSplit(plan);
    if (changedDevices(plan).length === 0 && (await isRecorded(workspace, plan, hold.standing))) {
      return { kind: "nothing", plan };
    }
    if (!(await options.approve(plan))) return { kind: "declined", plan };
    const outcome = await run({ declared, plan, fleet, hold, options });
    return { kind: "ended", plan, outcome };
  } finally {
    fleet.close();
    await remembered;
    await hold.release();
  }
}

/** Everything there is when a plan was approved. */
type Approved = {
  readonly declared: Declared;
  readonly plan: Plan;
  readonly fleet: Fleet;
  readonly hold: Hold;
  readonly options: ApplyOptions;
};

async function run(approved: Approved): Promise<Outcome> {
  const { declared, plan, fleet, hold, options } = approved;
  const { workspace, intent } = declared;
  const members = changedDevices(plan).map(({ device, after, untimed }) => ({
    name: device,
    ...(after.length > 0 && { after }),
    live: declared.candidates.get(device)?.platform.dialogue.live ?? false,
    ...(untimed === undefined ? {} : { isTimed: false }),
  }));
  // The far end of a way is in no later wave than the near end.
  const turns = turnsOf(members.map((member) => ({ ...member, live: false })));
  const names = members
    .map(({ name }) => name)
    .sort((a, b) => (turns.get(a) ?? 0) - (turns.get(b) ?? 0));
  const { waves, minutes } = timersOf(plan, names, intent.settings, options);
  const failedBefore = names.length > 0 ? await checkBefore(plan, fleet, options.emit) : new Map();
  const content = await recordOf(declared, plan, options.message);
  const { standing } = hold;
  const { home } = standing;
  // Whoever approved may have taken longer than the lease, and waves make the timers longer.
  const lease = renewLease(workspace, home, hold.claim, leaseMinutes(minutes));
  const [record] = await allDone([
    prepareRecord(workspace, { ...content, standing, lease }),
    storePlan(workspace, plan.id, printPlan(plan)),
  ]);
  await refuseEdited(declared);
  const journal = await openJournal(workspace, plan.id);
  const batch = waves === undefined ? {} : { waves };
  const entry = { kind: "begin", id: plan.id, members, ...batch, minutes, record } as const;
  await journal.append(entry);
  const { emit, signal } = options;
  const follow = following(workspace, record, content.files);
  const ended = await carryOut(beginning(entry), {
    ...{ workspace, home, plan, intent, record, journal, fleet, minutes },
    ...{ failedBefore, follow, emit, signal, secrets: declared.secrets },
  });
  const outcome = outcomeOf(ended, plan.scope?.skipped);
  return conclude({ workspace, home, journal, follow, outcome, plan });
}
