import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { NetctlError } from "../../errors.ts";
import { allDone } from "../all-done.ts";
import { currentBranch, headCommit } from "../history.ts";
import { git } from "../repo.ts";
import { recordedPaths, type Workspace } from "../workspace.ts";
import { sweepDrafts, writeAllDurable } from "../write-all-durable.ts";
import { persistently } from "./persistently.ts";
import type { PreparedRecord } from "./record.ts";

/** Brings files that netctl writes on disk up to `files`, each whole or not at all; null takes one away. */
export async function writeConfs(
  workspace: Workspace,
  files: ReadonlyMap<string, string | null>,
): Promise<void> {
  const stale = new Map<string, string>();
  for (const [path, text] of files) {
    const file = join(workspace.root, path);
    if (text === null) rmSync(file, { force: true });
    else if (presentText(file) !== text) stale.set(file, text);
  }
  await writeAllDurable(stale);
}

function presentText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/**
 * Brings the rendered files and the user's index up to a published record, for the recorded paths alone.
 * Idempotent. Does nothing, and gives false, where the branch has gone on since: then all is the user's own.
 */
export async function settleWorkTree(
  workspace: Workspace,
  prepared: PreparedRecord,
  files: ReadonlyMap<string, string | null>,
): Promise<boolean> {
  sweepDrafts(Array.from(files.keys(), (path) => join(workspace.root, path)));
  const [branch, head] = await allDone([currentBranch(workspace), headCommit(workspace)]);
  if (branch !== prepared.branch || head !== prepared.commit) return false;
  if (prepared.isFromTree && prepared.head !== null) {
    // As a fast-forward does it: what was edited meanwhile is in the way, and stays.
    const args = ["read-tree", "-m", "-u", prepared.head, prepared.commit];
    const followed = await git(top(workspace), args).catch(unlessGit);
    return followed !== undefined;
  }
  await writeConfs(workspace, files);
  const reset = ["reset", "--quiet", prepared.commit, "--", ...recordedPaths];
  await persistently(() => git(workspace.root, reset));
  return true;
}

/** Where the top of the repository is: some commands only see what lies below the folder they run in. */
function top({ root, prefix }: Workspace): string {
  return join(
    root,
    ...prefix
      .split("/")
      .filter(Boolean)
      .map(() => ".."),
  );
}

function unlessGit(error: unknown): undefined {
  if (!(error instanceof NetctlError) || error.kind !== "git") throw error;
}
