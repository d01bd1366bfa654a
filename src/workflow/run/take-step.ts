import { type Echo, learn } from "../../config/echo.ts";
import { NetctlError } from "../../errors.ts";
import type { DevicePhase, Order, Report } from "../../transaction/order.ts";
import { changeOf, type DeviceRun, isTimed } from "./device-run.ts";
import { expectNew, expectOld, expectState, expectUnmoved } from "./expectations.ts";
import type { Fleet } from "./fleet.ts";
import { inquire } from "./inquire.ts";
import { nowMs } from "./now-ms.ts";
import type { Printed } from "./printed.ts";
import { reasonOf } from "./reason.ts";
import { requireChecks } from "./run-checks.ts";
import { takeBack } from "./take-back.ts";

type DeviceOrder = Exclude<Order, { phase: "record" }>;
type DeviceReport = Exclude<Report, { phase: "record" }>;

/** Everything one step has at hand. */
export type StepContext = {
  readonly run: DeviceRun;
  readonly fleet: Fleet;
  /** Running configurations as preflight read them, for the comparison after the trial. */
  readonly before: Map<string, Printed>;
  /** Keeps what was learned of how the device prints what it was sent. */
  readonly remember: (device: string, echoes: readonly Echo[]) => Promise<void>;
};

/** Carries out one order on its device. The world's refusals become the report; a bug is thrown. */
export async function takeStep(order: DeviceOrder, context: StepContext): Promise<DeviceReport> {
  const { device, phase } = order;
  if (phase === "inquire") return inquire(order, context.run, context.fleet);
  try {
    const { deadline, digest } = await steps[phase](context);
    return { phase, device, result: "done", deadline, digest };
  } catch (error) {
    const reason = reasonOf(error);
    // A conversation that broke off or fell silent is not taken up again.
    if (reason.kind === "lost" || reason.kind === "timeout") context.fleet.drop(device);
    return { phase, device, result: "failed", reason };
  }
}

type Facts = { readonly deadline?: number; readonly digest?: string };

const steps: Readonly<
  Record<Exclude<DevicePhase, "inquire">, (context: StepContext) => Promise<Facts>>
> = {
  preflight,
  prepare: (context) => perform(context, "prepare", "forth"),
  trial: (context) => trial(context, "forth"),
  verify,
  confirm,
  save: (context) => perform(context, "save", "forth"),
  discard,
  restore,
  redo: async (context) => {
    await perform(context, "prepare", "forth");
    await trial(context, "forth");
    await verify(context);
    return confirm(context);
  },
  undo: async (context) => {
    if (!isTimed(context.run)) return restore(context);
    await perform(context, "prepare", "back");
    await trial(context, "back");
    await expectOld(context.run, context.fleet);
    await keep(context);
    // Where a confirm without a timer is no mistake, the timer may have brought the change back before it.
    await expectOld(context.run, context.fleet);
    return {};
  },
};

async function preflight(context: StepContext): Promise<Facts> {
  const { run, fleet, before } = context;
  const session = await fleet.session(run.plan.device);
  const seen = await session.performAndLook("ready", changeOf(run, "forth")).catch(asPrerequisite);
  const own = await fleet.ownTransactions();
  await session.tidy(seen.left.filter((id) => own.has(id)));
  expectState(run, seen.pending, "none");
  const running = fleet.printed(run.plan.device, seen.running);
  expectUnmoved(run, running);
  before.set(run.plan.device, running);
  return {};
}

/** A box that is not ready for a timed change is refused before anything is sent. */
function asPrerequisite(error: unknown): never {
  if (!(error instanceof NetctlError) || error.kind !== "rejected") throw error;
  const { device, words, hint } = error;
  throw new NetctlError("refused", error.message, {
    ...(device === undefined ? {} : { device }),
    ...(words === undefined ? {} : { words }),
    ...(hint === undefined ? {} : { hint }),
  });
}

