import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { NetctlError } from "../../errors.ts";
import { writeDurable } from "../durable.ts";
import {
  appliedCommit,
  appliedRef,
  commitOf,
  currentBranch,
  headCommit,
  isAncestor,
} from "../history.ts";
import { git, identity } from "../repo.ts";
import { recordedPaths, type Workspace } from "../workspace.ts";
import { treeOf, writeCommit, writeTree } from "./tree.ts";

/** What a transaction records. */
export type RecordRequest = {
  /** Texts of `devices/<device>.conf` by path relative to the root; null takes the file away. */
  readonly files: ReadonlyMap<string, string | null>;
  /** First line and text of the commit, without trailers. */
  readonly message: string;
  /** `Netctl-Transaction` and the like, in the order of writing. */
  readonly trailers: readonly (readonly [key: string, value: string])[];
  /** Commit the plan was made on; undefined on a branch without commits. */
  readonly base: string | undefined;
  /** Commit of `refs/netctl/applied` the plan was made against. */
  readonly applied: string | undefined;
};

/**
 * A commit object that nobody sees yet, with what must hold for it to become visible. Plain data for the journal.
 * Where HEAD already says everything (a reviewed merge, a `git revert`), `commit` is `head` itself: only
 * `refs/netctl/applied` moves, and the branch stays as its reviewers left it.
 */
export type PreparedRecord = {
  readonly commit: string;
  /** Full name: `refs/heads/main`. */
  readonly branch: string;
  /** Where the branch must still be; null where it must not exist. */
  readonly head: string | null;
  /** Where `refs/netctl/applied` must still be; null where it must not exist. */
  readonly applied: string | null;
};

/** Whether a record is visible. `half` is a power cut between the two refs: the branch moved, so it goes forward. */
export type RecordState = "none" | "half" | "published";

const attemptLimitCount = 5;
const pauseMilliseconds = 200;

/**
 * Writes the commit of a transaction without making it visible: the tree of HEAD with the work tree's models,
 * templates, inventory and settings, and `files` on top. HEAD itself where it has that tree and was not applied yet.
 * NetctlError `refused` where HEAD is detached or no longer at `base`.
 */
export async function prepareRecord(
  workspace: Workspace,
  request: RecordRequest,
): Promise<PreparedRecord> {
  const branch = await currentBranch(workspace);
  if (branch === undefined) {
    throw new NetctlError("refused", "HEAD is detached: there is no branch to record on", {
      hint: "switch to a branch first: git switch main",
    });
  }
  const head = await headCommit(workspace);
  if (head !== request.base) throw branchMoved(branch, request.base, head);
  const { files } = request;
  const tree = await writeTree(workspace, { base: head, paths: recordedPaths, files });
  const isSaid =
    head !== undefined && head !== request.applied && tree === (await treeOf(workspace, head));
  const commit = isSaid ? head : await writeCommit(workspace, tree, head, fullMessage(request));
  return { commit, branch, head: head ?? null, applied: request.applied ?? null };
}

/**
 * The commit point: the branch and `refs/netctl/applied` move together, if both are where they were. A second call
 * after a success does nothing. NetctlError `refused` where one of them moved, `git` where git failed with both in place.
 */
export async function publishRecord(workspace: Workspace, prepared: PreparedRecord): Promise<void> {
  await persistently(() => publishOnce(workspace, prepared));
}

/** Asks the refs whether `prepared` became visible, for `recover` and after a git call whose end was not seen. */
export async function recordState(
  workspace: Workspace,
  prepared: PreparedRecord,
): Promise<RecordState> {
  if ((await appliedCommit(workspace)) === prepared.commit) return "published";
  const applied = await appliedCommit(workspace);
  const isUnmoved = (applied ?? null) === prepared.applied;
  if (isUnmoved && prepared.commit === prepared.head) return "none";
  const tip = await commitOf(workspace, prepared.branch);
  const isOnBranch = tip !== undefined && (await isAncestor(workspace, prepared.commit, tip));
  if (!isOnBranch) return "none";
  // A later record moves the applied ref past this one.
  return isUnmoved ? "half" : "published";
}

