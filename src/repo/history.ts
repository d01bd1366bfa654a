import { NetctlError } from "../errors.ts";
import { refNames } from "./ref-names.ts";
import { askGit, git } from "./repo.ts";
import { recordedPaths, type Workspace } from "./workspace.ts";

/** One commit that records a transaction. */
export type RecordedTransaction = {
  readonly commit: string;
  /** From the trailer `Netctl-Transaction`. */
  readonly transaction: string;
  /** From the trailer `Netctl-Devices`, in its order. */
  readonly devices: readonly string[];
  /** From the trailer `Netctl-Skipped`: devices that could not be reached and were left as they were. */
  readonly skipped: readonly string[];
  /** ISO 8601 with the offset of the recording machine. */
  readonly date: string;
  /** `Name <address>` of who recorded it. */
  readonly author: string;
  readonly subject: string;
  /** Text under `refs/notes/netctl`. */
  readonly note: string | undefined;
};

/** Which transactions: at most `limit` of them, and only those with `device` among their devices. */
export type HistoryFilter = { readonly limit?: number; readonly device?: string };

/** Commit the work tree stands on; undefined on a branch without commits. */
export async function headCommit(workspace: Workspace): Promise<string | undefined> {
  return commitAt(workspace, "HEAD");
}

/** Commit of `refs/netctl/applied`; undefined before the first apply. */
export async function appliedCommit(workspace: Workspace): Promise<string | undefined> {
  return commitAt(workspace, refNames(workspace).applied);
}

/** A name that stands nowhere and one whose commit is gone are the same to git, and not to us. */
async function commitAt(workspace: Workspace, name: string): Promise<string | undefined> {
  const commit = await commitOf(workspace, name);
  if (commit !== undefined) return commit;
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", name];
  const lost = (await askGit(workspace.root, args))?.trim();
  if (lost === undefined) return undefined;
  throw new NetctlError(
    "git",
    `${name} stands at ${lost.slice(0, 10)}, which is not in the repository`,
    {
      hint: "look at it with: git fsck; a clone may have it: git fetch",
    },
  );
}

/** Full name of the branch HEAD is on (`refs/heads/main`), with or without commits; undefined where detached. */
export async function currentBranch(workspace: Workspace): Promise<string | undefined> {
  return (await askGit(workspace.root, ["symbolic-ref", "--quiet", "HEAD"]))?.trim();
}

/** Commit that `revision` names in git's own language; undefined where it names none. */
export async function commitOf(
  workspace: Workspace,
  revision: string,
): Promise<string | undefined> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  return (await askGit(workspace.root, args))?.trim();
}

/** Whether `commit` is `descendant` or came before it. */
export async function isAncestor(
  workspace: Workspace,
  commit: string,
  descendant: string,
): Promise<boolean> {
  const args = ["merge-base", "--is-ancestor", commit, descendant];
  return (await askGit(workspace.root, args)) !== undefined;
}

/** Files under the recorded paths that differ between the work tree and HEAD, sorted, relative to the root. */
export async function changedPaths(workspace: Workspace): Promise<string[]> {
  const head = await headCommit(workspace);
  const others = ["--others", "--exclude-standard"];
  const which = head === undefined ? ["--cached", ...others] : others;
  const untracked = await list(workspace, ["ls-files", "-z", ...which]);
  if (head === undefined) return untracked;
  // Not `status`: it calls a file changed whose staged edit was undone on disk.
  const options = ["--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff"];
  const edited = await list(workspace, ["diff", ...options, head]);
  return [...new Set([...edited, ...untracked])].sort();
}

/** Whether two commits hold the same of all that netctl reads and records. */
export async function saysTheSame(workspace: Workspace, a: string, b: string): Promise<boolean> {
  const args = ["diff", "--quiet", "--no-ext-diff", a, b, "--", ...recordedPaths];
  return (await askGit(workspace.root, args)) !== undefined;
}

