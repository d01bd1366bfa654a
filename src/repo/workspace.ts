import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { NetctlError } from "../errors.ts";
import { placeName } from "./ref-names.ts";
import { git } from "./repo.ts";
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

/** True for files whose own name, or that of a folder above them, starts with a dot. */
export function isHidden(path: string): boolean {
  return path.startsWith(".") || path.includes("/.");
}
