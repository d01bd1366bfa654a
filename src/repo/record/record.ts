import { NetctlError } from "../../errors.ts";
import { allDone } from "../all-done.ts";
import { currentBranch, headCommit } from "../history.ts";
import type { RefMove } from "../home/home.ts";
import type { Standing } from "../home/standing.ts";
import type { Lease } from "../home/take-claim.ts";
import { refNames } from "../ref-names.ts";
import { recordedPaths, type Workspace } from "../workspace.ts";
import { treeOf, writeCommit, writeTree } from "./tree.ts";

/** What a transaction records. */
export type RecordContent = {
  /** Texts of `devices/<device>.conf` by path relative to the root; null takes the file away. */
  readonly files: ReadonlyMap<string, string | null>;
  /** First line and text of the commit, without trailers. */
  readonly message: string;
  /** `Netctl-Transaction` and the like, in the order of writing. */
  readonly trailers: readonly (readonly [key: string, value: string])[];
  /** Commit the plan was made on; undefined on a branch without commits. */
  readonly base: string | undefined;
  /** What is recorded where that is not the work tree as it lies there. */
  readonly source?: TreeSource;
};

/** A tree with all that is recorded but the files netctl writes, made for the commit `head`. */
export type TreeSource = { readonly tree: string; readonly head: string };

/** What a transaction records, and on what ground. */
export type RecordRequest = RecordContent & {
  /** Where home stood when the plan was made. */
  readonly standing: Standing;
  /** The lock, which may be on its way to be renewed. */
  readonly lease: Lease | Promise<Lease>;
};

/**
 * A commit object that nobody sees yet, with what must hold for it to become visible. Plain data for the journal.
 * Where HEAD already says everything (a reviewed merge, a `git revert`), `commit` is `head` itself: only
 * `refs/netctl/applied` moves, and the branch stays as its reviewers left it.
 */
export type PreparedRecord = {
  readonly commit: string;
  /** Full name in this clone: `refs/heads/main`. */
  readonly branch: string;
  /** Where the branch of this clone must still be; null where it must not exist. */
  readonly head: string | null;
  /** The work tree does not have it yet: it was clean when this began, and follows when it is published. */
  readonly isFromTree: boolean;
  readonly home: {
    readonly remote: string | null;
    /** Full name at home. */
    readonly branch: string;
    /** Where branch, applied ref and lock must still be at home; null where they must not exist. */
    readonly tip: string | null;
    readonly applied: string | null;
    readonly held: string;
    /** Where the lock goes with the record: whoever takes it away before makes the record impossible. */
    readonly renewed: string;
  };
};

/**
 * Writes the commit of a transaction without making it visible: the tree of HEAD with the work tree's models,
 * templates, inventory and settings, and `files` on top. HEAD itself where it has that tree and was not applied yet.
 * NetctlError `refused` where HEAD is detached or no longer at `base`.
 */
export async function prepareRecord(
  workspace: Workspace,
  request: RecordRequest,
): Promise<PreparedRecord> {
  const [written, { held, renewed }] = await allDone([
    writeRecord(workspace, request),
    request.lease,
  ]);
  const { branch, head, commit } = written;
  const { standing, source } = request;
  const home = {
    remote: standing.home.remote,
    branch: standing.branch ?? branch,
    tip: standing.tip ?? null,
    applied: standing.applied ?? null,
    held: held.object,
    renewed: renewed.object,
  };
  return { commit, branch, head: head ?? null, isFromTree: source !== undefined, home };
}

/** A commit that no ref names, the branch it is for, and where that stands. */
type WrittenRecord = {
  readonly commit: string;
  readonly branch: string;
  readonly head: string | undefined;
};

async function writeRecord(workspace: Workspace, request: RecordRequest): Promise<WrittenRecord> {
  const [branch, head] = await allDone([currentBranch(workspace), headCommit(workspace)]);
  if (branch === undefined) {
    throw new NetctlError("refused", "HEAD is detached: there is no branch to record on", {
      hint: "switch to a branch first: git switch main",
    });
  }
  if (head !== request.base) throw branchMoved(branch, request.base, head);
  const { files, standing } = request;
  const source = request.source === undefined ? {} : { tree: request.source.tree };
  const isToApply = head !== undefined && head !== standing.applied;
  const [tree, said] = await allDone([
    writeTree(workspace, { base: head, paths: recordedPaths, files, ...source }),
    isToApply ? treeOf(workspace, head) : undefined,
  ]);
  if (isToApply && tree === said) return { commit: head, branch, head };
  return {
    commit: await writeCommit(workspace, tree, head, fullMessage(request)),
    ...{ branch, head },
  };
}

/** All that moves at home when the record becomes visible. */
export function movesOf(workspace: Workspace, { commit, home }: PreparedRecord): RefMove[] {
  const { applied, lock } = refNames(workspace);
  return [
    { ref: home.branch, from: home.tip, to: commit },
    { ref: applied, from: home.applied, to: commit },
    { ref: lock, from: home.held, to: home.renewed },
  ];
}

/** The branch is not where the plan was made. */
export function branchMoved(
  branch: string,
  expected: string | undefined,
  found: string | undefined,
  facts: { readonly words?: string; readonly cause?: unknown } = {},
): NetctlError {
  const name = branch.replace("refs/heads/", "");
  return new NetctlError(
    "refused",
    `branch ${name} moved since the plan: it is ${shortOf(found)}, not ${shortOf(expected)}`,
    { hint: "make a new plan: netctl plan", ...facts },
  );
}

/** How a person reads a commit that may not be there. */
export function shortOf(commit: string | undefined): string {
  return commit === undefined ? "without commits" : `at ${commit.slice(0, 10)}`;
}

function fullMessage({ message, trailers }: RecordRequest): string {
  // A line break in a value would end the trailers, and a forged one could name another transaction.
  const lines = trailers.map(([key, value]) => `${key}: ${value.replaceAll(/\s+/g, " ").trim()}`);
  return `${message.trim()}\n\n${lines.join("\n")}\n`;
}
