import { NetctlError } from "../errors.ts";
import { readFilesAt } from "../repo/files/read-files-at.ts";
import {
  appliedCommit,
  changedPaths,
  commitOf,
  headCommit,
  history,
  type RecordedTransaction,
} from "../repo/history.ts";
import { openMemory } from "../repo/local/memory-store.ts";
import { type RecordedChange, undoneTree } from "../repo/record/undone-tree.ts";
import { findWorkspace, type Workspace } from "../repo/workspace.ts";
import { type Applied, type ApplyOptions, applyDeclared } from "./apply.ts";
import { isWritten, writtenFilesAt } from "./confs.ts";
import { type Declared, declaredIn, withoutFindings } from "./declared.ts";

/** What is taken back, by its name for people and as git knows it. */
type Undo = { readonly change: RecordedChange; readonly subject: string };

/**
 * Takes one recorded change back, and leaves those that came later: `git revert` and `apply` in one transaction, so
 * that a failure leaves branch, index and files as they were. `name` is a transaction or a revision of git; the last
 * transaction where absent.
 */
export async function rollback(
  from: string,
  name: string | undefined,
  options: ApplyOptions,
): Promise<Applied> {
  const workspace = await findWorkspace(from);
  await refuseEdits(workspace);
  const undo = await undoOf(workspace, name);
  const declared = await declaredWithout(workspace, undo);
  return applyDeclared(declared, { message: `Roll back "${undo.subject}"`, ...options });
}

async function refuseEdits(workspace: Workspace): Promise<void> {
  const [first, ...more] = await changedPaths(workspace);
  if (first === undefined) return;
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  throw new NetctlError("refused", `there are edits that nobody committed: ${first}${others}`, {
    hint: "commit them, or put them aside: git stash",
  });
}

async function undoOf(workspace: Workspace, name: string | undefined): Promise<Undo> {
  const recorded = await history(workspace);
  const named = await transactionNamed(workspace, recorded, name);
  if (named !== undefined) return transactionUndo(recorded, named);
  const commit = name === undefined ? undefined : await commitOf(workspace, name);
  if (commit === undefined) throw nothingNamed(name);
  const before = await commitOf(workspace, `${commit}^`);
  return { change: { from: before ?? null, to: commit }, subject: commit.slice(0, 10) };
}

async function transactionNamed(
  workspace: Workspace,
  recorded: readonly RecordedTransaction[],
  name: string | undefined,
): Promise<RecordedTransaction | undefined> {
  const commit =
    name === undefined ? await appliedCommit(workspace) : await commitOf(workspace, name);
  const byName = recorded.findLast(({ transaction }) => transaction === name);
  return byName ?? recorded.find((each) => each.commit === commit);
}

/** A transaction may have taken several commits along: it goes back to what was applied before it. */
function transactionUndo(
  recorded: readonly RecordedTransaction[],
  { commit, transaction, subject }: RecordedTransaction,
): Undo {
  const before = recorded[recorded.findIndex((each) => each.commit === commit) + 1];
  if (before !== undefined) return { change: { from: before.commit, to: commit }, subject };
  throw new NetctlError("refused", `nothing was applied before transaction ${transaction}`, {
    hint: "take away what is not wanted, then: netctl apply",
  });
}

function nothingNamed(name: string | undefined): NetctlError {
  if (name === undefined) return new NetctlError("refused", "nothing was applied yet");
  return new NetctlError("usage", `"${name}" is neither a transaction nor a revision of git`, {
    hint: "list the transactions with: netctl history",
  });
}

/** What HEAD declares without the change. What netctl wrote is still what it wrote last. */
async function declaredWithout(workspace: Workspace, { change }: Undo): Promise<Declared> {
  const head = await headCommit(workspace);
  if (head === undefined) throw nothingNamed(undefined);
  const tree = await undoneTree(workspace, change, head, isWritten);
  const written = await writtenFilesAt(workspace, head, []);
  const present = [...written].flatMap(([path, text]) =>
    text === null ? [] : [[path, text] as const],
  );
  const files = new Map([...(await readFilesAt(workspace, tree)), ...present]);
  return {
    ...withoutFindings(await declaredIn(workspace, files, "sealed", openMemory(workspace))),
    source: { tree, head },
  };
}