/** Brings rendered files on disk up to `files`, each whole or not at all; null takes one away. */
export async function writeConfs(
  workspace: Workspace,
  files: ReadonlyMap<string, string | null>,
): Promise<void> {
  for (const [path, text] of files) await settleFile(join(workspace.root, path), text);
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
  const branch = await currentBranch(workspace);
  const isThere = branch === prepared.branch && (await headCommit(workspace)) === prepared.commit;
  if (!isThere) return false;
  await writeConfs(workspace, files);
  const reset = ["reset", "--quiet", prepared.commit, "--", ...recordedPaths];
  await persistently(() => git(workspace.root, reset));
  return true;
}

/** Writes `text` as the note of `commit` under `refs/notes/netctl`, in place of one that is there. */
export async function note(workspace: Workspace, commit: string, text: string): Promise<void> {
  const args = ["notes", "--ref=refs/notes/netctl", "add", "--force", "--file=-", commit];
  const call = { input: text, config: await identity(workspace.root) };
  await persistently(() => git(workspace.root, args, call));
}

/**
 * An editor that looks at the repository holds git's own locks for a moment, and a Ctrl-C at the terminal ends git
 * beside netctl: neither decides what becomes of the devices.
 */
async function persistently(action: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await action();
      return;
    } catch (error) {
      const isPassing = error instanceof NetctlError && error.kind === "git";
      if (!isPassing || attempt === attemptLimitCount) throw error;
      await sleep(pauseMilliseconds);
    }
  }
}

async function settleFile(file: string, text: string | null): Promise<void> {
  if (text === null) return rm(file, { force: true });
  const present = await readFile(file, "utf8").catch(() => undefined);
  if (present === text) return;
  await mkdir(dirname(file), { recursive: true });
  await writeDurable(file, text);
}

async function publishOnce(workspace: Workspace, prepared: PreparedRecord): Promise<void> {
  const state = await recordState(workspace, prepared);
  if (state === "published") return;
  const steps = [
    ...(state === "half" ? [] : [branchStep(prepared)]),
    step(appliedRef, prepared.commit, prepared.applied),
  ];
  const input = ["start", ...steps, "prepare", "commit", ""].join("\n");
  const args = ["update-ref", "-m", "netctl: record a transaction", "--stdin"];
  try {
    await git(workspace.root, args, { input, config: await identity(workspace.root) });
  } catch (error) {
    await explainFailure(workspace, prepared, error);
  }
}

/** What git says after a failure may be half the truth; the refs are all of it. */
async function explainFailure(
  workspace: Workspace,
  prepared: PreparedRecord,
  error: unknown,
): Promise<void> {
  const state = await recordState(workspace, prepared);
  if (state === "published") return;
  if (state === "half") throw error;
  const head = prepared.head ?? undefined;
  const tip = await commitOf(workspace, prepared.branch);
  if (tip !== head) throw branchMoved(prepared.branch, head, tip, error);
  const applied = await appliedCommit(workspace);
  if (applied === (prepared.applied ?? undefined)) throw error;
  throw new NetctlError("refused", `another apply was recorded meanwhile, ${short(applied)}`, {
    hint: "make a new plan: netctl plan",
    cause: error,
  });
}

function branchStep({ branch, commit, head }: PreparedRecord): string {
  return commit === head ? `verify ${branch} ${head}` : step(branch, commit, head);
}

function step(ref: string, next: string, old: string | null): string {
  return old === null ? `create ${ref} ${next}` : `update ${ref} ${next} ${old}`;
}

function fullMessage({ message, trailers }: RecordRequest): string {
  // A line break in a value would end the trailers, and a forged one could name another transaction.
  const lines = trailers.map(([key, value]) => `${key}: ${value.replaceAll(/\s+/g, " ").trim()}`);
  return `${message.trim()}\n\n${lines.join("\n")}\n`;
}

function branchMoved(
  branch: string,
  expected: string | undefined,
  found: string | undefined,
  cause?: unknown,
): NetctlError {
  const name = branch.replace("refs/heads/", "");
  return new NetctlError(
    "refused",
    `branch ${name} moved since the plan: it is ${short(found)}, not ${short(expected)}`,
    { hint: "make a new plan: netctl plan", ...(cause === undefined ? {} : { cause }) },
  );
}

function short(commit: string | undefined): string {
  return commit === undefined ? "without commits" : `at ${commit.slice(0, 10)}`;
}
