import { NetctlError } from "../../errors.ts";
import { allDone } from "../all-done.ts";
import { askGit } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import { here } from "./here.ts";
import { there } from "./there.ts";

/** A ref that is to move; null where it is not there, before or after. Equal ends say that it must not have moved. */
export type RefMove = {
  readonly ref: string;
  readonly from: string | null;
  readonly to: string | null;
};

/** Where the refs lie that decide: in this repository, or at the remote that several clones share. */
export type Home = {
  /** Name of the remote; null where this clone decides alone. Enough to find the home again. */
  readonly remote: string | null;
  /** Objects of those of `refs` that are there. All are read in one moment, and can be looked into here. */
  readonly ask: (refs: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Moves all refs, or none. After an error only `ask` tells which; a move under way may even come later. */
  readonly move: (moves: readonly RefMove[]) => Promise<void>;
};

/** A home, and what the branch is called there; undefined where HEAD is detached. */
export type HomeOfBranch = { readonly home: Home; readonly branch: string | undefined };

/**
 * The home of `branch`: the remote that `setting` names, or else the one the branch follows. `setting` is the word of
 * `netctl.yaml`; "none" says that this clone decides alone. Whoever only looks asks the one remote there is.
 * NetctlError `refused` where the repository has remotes and nothing says which: two clones would not know of each other.
 */
export async function homeOf(
  workspace: Workspace,
  branch: string | undefined,
  setting: string | undefined,
  { isLooking }: { readonly isLooking: boolean } = { isLooking: false },
): Promise<HomeOfBranch> {
  if (setting === "none") return { home: here(workspace), branch };
  const follows = branch === undefined ? undefined : await followed(workspace, branch);
  const remote = setting ?? follows?.remote;
  if (remote !== undefined && remote !== ".") {
    const merge = follows?.remote === remote ? follows.merge : undefined;
    return { home: await openHome(workspace, remote), branch: merge ?? branch };
  }
  const remotes = await namesOfRemotes(workspace);
  if (remotes.length === 0) return { home: here(workspace), branch };
  if (isLooking && remotes[0] !== undefined && remotes.length === 1)
    return { home: await openHome(workspace, remotes[0]), branch };
  const short = branch?.replace("refs/heads/", "");
  const who =
    short === undefined ? "HEAD is detached, and" : `branch ${short} follows no remote, and`;
  throw new NetctlError(
    "refused",
    `${who} others may share this network through ${remotes.join(", ")}`,
    {
      hint: `git push -u ${remotes[0]} ${short ?? "main"}; or say in netctl.yaml which remote decides: "remote: ${remotes[0]}", or "remote: none"`,
    },
  );
}

/** The home that `remote` stands for. NetctlError `refused` where this clone has no such remote. */
export async function openHome(workspace: Workspace, remote: string | null): Promise<Home> {
  if (remote === null) return here(workspace);
  const urls = async (...flags: readonly string[]) =>
    (await askGit(workspace.root, ["remote", "get-url", ...flags, "--", remote]))?.trim();
  if (!(await namesOfRemotes(workspace)).includes(remote)) {
    throw new NetctlError("refused", `this clone has no remote "${remote}"`, {
      hint: `add it: git remote add ${remote} URL`,
    });
  }
  const pushed = (await urls("--push", "--all"))?.split("\n") ?? [];
  if (pushed.length > 1) {
    throw new NetctlError("refused", `remote ${remote} pushes to ${pushed.length} places`, {
      hint: "only one of them can decide: name it in netctl.yaml as a remote of its own",
    });
  }
  // Asked is who will be pushed to: a mirror that is only read may lag behind.
  const isOnePlace = pushed[0] === (await urls());
  return there(workspace, remote, isOnePlace ? remote : (pushed[0] ?? remote));
}

async function namesOfRemotes(workspace: Workspace): Promise<readonly string[]> {
  const listing = (await askGit(workspace.root, ["remote"])) ?? "";
  return listing.split("\n").filter((name) => name !== "");
}

async function followed(
  workspace: Workspace,
  branch: string,
): Promise<{ readonly remote: string; readonly merge: string } | undefined> {
  const name = branch.replace("refs/heads/", "");
  const setting = async (key: string) =>
    (await askGit(workspace.root, ["config", "--get", `branch.${name}.${key}`]))?.trim();
  const [remote, merge] = await allDone([setting("remote"), setting("merge")]);
  return remote === undefined || merge === undefined ? undefined : { remote, merge };
}
