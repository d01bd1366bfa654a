import { NetctlError } from "../errors.ts";
import { git } from "./repo.ts";
import type { Workspace } from "./workspace.ts";

/** Who wrote a line, and when. `commit` is undefined where the line was not committed yet. */
export type Authorship = {
  readonly commit: string | undefined;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly subject: string;
};

/** Who wrote line `line` (from 1) of a file of the workspace; undefined where git does not know the file. */
export async function blameLine(
  workspace: Workspace,
  path: string,
  line: number,
): Promise<Authorship | undefined> {
  const args = ["blame", "--porcelain", "-L", `${line},${line}`, "--", path];
  const output = await git(workspace.root, args).catch((error: unknown) => {
    if (error instanceof NetctlError) return undefined;
    throw error;
  });
  if (output === undefined) return undefined;
  const fact = (name: string) => new RegExp(`^${name} (.*)$`, "m").exec(output)?.[1] ?? "";
  const commit = output.slice(0, output.indexOf(" "));
  return {
    commit: /^0+$/.test(commit) ? undefined : commit,
    author: fact("author"),
    date: new Date(Number(fact("author-time")) * 1000).toISOString(),
    subject: fact("summary"),
  };
}
