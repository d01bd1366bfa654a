import { NetctlError } from "../errors.ts";
import { currentBranch } from "../repo/history.ts";
import type { Claim } from "../repo/home/claim.ts";
import { type Home, homeOf } from "../repo/home/home.ts";
import { type Standing, standingOf } from "../repo/home/standing.ts";
import { freeClaim, personOf, type TakenClaim, takeClaim } from "../repo/home/take-claim.ts";
import { unfinished } from "../repo/local/journal.ts";
import { takeLock } from "../repo/local/lock.ts";
import type { Workspace } from "../repo/workspace.ts";
import type { Declared } from "./declared.ts";
import type { Emit } from "./workflow.ts";

/** Both locks, held: this clone's own, and the one at the home of the network. */
export type Hold = {
  readonly standing: Standing;
  readonly claim: Claim;
  /** Frees both; the one at home stays as long as a transaction of this clone is unfinished. Never throws. */
  readonly release: () => Promise<void>;
};

/** What the locks are taken for. */
export type HoldPurpose = {
  readonly command: string;
  readonly transaction: string;
  /** Length of the devices' own timers. */
  readonly timerMinutes: number;
  /** Asked when this clone is locked, before anybody else is kept out. */
  readonly ready: () => Promise<void>;
  readonly emit: Emit;
};

/** Minutes a claim lasts beyond the devices' timers: for reading, asking a person, and preparing. */
const leaseMarginMinutes = 30;

/** How long a transaction may hold the lock before others may take it over. */
export function leaseMinutes(timerMinutes: number): number {
  return timerMinutes + leaseMarginMinutes;
}

/** Keeps everybody else out: those of this clone first, then those of every other. */
export async function takeHold(declared: Declared, purpose: HoldPurpose): Promise<Hold> {
  const { workspace, intent } = declared;
  const { command, transaction, emit } = purpose;
  const lock = await takeLock(workspace, { command, transaction });
  try {
    await purpose.ready();
    const at = await homeOf(workspace, await currentBranch(workspace), intent.settings.remote);
    const minutes = leaseMinutes(purpose.timerMinutes);
    const taken = await takeClaim(workspace, at.home, { command, transaction, minutes });
    tellReplaced(taken, emit);
    const release = async () => {
      await freeQuietly(workspace, at.home, emit);
      await lock.release();
    };
    try {
      return { standing: await standingOf(workspace, at), claim: taken.claim, release };
    } catch (error) {
      await freeQuietly(workspace, at.home, emit);
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Whose lease was over, and what may have been left behind. */
export function tellReplaced({ replaced }: TakenClaim, emit: Emit): void {
  if (replaced === undefined) return;
  const { until, transaction, command, host } = replaced.facts;
  const left =
    transaction === null ? "" : `; transaction ${transaction} may be unfinished on ${host}`;
  emit({
    type: "notice",
    message: `the lock of ${personOf(replaced)} (${command}) was over at ${until} and is taken over${left}`,
  });
}

/** What is over is over: a lock that cannot be freed ends by itself. */
export async function freeQuietly(workspace: Workspace, home: Home, emit: Emit): Promise<void> {
  try {
    if ((await unfinished(workspace)).length > 0) return;
    await freeClaim(workspace, home);
  } catch (error) {
    if (!(error instanceof NetctlError)) throw error;
    const message = `the lock at ${home.remote ?? "home"} could not be freed (${error.message}): free it with netctl unlock, or let its lease end`;
    emit({ type: "notice", message });
  }
}
