import { existsSync } from "node:fs";
import { lstat, readFile, readlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { NetctlError } from "../errors.ts";
import { placeName } from "./ref-names.ts";
import { catFiles, git } from "./repo.ts";
import { type SourceFile, sourceTexts } from "./source-file.ts";
import { workspaceRoot } from "./workspace-root.ts";

/** A folder with `netctl.yaml` inside the work tree of a git repository. All paths are absolute but `prefix`. */
export type Workspace = {
  readonly root: string;
  /** The git directory of this work tree. */
  readonly gitDir: string;
  /** Journal, lock and plans: one for all linked work trees, since they share one network; each subfolder its own. */
  readonly local: string;
  /** Path from the top of the repository to `root`: "" or "net/", with forward slashes. */
  readonly prefix: string;
};

/** What netctl reads and records, relative to the root; nothing else is ever touched. */
export const recordedPaths: readonly string[] = [
  "models",
  "pools",
  "templates",
  "devices",
  "netctl.yaml",
];

/** The workspace around the folder `from`. NetctlError `usage` where there is none. */
export async function findWorkspace(from: string): Promise<Workspace> {
  const start = resolve(from);
  if (!existsSync(start)) throw new NetctlError("usage", `there is no folder ${start}`);
  const root = workspaceRoot(start);
  if (root !== undefined) return workspaceAt(root);
  throw new NetctlError("usage", `no netctl.yaml in ${start} or a folder above it`, {
    hint: "make a workspace with: netctl init",
  });
}

/** The workspace whose root is `root`, with or without a `netctl.yaml` in it yet. */
export async function workspaceAt(root: string): Promise<Workspace> {
  const answer = await repositoryOf(root);
  const [gitDir = "", common = "", prefix = ""] = answer.split("\n");
  const local = join(resolve(root, common), "netctl");
  return {
    root,
    gitDir: resolve(root, gitDir),
    local: prefix === "" ? local : join(local, "in", placeName(prefix)),
    prefix,
  };
}

async function repositoryOf(root: string): Promise<string> {
  const words = ["--path-format=absolute", "--absolute-git-dir", "--git-common-dir"];
  try {
    // Asked first since a bare repository answers all the rest.
    await git(root, ["rev-parse", "--show-toplevel"]);
    return await git(root, ["rev-parse", ...words, "--show-prefix"]);
  } catch (error) {
    const said = error instanceof NetctlError ? (error.words ?? "") : "";
    if (!/not a git repository|must be run in a work tree/.test(said)) throw error;
    throw new NetctlError("usage", `${root} is not in the work tree of a git repository`, {
      hint: "make it one with: git init",
      cause: error,
    });
  }
}

/**
 * The texts of the workspace as they lie on disk, by path relative to the root with forward slashes. Files that git
 * ignores and files whose name starts with a dot are no part of it.
 * NetctlError `invalid` with a finding for each file that cannot be read as text.
 */
export async function readFiles(workspace: Workspace): Promise<Map<string, string>> {
  const paths = await listedPaths(workspace);
  const sources: SourceFile[] = [];
  for (const path of paths) {
    const source = await sourceOnDisk(workspace, path);
    if (source !== undefined) sources.push(source);
  }
  return sourceTexts(sources);
}

/** The same texts as `readFiles`, from a commit. */
export async function readFilesAt(
  workspace: Workspace,
  commit: string,
): Promise<Map<string, string>> {
  const listing = await git(workspace.root, [
    "ls-tree",
    "-r",
    "-z",
    commit,
    "--",
    ...recordedPaths,
  ]);
  const entries = listing
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const tab = line.indexOf("\t");
      const [mode = "", kind = "", object = ""] = line.slice(0, tab).split(" ");
      return { mode, kind, object, path: line.slice(tab + 1) };
    })
    .filter(({ kind, path }) => kind === "blob" && !isHidden(path));
  if (entries.length === 0) return new Map();
  const output = await catFiles(
    workspace.root,
    entries.map(({ object }) => `${object}\n`).join(""),
  );
  const contents = splitBatch(output);
  return sourceTexts(
    entries.map(({ mode, path }, index) => ({
      path,
      isLink: mode === "120000",
      bytes: contents[index] ?? Buffer.alloc(0),
    })),
  );
}

/** Exactly what `git add` would record: tracked or new, not ignored. */
async function listedPaths(workspace: Workspace): Promise<string[]> {
  const which = ["--cached", "--others", "--exclude-standard"];
  const listing = await git(workspace.root, ["ls-files", "-z", ...which, "--", ...recordedPaths]);
  const paths = listing.split("\0").filter((path) => path !== "" && !isHidden(path));
  return [...new Set(paths)].sort();
}

async function sourceOnDisk(workspace: Workspace, path: string): Promise<SourceFile | undefined> {
  const file = join(workspace.root, path);
  try {
    const stat = await lstat(file);
    if (stat.isSymbolicLink())
      return { path, isLink: true, bytes: Buffer.from(await readlink(file)) };
    return stat.isFile() ? { path, isLink: false, bytes: await readFile(file) } : undefined;
  } catch (error) {
    // Tracked, and deleted from the work tree.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Contents from `<object> <type> <size>\n<content>\n`, in the order they were asked for. */
function splitBatch(output: Buffer): Buffer[] {
  const contents: Buffer[] = [];
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf(10, at);
    const size = Number(output.toString("latin1", at, lineEnd).split(" ")[2]);
    contents.push(output.subarray(lineEnd + 1, lineEnd + 1 + size));
    at = lineEnd + size + 2;
  }
  return contents;
}

function isHidden(path: string): boolean {
  return path.split("/").some((name) => name.startsWith("."));
}