async function perform(
  { run, fleet }: StepContext,
  verb: "prepare" | "save",
  direction: "forth" | "back",
): Promise<Facts> {
  const session = await fleet.session(run.plan.device);
  await session.perform(verb, changeOf(run, direction));
  return {};
}

async function trial(context: StepContext, direction: "forth" | "back"): Promise<Facts> {
  const { run, fleet } = context;
  const session = await fleet.session(run.plan.device);
  // The last look before the point where a commit would overwrite what somebody else did meanwhile.
  if (direction === "forth") {
    fleet.note(run.plan.device, "untried");
    expectUnmoved(run, await fleet.read(run.plan.device));
  }
  fleet.note(run.plan.device, "tried");
  // The device starts its clock later than we start ours: the deadline is never too late.
  const deadline = nowMs() + run.minutes * 60_000;
  expectState(run, await session.performAndAsk("trial", changeOf(run, direction)), "ours");
  return isTimed(run) ? { deadline } : {};
}

async function verify(context: StepContext): Promise<Facts> {
  const { run, fleet, before } = context;
  const session = await fleet.openAnother(run.plan.device);
  try {
    const { plan, failedBefore } = run;
    const { pending, running } = await session.look(run.transaction);
    expectState(run, pending, "ours");
    const now = fleet.printed(plan.device, running);
    const { config } = now;
    const known = before.get(plan.device);
    expectNew(run, now, known);
    if (known !== undefined)
      await context.remember(
        plan.device,
        learn(run.candidate, config, () => known.config),
      );
    await requireChecks(session, plan.checks, {
      ...{ device: plan.device, kind: "rejected" },
      ...(failedBefore && { failedBefore }),
    });
    return { digest: now.digest };
  } finally {
    session.close();
  }
}

async function confirm(context: StepContext): Promise<Facts> {
  const { run, fleet, before } = context;
  const { device } = run.plan;
  const running = fleet.printed(device, await keep(context));
  expectNew(run, running, before.get(device));
  return {};
}

/** Confirms, and proves that nothing is pending any more; gives what the device runs now. */
async function keep(context: StepContext): Promise<string> {
  const session = await context.fleet.session(context.run.plan.device);
  // A device does not ask whose timer it is: ours may be over, and somebody else's running.
  expectState(context.run, await session.pending(context.run.transaction), "ours");
  const { pending, running } = await session.performAndLook(
    "confirm",
    changeOf(context.run, "forth"),
  );
  expectState(context.run, pending, "none");
  return running;
}

async function discard(context: StepContext): Promise<Facts> {
  const { run, fleet } = context;
  const session = await fleet.session(run.plan.device);
  // Only where it was staged by a session that still stands, or under our own name: never somebody else's edits.
  if (run.platform.dialogue.discard.in !== "config" || session.mode === "config")
    await session.perform("discard", changeOf(run, "forth")).catch(asNothingStaged);
  return {};
}

/** A device that refuses to throw a candidate away has none. */
function asNothingStaged(error: unknown): void {
  if (!(error instanceof NetctlError) || error.kind !== "rejected") throw error;
}

async function restore(context: StepContext): Promise<Facts> {
  const { run, fleet } = context;
  const { device } = run.plan;
  const session = await fleet.session(device);
  if (!isTimed(run)) {
    if (fleet.isUntried(device)) return {};
    await takeBack(run, fleet);
  } else if ((await session.pending(run.transaction)) === "ours") {
    await session.perform("restore", changeOf(run, "forth"));
  } else {
    await discard(context).catch(unlessRejected);
    // Refused before the commit was sent, because somebody else changed the device: their change is not ours to undo.
    if (fleet.isUntried(device)) return {};
  }
  await expectOld(run, fleet);
  return {};
}

/** What is not there cannot be thrown away, and need not. */
function unlessRejected(error: unknown): void {
  if (!(error instanceof NetctlError) || error.kind !== "rejected") throw error;
}
