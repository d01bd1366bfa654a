import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { allDone } from "../all-done.ts";
import { makePrivateFolder } from "../durable.ts";
import { git, identity } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import { addTexts, type Texts } from "./add-texts.ts";
import { startIndex } from "./start-index.ts";

/** What a tree is made of. */
export type TreeSources = {
  /** Commit whose tree is the start; undefined for an empty one. */
  readonly base: string | undefined;
  /** Files and folders that are taken, relative to the root: from the work tree as they lie there, or from `tree`. */
  readonly paths: readonly string[];
  readonly tree?: string;
  /** Texts put on top. */
  readonly files: Texts;
};

/** Writes a tree object and gives its id. The user's index, files and refs stay as they are. */
export async function writeTree(workspace: Workspace, sources: TreeSources): Promise<string> {
  await makePrivateFolder(workspace.local);
  const folder = mkdtempSync(join(workspace.local, "tree-"));
  try {
    const index = join(folder, "index");
    const call = { index };
    const { base } = sources;
    const [, present] = await allDone([
      startIndex(workspace, base, index),
      presentPaths(workspace, sources.paths, base),
    ]);
    if (sources.tree === undefined) await addWork(workspace, present, index);
    else await addTree(workspace, sources.paths, sources.tree, index);
    if (sources.files.size > 0) await addTexts(workspace, sources.files, { folder, index });
    return (await git(workspace.root, ["write-tree"], call)).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a commit object that no ref names yet, and gives its id. No hook runs and nothing is signed. */
export async function writeCommit(
  workspace: Workspace,
  tree: string,
  parent: string | undefined,
  message: string,
): Promise<string> {
  const parents = parent === undefined ? [] : ["-p", parent];
  const config = await identity(workspace.root);
  const call = { input: message, config };
  return (await git(workspace.root, ["commit-tree", tree, ...parents, "-F", "-"], call)).trim();
}

async function addWork(
  workspace: Workspace,
  paths: readonly string[],
  index: string,
): Promise<void> {
  if (paths.length > 0) await git(workspace.root, ["add", "--all", "--", ...paths], { index });
}

async function addTree(
  workspace: Workspace,
  paths: readonly string[],
  tree: string,
  index: string,
): Promise<void> {
  const drop = ["rm", "-r", "--quiet", "--cached", "--ignore-unmatch", "--", ...paths];
  await git(workspace.root, drop, { index });
  const input = await git(workspace.root, ["ls-tree", "-r", "-z", "--full-tree", tree]);
  if (input === "") return;
  await git(workspace.root, ["update-index", "-z", "--index-info"], { index, input });
}

/** `git add` refuses a path that is neither on disk nor in the commit that is the start. */
async function presentPaths(
  workspace: Workspace,
  paths: readonly string[],
  base: string | undefined,
): Promise<readonly string[]> {
  const onDisk = paths.filter((path) => existsSync(join(workspace.root, path)));
  if (base === undefined || onDisk.length === paths.length) return onDisk;
  const args = ["ls-tree", "-z", "--name-only", base, "--", ...paths];
  const known = (await git(workspace.root, args)).split("\0");
  return paths.filter((path) => onDisk.includes(path) || known.includes(path));
}

/** The tree of a commit. */
export async function treeOf(workspace: Workspace, commit: string): Promise<string> {
  return (await git(workspace.root, ["rev-parse", "--verify", `${commit}^{tree}`])).trim();
}
