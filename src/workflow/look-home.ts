import { NetctlError } from "../errors.ts";
import { currentBranch } from "../repo/history.ts";
import { homeOf } from "../repo/home/home.ts";
import { followApplied, type Standing, standingOf } from "../repo/home/standing.ts";
import { followNotes } from "../repo/record/notes.ts";
import type { Declared } from "./declared.ts";
import type { Emit } from "./workflow.ts";

/** Takes in what others applied and wrote, so that nothing is compared with the past. */
export async function follow({ workspace }: Declared, standing: Standing): Promise<void> {
  await followApplied(workspace, standing);
  if (standing.home.remote !== null) await followNotes(workspace, standing.notes);
}

/**
 * For those who only look: asks home what was applied, and tells where this clone stands behind. Without an answer
 * what this clone knows has to do, and that is said.
 */
export async function lookHome(declared: Declared, emit: Emit): Promise<Standing | undefined> {
  const { workspace, intent } = declared;
  const tell = (message: string) => emit({ type: "notice", message });
  try {
    const branch = await currentBranch(workspace);
    const at = await homeOf(workspace, branch, intent.settings.remote, { isLooking: true });
    const standing = await standingOf(workspace, at);
    await follow(declared, standing);
    const { behind, home } = standing;
    const commits = behind === 1 ? "a commit" : `${behind} commits`;
    if (behind > 0) tell(`this clone lacks ${commits} of ${home.remote}: git pull first`);
    return standing;
  } catch (error) {
    if (!(error instanceof NetctlError) || error.kind === "usage") throw error;
    tell(`${error.message}: compared with what this clone knew last`);
    return undefined;
  }
}
