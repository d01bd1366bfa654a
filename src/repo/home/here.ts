import { git, identity } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import type { Home, RefMove } from "./home.ts";

/** The home of a network that one clone keeps alone: its own refs, moved in one reference transaction. */
export function here(workspace: Workspace): Home {
  return {
    remote: null,
    ask: async (refs) => {
      const args = ["for-each-ref", "--format=%(objectname) %(refname)", ...refs];
      return refsOf(await git(workspace.root, args), refs, " ");
    },
    move: async (moves) => {
      const input = ["start", ...moves.map(stepOf), "prepare", "commit", ""].join("\n");
      const args = ["update-ref", "-m", "netctl: record a transaction", "--stdin"];
      await git(workspace.root, args, { input, config: await identity(workspace.root) });
    },
  };
}

/** Reads `<object><separator><ref>` lines; git also lists refs that only begin or end like those that were asked for. */
export function refsOf(
  listing: string,
  refs: readonly string[],
  separator: string,
): ReadonlyMap<string, string> {
  const found = listing.split("\n").flatMap((line): [string, string][] => {
    const at = line.indexOf(separator);
    const ref = line.slice(at + 1);
    return at > 0 && refs.includes(ref) ? [[ref, line.slice(0, at)]] : [];
  });
  return new Map(found);
}

function stepOf({ ref, from, to }: RefMove): string {
  if (from === to) return `verify ${ref} ${from ?? ""}`.trimEnd();
  if (to === null) return `delete ${ref} ${from}`;
  return from === null ? `create ${ref} ${to}` : `update ${ref} ${to} ${from}`;
}
