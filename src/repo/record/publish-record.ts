import { NetctlError } from "../../errors.ts";
import { appliedCommit, commitOf, isAncestor } from "../history.ts";
import { claimOf } from "../home/claim.ts";
import { cloneName } from "../home/clone-name.ts";
import type { Home } from "../home/home.ts";
import { storyOf } from "../home/story-of.ts";
import { lostClaim, nextClaim } from "../home/take-claim.ts";
import { refNames } from "../ref-names.ts";
import { git, identity } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import { persistently } from "./persistently.ts";
import { branchMoved, movesOf, type PreparedRecord, shortOf } from "./record.ts";
import { judgeRecord, type RecordState } from "./record-state.ts";

/**
 * The commit point: at home the branch, `refs/netctl/applied` and the lock move together, if all are where they were.
 * A second call after a success does nothing. NetctlError `refused` where one of them moved, `git` or `unreachable`
 * where that failed: then only `settleRecord` tells what came of it.
 */
export async function publishRecord(
  workspace: Workspace,
  home: Home,
  prepared: PreparedRecord,
): Promise<void> {
  await persistently(() => publishOnce(workspace, home, prepared));
}

/** Asks the refs at home whether `prepared` became visible. */
export async function recordState(
  workspace: Workspace,
  home: Home,
  { commit, home: was }: PreparedRecord,
): Promise<RecordState> {
  const { applied, lock } = refNames(workspace);
  const seen = await home.ask([was.branch, applied, lock]);
  const tip = seen.get(was.branch);
  const wasOnBranch = commit === was.tip;
  // A branch that has not moved does not hold what is only now to come.
  const hasMoved = tip !== undefined && tip !== was.tip;
  return judgeRecord({
    isApplied: seen.get(applied) === commit,
    hasAppliedMoved: (seen.get(applied) ?? null) !== was.applied,
    wasOnBranch,
    isOnBranch: !wasOnBranch && hasMoved && (await isAncestor(workspace, commit, tip)),
    isLockHeld: seen.get(lock) === was.held,
  });
}

/**
 * Makes an end of a record whose publication gave no clear answer: where it is not visible, the lock is moved on, so
 * that a push still under way comes too late. `open` where not even that is known to have come about.
 */
export async function settleRecord(
  workspace: Workspace,
  home: Home,
  prepared: PreparedRecord,
): Promise<RecordState> {
  const state = await recordState(workspace, home, prepared);
  if (state !== "open") return state;
  const { held } = prepared.home;
  // Not the one that goes with the record: a push finds nothing to say about a ref that is where it wants it.
  const fence = await nextClaim(workspace, await claimOf(workspace, held));
  const move = { ref: refNames(workspace).lock, from: held, to: fence.object };
  await home.move([move]).catch(unlessWorldly);
  return recordState(workspace, home, prepared);
}

/**
 * Brings the refs of this clone up to a record that is published at a remote. False where the branch here has gone
 * on since: then it is the user's to bring together.
 */
export async function followRecord(
  workspace: Workspace,
  { commit, branch, head, home }: PreparedRecord,
): Promise<boolean> {
  if (home.remote === null) return true;
  const config = await identity(workspace.root);
  const update = async (...args: readonly string[]) => {
    const words = ["update-ref", "-m", `netctl: recorded at ${home.remote}`, ...args];
    await persistently(() => git(workspace.root, words, { config }));
  };
  const own = await appliedCommit(workspace);
  const isPast = own !== undefined && (await isAncestor(workspace, commit, own));
  if (!isPast) await update(refNames(workspace).applied, commit);
  const tip = await commitOf(workspace, branch);
  if (tip !== undefined && (await isAncestor(workspace, commit, tip))) return true;
  if (tip !== (head ?? undefined)) return false;
  await update(branch, commit, ...(head === null ? [] : [head]));
  return true;
}

async function publishOnce(
  workspace: Workspace,
  home: Home,
  prepared: PreparedRecord,
): Promise<void> {
  const state = await recordState(workspace, home, prepared);
  if (state === "published") return;
  const moves = movesOf(workspace, prepared);
  if (state === "none") return explainFailure(workspace, home, prepared);
  try {
    const { applied } = refNames(workspace);
    await home.move(state === "half" ? moves.filter(({ ref }) => ref === applied) : moves);
  } catch (error) {
    unlessWorldly(error);
    await explainFailure(workspace, home, prepared, error);
  }
}

/** What git says after a failure may be half the truth; the refs are all of it. */
async function explainFailure(
  workspace: Workspace,
  home: Home,
  prepared: PreparedRecord,
  cause?: unknown,
): Promise<void> {
  const state = await recordState(workspace, home, prepared);
  if (state === "published") return;
  if (state === "half") throw cause;
  const was = prepared.home;
  const names = refNames(workspace);
  const seen = await home.ask([was.branch, names.applied, names.lock]);
  const tip = seen.get(was.branch);
  const applied = seen.get(names.applied);
  const facts = cause === undefined ? {} : { cause };
  if (applied !== undefined && applied !== was.applied) {
    throw new NetctlError("refused", `another apply was recorded meanwhile, ${shortOf(applied)}`, {
      ...{
        words: await storyOf(workspace, applied),
        hint: "make a new plan: netctl plan",
        ...facts,
      },
    });
  }
  if (tip !== (was.tip ?? undefined)) {
    const words = tip === undefined ? {} : { words: await storyOf(workspace, tip) };
    throw branchMoved(was.branch, was.tip ?? undefined, tip, { ...words, ...facts });
  }
  const lock = seen.get(names.lock);
  const now = lock === undefined ? undefined : await claimOf(workspace, lock);
  if (now?.facts.clone !== (await cloneName(workspace))) throw lostClaim(now, cause);
  throw cause ?? new NetctlError("refused", "the record was given up before");
}

function unlessWorldly(error: unknown): void {
  if (!(error instanceof NetctlError)) throw error;
}
