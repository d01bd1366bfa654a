import { NetctlError } from "../../errors.ts";
import { type Check, judgeCheck } from "../../plan/checks/check.ts";
import type { Plan } from "../../plan/plan.ts";
import type { DeviceSession } from "../secrets/veiled-session.ts";
import type { Emit } from "../workflow.ts";
import type { Fleet } from "./fleet.ts";
import { until } from "./patience.ts";

/** How one check came out. */
export type CheckOutcome = {
  readonly check: string;
  readonly command: string;
  readonly isPassed: boolean;
  readonly found: string;
  /** The device's answer when it was last asked. */
  readonly answer: string;
};

/** Names of the checks that failed before the change, by device. */
export type FailedBefore = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Asks each check again and again until it passes or its time is over; one that must hold is asked on as long as it
 * must. One after the other, over one session.
 */
export async function runChecks(
  session: DeviceSession,
  checks: readonly Check[],
): Promise<readonly CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const check of checks) {
    let last = await runOnce(session, check);
    await until(check.withinSeconds, async () => {
      if (!last.isPassed) last = await runOnce(session, check);
      return last.isPassed || undefined;
    });
    if (last.isPassed && check.holdsSeconds > 0)
      await until(check.holdsSeconds, async () => {
        last = await runOnce(session, check);
        return last.isPassed ? undefined : true;
      });
    outcomes.push(last);
  }
  return outcomes;
}

/**
 * Asks all checks of a plan once, before anything is sent: a check that fails now cannot be blamed on the change.
 * NetctlError `refused` where one of them must pass beforehand; those get their time.
 */
export async function checkBefore(plan: Plan, fleet: Fleet, emit: Emit): Promise<FailedBefore> {
  const asked = plan.devices.filter(({ checks }) => checks.length > 0);
  const failed = asked.map(({ device, checks }) =>
    fleet.within(async () => {
      const session = await fleet.session(device);
      await requireChecks(
        session,
        checks.filter(({ mustPassBefore }) => mustPassBefore),
        { device, kind: "refused" },
      );
      const names: string[] = [];
      for (const check of checks.filter(({ mustPassBefore }) => !mustPassBefore)) {
        if ((await runOnce(session, check)).isPassed) continue;
        names.push(check.name);
        const message = `${device}: the check "${check.name}" fails before the change`;
        emit({ type: "notice", message });
      }
      return [device, new Set(names)] as const;
    }),
  );
  return new Map(await Promise.all(failed));
}

/** Runs checks of which one that fails is an error: a reason to take everything back, or not to begin. */
export async function requireChecks(
  session: DeviceSession,
  checks: readonly Check[],
  context: {
    readonly device: string;
    readonly kind: "rejected" | "refused";
    readonly failedBefore?: FailedBefore;
  },
): Promise<void> {
  const outcomes = await runChecks(session, checks);
  const at = outcomes.findIndex(({ isPassed }) => !isPassed);
  const failed = outcomes[at];
  const check = checks[at];
  if (failed === undefined || check === undefined) return;
  const { device, kind, failedBefore } = context;
  const when = {
    refused: "it must pass before the change",
    rejected: failedBefore?.get(device)?.has(check.name)
      ? "it failed before the change too"
      : "it passed before the change",
  };
  const known = kind === "refused" || failedBefore?.has(device) ? `; ${when[kind]}` : "";
  throw new NetctlError(kind, `the check "${failed.check}" failed: ${failed.found}`, {
    device,
    words: failed.answer,
    places: [check.place],
    hint: `asked on ${device}: ${check.command}${known}`,
  });
}

async function runOnce(session: DeviceSession, check: Check): Promise<CheckOutcome> {
  const answer = await session.show(check.command);
  return { check: check.name, command: check.command, answer, ...judgeCheck(check, answer) };
}
