import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { NetctlError } from "../../errors.ts";
import { makePrivateFolder } from "../durable.ts";
import { git } from "../repo.ts";
import { recordedPaths, type Workspace } from "../workspace.ts";
import { writeCommit } from "./tree.ts";

/** A change as the way from one commit to another; null where there was nothing. */
export type RecordedChange = { readonly from: string | null; readonly to: string };

/**
 * The tree of `head` with a change taken out of it, as `git revert` would, of what people write alone: the files that
 * netctl writes (`isWritten`) are left out, for they are written anew. Files, index and refs stay as they are.
 * NetctlError `refused` where later changes stand on it.
 */
export async function undoneTree(
  workspace: Workspace,
  change: RecordedChange,
  head: string,
  isWritten: (path: string) => boolean,
): Promise<string> {
  const tree = async (commit: string | null) => sourceTree(workspace, commit, isWritten);
  const base = await writeCommit(workspace, await tree(change.to), undefined, "base\n");
  const ours = await writeCommit(workspace, await tree(head), base, "ours\n");
  const theirs = await writeCommit(workspace, await tree(change.from), base, "theirs\n");
  try {
    const args = ["merge-tree", "--write-tree", "--no-messages", ours, theirs];
    return (await git(workspace.root, args)).trim();
  } catch (cause) {
    if (!(cause instanceof NetctlError)) throw cause;
    const isOld = /usage:|unknown option/.test(cause.words ?? "");
    throw new NetctlError(
      "refused",
      isOld
        ? "this git cannot take a change out by itself"
        : "later changes stand on this one: it cannot be taken out by itself",
      {
        hint: isOld
          ? "install git 2.38 or newer, or do it by hand: git revert, then netctl apply"
          : `take it out by hand: git revert ${change.to.slice(0, 10)}, then netctl apply`,
        cause,
      },
    );
  }
}

async function sourceTree(
  workspace: Workspace,
  commit: string | null,
  isWritten: (path: string) => boolean,
): Promise<string> {
  await makePrivateFolder(workspace.local);
  const folder = await mkdtemp(join(workspace.local, "tree-"));
  const index = join(folder, "index");
  try {
    await git(workspace.root, ["read-tree", "--empty"], { index });
    const input = commit === null ? "" : await entriesOf(workspace, commit, isWritten);
    const add = ["update-index", "-z", "--index-info"];
    if (input !== "") await git(workspace.root, add, { index, input });
    return (await git(workspace.root, ["write-tree"], { index })).trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function entriesOf(
  { root, prefix }: Workspace,
  commit: string,
  isWritten: (path: string) => boolean,
): Promise<string> {
  const paths = recordedPaths.map((path) => `${prefix}${path}`);
  const args = ["ls-tree", "-r", "-z", "--full-tree", commit, "--", ...paths];
  const entries = (await git(root, args)).split("\0").filter((entry) => entry !== "");
  const pathOf = (entry: string) => entry.slice(entry.indexOf("\t") + 1 + prefix.length);
  return entries
    .filter((entry) => !isWritten(pathOf(entry)))
    .map((entry) => `${entry}\0`)
    .join("");
}
