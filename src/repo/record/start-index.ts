import { copyFileSync, existsSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { allDone } from "../all-done.ts";
import { git } from "../repo.ts";
import { recordedPaths, type Workspace } from "../workspace.ts";

/**
 * Makes a private index at `index` that says what the commit `base` does, or nothing where there is none. Files that
 * the user's own index knows to lie in the work tree as they are in `base` it knows too: git reads none of them again,
 * and of a thousand devices there are ten thousand.
 */
export async function startIndex(
  workspace: Workspace,
  base: string | undefined,
  index: string,
): Promise<void> {
  const { root, gitDir } = workspace;
  const own = join(gitDir, "index");
  const call = { index };
  const afresh = ["read-tree", base ?? "--empty"];
  if (base === undefined || !existsSync(own)) {
    await git(root, afresh, call);
    return;
  }
  copyIndex(own, index);
  const [, marks] = await allDone([
    git(root, ["read-tree", "-i", "--reset", base], call),
    git(root, ["ls-files", "-v", "--", ...recordedPaths]),
  ]);
  // What somebody told git not to look at was read all the same, and is what the devices get.
  if (!/^[a-zS] /m.test(marks)) return;
  rmSync(index);
  await git(root, afresh, call);
}

/**
 * Git looks into every file that was not written before its index was, for that may have been written again since: the
 * copy must not be younger than the index, and is a little older.
 */
function copyIndex(own: string, index: string): void {
  const written = (Math.floor(statSync(own).mtimeMs) - 1) / 1000;
  copyFileSync(own, index);
  utimesSync(index, written, written);
}
