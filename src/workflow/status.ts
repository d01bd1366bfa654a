import { withoutFingerprints } from "../config/secret-placeholder.ts";
import {
  appliedCommit,
  changedPaths,
  currentBranch,
  headCommit,
  history,
  type RecordedTransaction,
} from "../repo/history.ts";
import { type Claim, claimOf } from "../repo/home/claim.ts";
import type { Status } from "../report/status-text.ts";
import { confsAt } from "./confs.ts";
import { type Declared, readDeclared } from "./declared.ts";
import { lookHome } from "./look-home.ts";
import { unfinishedStories } from "./unfinished-stories.ts";
import type { Emit } from "./workflow.ts";

/** Transactions that are told of. */
const transactionsMax = 5;

/** Where the network, git and this clone stand. Asks home, but no device: for that there are `plan` and `drift`. */
export async function status(from: string, emit: Emit): Promise<Status> {
  const { declared, findings } = await readDeclared(from);
  const { workspace } = declared;
  const standing = await lookHome(declared, emit);
  const applied = await appliedCommit(workspace);
  const recorded = await history(workspace);
  const lock = standing?.lock === undefined ? undefined : await claimOf(workspace, standing.lock);
  const branch = (await currentBranch(workspace))?.replace("refs/heads/", "");
  const head = await headCommit(workspace);
  const waiting = findings.length > 0 ? [] : await waitingDevices(declared, applied);
  return {
    ...(branch === undefined ? {} : { branch }),
    ...(head === undefined ? {} : { head }),
    ...(applied === undefined ? {} : { applied }),
    edits: await changedPaths(workspace),
    findings: findings.length,
    home:
      standing === undefined
        ? null
        : { remote: standing.home.remote, ahead: standing.ahead, behind: standing.behind },
    ...(lock === undefined ? {} : { lock: shownLock(lock) }),
    ...{ waiting, skipped: skippedOf(waiting, recorded) },
    unfinished: (await unfinishedStories(from)).map(({ id, since, stage }) => ({
      id,
      since,
      stage,
    })),
    transactions: recorded.slice(0, transactionsMax),
  };
}

/** Of waiting devices, those that the last transaction with a word on them could not reach. */
function skippedOf(
  waiting: readonly string[],
  recorded: readonly RecordedTransaction[],
): Status["skipped"] {
  const found = waiting.flatMap((name) => {
    const last = recorded.find(({ devices, skipped }) => [...devices, ...skipped].includes(name));
    return last?.skipped.includes(name) ? [[name, last.transaction] as const] : [];
  });
  return Object.fromEntries(found);
}

/** A claim as people read it. */
export function shownLock({ object, facts }: Claim): NonNullable<Status["lock"]> {
  const { owner, host, since, until, command, transaction } = facts;
  return { id: object.slice(0, 10), owner, host, since, until, command, transaction };
}

/** Devices that were not given yet what is declared for them, by git's word. */
async function waitingDevices(
  { workspace, candidates }: Declared,
  applied: string | undefined,
): Promise<readonly string[]> {
  const confs = await confsAt(workspace, applied);
  return [...candidates.values()]
    .filter(({ device, text }) => text !== withoutFingerprints(confs.get(device.name) ?? ""))
    .map(({ device }) => device.name);
}
