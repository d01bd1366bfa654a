import { NetctlError } from "../../errors.ts";
import type { Check } from "../../intent/intent.ts";
import { judgeCheck } from "../../plan/check.ts";
import type { Session } from "../../session/session.ts";
import { until } from "./patience.ts";

/** How one check came out. */
export type CheckOutcome = {
  readonly check: string;
  readonly isPassed: boolean;
  readonly found: string;
  /** The device's answer when it was last asked. */
  readonly answer: string;
};

/** Asks each check again and again until it passes or its time is over. One after the other, over one session. */
export async function runChecks(
  session: Session,
  checks: readonly Check[],
): Promise<readonly CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const check of checks) {
    let last: CheckOutcome | undefined;
    await until(check.withinSeconds, async () => {
      const answer = await session.show(check.command);
      last = { check: check.name, answer, ...judgeCheck(check, answer) };
      return last.isPassed || undefined;
    });
    if (last) outcomes.push(last);
  }
  return outcomes;
}

/** The same, where a check that fails is a reason to take everything back. */
export async function requireChecks(
  session: Session,
  checks: readonly Check[],
  device: string,
): Promise<void> {
  const failed = (await runChecks(session, checks)).find(({ isPassed }) => !isPassed);
  if (!failed) return;
  throw new NetctlError("rejected", `the check "${failed.check}" failed: ${failed.found}`, {
    device,
    words: failed.answer,
  });
}