/** Whether everything netctl would read is as HEAD has it. */
export async function isClean(workspace: Workspace): Promise<boolean> {
  return (await changedPaths(workspace)).length === 0;
}

/** The recorded transactions that led to HEAD, newest first. */
export async function history(
  workspace: Workspace,
  filter: HistoryFilter = {},
): Promise<RecordedTransaction[]> {
  if ((await headCommit(workspace)) === undefined) return [];
  const args = [
    "log",
    "-z",
    `--format=${fields.join("%x00")}`,
    `--notes=${refNames(workspace).notes}`,
  ];
  const output = await git(workspace.root, [...args, "--grep=^Netctl-Transaction: ", "HEAD"]);
  const values = output.split("\0");
  const found: RecordedTransaction[] = [];
  for (let at = 0; at + fields.length <= values.length; at += fields.length) {
    const one = transactionFrom(workspace, values.slice(at, at + fields.length));
    // A message that only quotes a trailer in its text has none.
    if (one.transaction === "") continue;
    if (filter.device !== undefined && !one.devices.includes(filter.device)) continue;
    if (found.push(one) === filter.limit) break;
  }
  return found;
}

/** Commit that records the transaction `id` in the history of HEAD; undefined where none does. */
export async function findTransaction(
  workspace: Workspace,
  id: string,
): Promise<string | undefined> {
  // A cherry-pick carries the trailers along: the first one is the transaction.
  return (await history(workspace)).findLast(({ transaction }) => transaction === id)?.commit;
}

/** The commit a person means by a revision of git or by the id of a transaction. NetctlError `usage` otherwise. */
export async function namedCommit(workspace: Workspace, name: string): Promise<string> {
  const commit = (await findTransaction(workspace, name)) ?? (await commitOf(workspace, name));
  if (commit !== undefined) return commit;
  throw new NetctlError("usage", `"${name}" is neither a transaction nor a revision of git`, {
    hint: "list the transactions with: netctl history",
  });
}

/** The trailer that says which subfolder of a repository a transaction is of; those of the top have none. */
export const placeTrailer = "Netctl-Workspace";

const trailer = (key: string): string => `%(trailers:key=${key},valueonly,separator=%x2C)`;

const fields: readonly string[] = [
  "%H",
  trailer("Netctl-Transaction"),
  trailer("Netctl-Devices"),
  trailer("Netctl-Skipped"),
  trailer(placeTrailer),
  "%cI",
  "%an <%ae>",
  "%s",
  "%N",
];

function transactionFrom({ prefix }: Workspace, values: readonly string[]): RecordedTransaction {
  const [commit = "", ids = "", names = "", silent = "", place = "", ...rest] = values;
  const [date = "", author = "", subject = "", note = ""] = rest;
  // Of a commit that was there before its transaction, or that is a neighbour's too, the note alone tells.
  const isOurs = place.trim() === prefix;
  const noted = (key: string): string => new RegExp(`^${key}: (.*)$`, "m").exec(note)?.[1] ?? "";
  const told = (trailers: string, key: string): string => (isOurs ? trailers : "") || noted(key);
  const devices = (trailers: string, key: string): string[] =>
    told(trailers, key)
      .split(/[\s,]+/)
      .filter((device) => device !== "");
  return {
    commit,
    transaction: (told(ids, "Netctl-Transaction").split(",")[0] ?? "").trim(),
    devices: devices(names, "Netctl-Devices"),
    skipped: devices(silent, "Netctl-Skipped"),
    date,
    author,
    subject,
    note: note.trim() === "" ? undefined : note.trimEnd(),
  };
}

async function list(workspace: Workspace, args: readonly string[]): Promise<string[]> {
  // Looking must not take the lock of the user's index.
  const words = ["--no-optional-locks", ...args, "--", ...recordedPaths];
  const output = await git(workspace.root, words);
  return [...new Set(output.split("\0").filter((path) => path !== ""))].sort();
}
