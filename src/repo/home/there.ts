import { NetctlError } from "../../errors.ts";
import { type GitCall, git } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import { refsOf } from "./here.ts";
import type { Home } from "./home.ts";

/** Seconds a remote may say nothing before it counts as not answering. */
const limitSeconds = 60;

/** Times the refs are read until their objects could be fetched too: others may move them in between. */
const looksMax = 3;

/** The home of a network that several clones share: the refs of a remote, moved by one atomic push with leases. */
export function there(workspace: Workspace, remote: string, address: string): Home {
  return {
    remote,
    ask: (refs) => ask(workspace, remote, address, refs),
    move: async (moves) => {
      const leases = moves.map(({ ref, from }) => `--force-with-lease=${ref}:${from ?? ""}`);
      const specs = moves.map(({ ref, to }) => `${to ?? ""}:${ref}`);
      // What the user's settings would add to a push has no part in this one.
      const plain = ["--no-follow-tags", "--no-signed", "--recurse-submodules=no", "--quiet"];
      const args = ["push", "--atomic", ...plain, ...leases, "--", address, ...specs];
      await said(remote, () => git(workspace.root, args, { limitSeconds }));
    },
  };
}

async function ask(
  workspace: Workspace,
  remote: string,
  address: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  for (let look = 1; ; look += 1) {
    const call: GitCall = { limitSeconds };
    const listing = await said(remote, () =>
      git(workspace.root, ["ls-remote", "--quiet", "--", address, ...refs], call),
    );
    const found = refsOf(listing, refs, "\t");
    const lacking = await missing(workspace, found);
    if (lacking.length === 0) return found;
    const plain = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
    const quiet = [...plain, "--no-auto-maintenance", "--no-prune"];
    const fetch = ["fetch", ...quiet, "--", address, ...lacking];
    try {
      await said(remote, () => git(workspace.root, fetch, call));
    } catch (error) {
      // Somebody took a ref away between the two calls.
      if (look === looksMax) throw error;
    }
    if (look === looksMax) return found;
  }
}

/** Refs whose object is not in this clone yet. */
async function missing(
  workspace: Workspace,
  found: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  if (found.size === 0) return [];
  const input = [...found.values()].map((object) => `${object}\n`).join("");
  const checked = await git(workspace.root, ["cat-file", "--batch-check"], { input });
  const lines = checked.split("\n");
  return [...found.keys()].filter((_ref, index) => lines[index]?.endsWith(" missing"));
}

/** A remote that says no to one of our calls says so in git's words, and under its name. */
async function said<T>(remote: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof NetctlError) || error.kind !== "git") throw error;
    const { words, cause } = error;
    const isRefusal = words !== undefined && /\[(?:remote )?rejected\]/.test(words);
    throw isRefusal
      ? new NetctlError("git", `remote ${remote} refused the push`, { words, cause })
      : new NetctlError("unreachable", `git could not talk to remote ${remote}`, {
          ...(words === undefined ? {} : { words }),
          hint: `try it: git ls-remote ${remote}`,
          cause,
        });
  }
}
