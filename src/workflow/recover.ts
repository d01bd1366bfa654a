import { NetctlError } from "../errors.ts";
import { openPlan } from "../plan/seal.ts";
import {
  closeJournal,
  type Journal,
  openJournal,
  readJournal,
  readPlan,
  unfinished,
} from "../repo/local/journal.ts";
import { takeLock } from "../repo/local/lock.ts";
import { type PreparedRecord, publishRecord, recordState } from "../repo/record/record.ts";
import type { Workspace } from "../repo/workspace.ts";
import type { Outcome } from "../report/outcome.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { resume } from "../transaction/turn.ts";
import type { Way } from "../transaction/vouch.ts";
import { carryOut } from "./carry-out.ts";
import { conclude } from "./conclude.ts";
import { writtenFilesAt } from "./confs.ts";
import { type Declared, readDeclared } from "./declared.ts";
import { outcomeOf } from "./outcome.ts";
import { applied, type JournalEntry, replay } from "./run/journal-entry.ts";
import { makeFleet } from "./run/reach.ts";
import type { Emit } from "./workflow.ts";

/** What a recovery is asked to do. */
export type RecoverOptions = {
  /** Only this transaction; every unfinished one where absent. */
  readonly transaction?: string;
  /** Where a person says the devices are that stay in doubt. Needs `transaction`. */
  readonly way?: Way;
  readonly emit: Emit;
  readonly signal: AbortSignal;
};

/**
 * Brings transactions that were not finished to their end: git says where everybody goes, each device is asked what
 * it runs. May itself be killed and run again.
 */
export async function recover(from: string, options: RecoverOptions): Promise<readonly Outcome[]> {
  // The intent may be half edited by now; only its inventory is needed.
  const { declared } = await readDeclared(from);
  const { workspace } = declared;
  const lock = await takeLock(workspace, { command: "recover" });
  try {
    const open = await unfinished(workspace);
    const wanted = open.filter((id) => id === (options.transaction ?? id));
    if (options.transaction !== undefined && wanted.length === 0) {
      throw new NetctlError("usage", `there is no unfinished transaction ${options.transaction}`, {
        hint: open.length === 0 ? "nothing is unfinished" : `unfinished: ${open.join(", ")}`,
      });
    }
    const outcomes: Outcome[] = [];
    for (const id of wanted) outcomes.push(await settleOne(declared, id, options));
    return outcomes;
  } finally {
    await lock.release();
  }
}

async function settleOne(
  declared: Declared,
  id: string,
  options: RecoverOptions,
): Promise<Outcome> {
  const { workspace, intent } = declared;
  const { entries } = await readJournal(workspace, id);
  const journaled = entries as readonly JournalEntry[];
  const [first] = journaled;
  const past = replay(journaled);
  const journal = await openJournal(workspace, id);
  if (first?.kind !== "begin" || past === undefined) {
    // Killed before the first line was whole: nothing was ordered.
    await closeJournal(journal, { outcome: "refused" });
    return { transaction: id, end: "refused", devices: [], warnings: [] };
  }
  const plan = openPlan(await readPlan(workspace, id), `the stored plan of ${id}`);
  const record = first.record as PreparedRecord;
  const commit = (await isPublished(workspace, record)) ? record.commit : undefined;
  refuseContrary(options.way, commit);
  const resumption: JournalEntry = { kind: "resume", ...(commit === undefined ? {} : { commit }) };
  await journal.append(resumption);
  const fleet = await makeFleet(workspace, intent);
  try {
    const asked = await carryOut(resume(past, commit), {
      ...{ workspace, plan, record, journal, fleet, intent },
      ...{ minutes: first.minutes, emit: options.emit, signal: options.signal },
    });
    const outcome = outcomeOf(await vouched(asked, journal, options.way), plan.scope?.skipped);
    const files = await writtenFilesAt(workspace, record.commit, declared.files.keys());
    return await conclude({ workspace, journal, record, files, outcome, plan });
  } finally {
    fleet.close();
  }
}

/** The person's word is journaled like everything else that decides. */
async function vouched(
  transaction: Transaction,
  journal: Journal,
  way: Way | undefined,
): Promise<Transaction> {
  if (way === undefined || transaction.members.every(({ end }) => end !== "in-doubt")) {
    return transaction;
  }
  const entry: JournalEntry = { kind: "vouch", way };
  await journal.append(entry);
  return applied(transaction, entry);
}

/** The way is git's to say; a person speaks for devices alone. */
function refuseContrary(way: Way | undefined, commit: string | undefined): void {
  if (way === "back" && commit !== undefined) {
    throw new NetctlError("refused", `the change is recorded as ${commit.slice(0, 10)}`, {
      hint: `let it go forward (netctl recover --forward), then: git revert ${commit.slice(0, 10)} && netctl apply`,
    });
  }
  if (way === "forward" && commit === undefined) {
    throw new NetctlError("refused", "the change is not recorded: nothing says what forward is", {
      hint: "let it go back (netctl recover --back), then apply it again: netctl apply",
    });
  }
}

/** Git moves both refs at once; where only one of them is seen to have moved, the other is brought along. */
async function isPublished(workspace: Workspace, record: PreparedRecord): Promise<boolean> {
  const state = await recordState(workspace, record);
  if (state === "half") await publishRecord(workspace, record);
  return state !== "none";
}
