import { NetctlError } from "../../errors.ts";
import { allDone } from "../all-done.ts";
import { appliedCommit, headCommit, isAncestor } from "../history.ts";
import { refNames } from "../ref-names.ts";
import { git, identity } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import type { HomeOfBranch } from "./home.ts";
import { storyOf } from "./story-of.ts";

/** How this clone stands to the home of its network. */
export type Standing = HomeOfBranch & {
  /** The branch at home; undefined where it is not there yet. */
  readonly tip: string | undefined;
  /** `refs/netctl/applied` at home. */
  readonly applied: string | undefined;
  /** The lock at home. */
  readonly lock: string | undefined;
  /** The notes at home. */
  readonly notes: string | undefined;
  /** Commits of HEAD that home lacks. */
  readonly ahead: number;
  /** Commits of home that HEAD lacks: a plan made here would take them back. */
  readonly behind: number;
};

/** Asks home where everything stands. NetctlError `unreachable` where it does not answer. */
export async function standingOf(workspace: Workspace, at: HomeOfBranch): Promise<Standing> {
  const { home, branch } = at;
  const names = refNames(workspace);
  const refs = [names.applied, names.lock, names.notes];
  const [seen, head] = await allDone([
    home.ask(branch === undefined ? refs : [branch, ...refs]),
    headCommit(workspace),
  ]);
  const tip = branch === undefined ? undefined : seen.get(branch);
  return {
    ...{ home, branch, tip },
    applied: seen.get(names.applied),
    lock: seen.get(names.lock),
    notes: seen.get(names.notes),
    ...(await distance(workspace, tip, head)),
  };
}

/**
 * Brings `refs/netctl/applied` of this clone up to what home says, so that nothing is compared with the past. One that
 * is ahead of home stays: it tells of what this clone applied alone. NetctlError `refused` where the two have parted.
 */
export async function followApplied(workspace: Workspace, standing: Standing): Promise<void> {
  const { home, applied } = standing;
  if (home.remote === null || applied === undefined) return;
  const own = await appliedCommit(workspace);
  if (applied === own) return;
  const ref = refNames(workspace).applied;
  if (own !== undefined && !(await isAncestor(workspace, own, applied))) {
    if (await isAncestor(workspace, applied, own)) return;
    throw new NetctlError(
      "refused",
      `this clone and ${home.remote} disagree on what was applied: ${own.slice(0, 10)} here, ${applied.slice(0, 10)} there`,
      {
        words: await storyOf(workspace, applied),
        hint: `where ${home.remote} is right: git update-ref ${ref} ${applied.slice(0, 10)}`,
      },
    );
  }
  const args = ["update-ref", "-m", `netctl: as ${home.remote} has it`, ref, applied];
  await git(workspace.root, args, { config: await identity(workspace.root) });
}

/** What was applied and recorded by others must be part of what is applied next, or it would be taken back unseen. */
export async function refuseBehind(workspace: Workspace, standing: Standing): Promise<void> {
  const { home, tip, behind, ahead } = standing;
  if (home.remote === null || tip === undefined || behind === 0) return;
  const parted = ahead > 0 ? ", and has gone another way" : "";
  throw new NetctlError(
    "refused",
    `${home.remote} has moved: this clone lacks ${behind === 1 ? "a commit" : `${behind} commits`} of it${parted}`,
    { words: await storyOf(workspace, tip), hint: "take them in: git pull; then: netctl plan" },
  );
}

async function distance(
  workspace: Workspace,
  tip: string | undefined,
  head: string | undefined,
): Promise<{ readonly ahead: number; readonly behind: number }> {
  if (tip === undefined || head === undefined || tip === head) return { ahead: 0, behind: 0 };
  const counts = await git(workspace.root, [
    "rev-list",
    "--left-right",
    "--count",
    `${tip}...${head}`,
  ]);
  const [behind = 0, ahead = 0] = counts.trim().split(/\s+/).map(Number);
  return { ahead, behind };
}
