import { NetctlError } from "../../errors.ts";
import { commitOf, isAncestor } from "../history.ts";
import type { Home } from "../home/home.ts";
import { refNames } from "../ref-names.ts";
import { git, identity } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import { persistently } from "./persistently.ts";

/** Times notes are brought together and pushed while others push theirs. */
const attemptsMax = 3;

/** Writes `text` as the note of `commit`, in place of one that is there. */
export async function note(workspace: Workspace, commit: string, text: string): Promise<void> {
  const ref = `--ref=${refNames(workspace).notes}`;
  const args = ["notes", ref, "add", "--force", "--file=-", commit];
  const call = { input: text, config: await identity(workspace.root) };
  await persistently(() => git(workspace.root, args, call));
}

/** Shares the notes of this clone, together with those that others wrote. */
export async function shareNotes(workspace: Workspace, home: Home): Promise<void> {
  if (home.remote === null) return;
  const { notes } = refNames(workspace);
  for (let attempt = 1; ; attempt += 1) {
    const theirs = (await home.ask([notes])).get(notes);
    await followNotes(workspace, theirs);
    const ours = await commitOf(workspace, notes);
    if (ours === undefined || ours === theirs) return;
    try {
      return await home.move([{ ref: notes, from: theirs ?? null, to: ours }]);
    } catch (error) {
      if (!(error instanceof NetctlError) || attempt === attemptsMax) throw error;
    }
  }
}

/** Takes in the notes that others wrote; both texts stay where two wrote one of the same commit. */
export async function followNotes(workspace: Workspace, theirs: string | undefined): Promise<void> {
  const { notes } = refNames(workspace);
  const ours = await commitOf(workspace, notes);
  if (theirs === undefined || theirs === ours) return;
  const config = await identity(workspace.root);
  if (ours === undefined || (await isAncestor(workspace, ours, theirs))) {
    await git(workspace.root, ["update-ref", "-m", "netctl: notes", notes, theirs], { config });
  } else if (!(await isAncestor(workspace, theirs, ours))) {
    const merge = ["notes", `--ref=${notes}`, "merge", "--quiet", "--strategy=union", theirs];
    await git(workspace.root, merge, { config });
  }
}
