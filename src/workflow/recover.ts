import { NetctlError } from "../errors.ts";
import { openPlan } from "../plan/seal.ts";
import { currentBranch } from "../repo/history.ts";
import { type Home, homeOf, openHome } from "../repo/home/home.ts";
import { takeClaim } from "../repo/home/take-claim.ts";
import {
  closeJournal,
  type Journal,
  openJournal,
  readJournal,
  readPlan,
  unfinished,
} from "../repo/local/journal.ts";
import { takeLock } from "../repo/local/lock.ts";
import { publishRecord, recordState } from "../repo/record/publish-record.ts";
import type { PreparedRecord } from "../repo/record/record.ts";
import type { Workspace } from "../repo/workspace.ts";
import type { Outcome } from "../report/outcome.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { resume } from "../transaction/turn.ts";
import type { Way } from "../transaction/vouch.ts";
import { carryOut } from "./carry-out.ts";
import { conclude, following } from "./conclude.ts";
import { writtenFilesAt } from "./confs.ts";
import { type Declared, readDeclared } from "./declared.ts";
import { freeQuietly, leaseMinutes, tellReplaced } from "./hold.ts";
import { outcomeOf } from "./outcome.ts";
import { applied, type JournalEntry, replay } from "./run/journal-entry.ts";
import { makeFleet } from "./run/reach.ts";
import { Secrets } from "./secrets/secrets.ts";
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
    if (open.length === 0) await freeLeftOver(declared, options.emit);
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
  const home = await openHome(workspace, record.home.remote);
  // Taken first: a push that the killed netctl left under way names the lock it had, and comes too late from now on.
  const minutes = leaseMinutes(first.minutes);
  const purpose = { command: "recover", transaction: id, minutes };
  tellReplaced(await takeClaim(workspace, home, purpose), options.emit);
  const commit = (await isPublished(workspace, home, record)) ? record.commit : undefined;
  refuseContrary(options.way, commit);
  const resumption: JournalEntry = { kind: "resume", ...(commit === undefined ? {} : { commit }) };
  await journal.append(resumption);
  const fleet = await makeFleet(workspace, intent);
  // A secret that cannot be had now stops only who would have to type it again.
  const given = plan.devices.map(({ candidate }) => candidate);
  const secrets = await Secrets.open({ workspace, settings: intent.settings }, given, "tolerant");
  try {
    const asked = await carryOut(resume(past, commit), {
      ...{ workspace, home, plan, record, journal, fleet, intent, secrets },
      ...{ minutes: first.minutes, emit: options.emit, signal: options.signal },
    });
    const outcome = outcomeOf(await vouched(asked, journal, options.way), plan.scope?.skipped);
    const files = await writtenFilesAt(workspace, record.commit, declared.files.keys());
    const follow = following(workspace, record, files);
    return await conclude({ workspace, home, journal, follow, outcome, plan });
  } finally {
    fleet.close();
    await freeQuietly(workspace, home, options.emit);
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
async function isPublished(
  workspace: Workspace,
  home: Home,
  record: PreparedRecord,
): Promise<boolean> {
  const state = await recordState(workspace, home, record);
  if (state === "half") await publishRecord(workspace, home, record);
  return state === "half" || state === "published";
}

/** A netctl that was killed before its journal began, or after it ended, may have left its lock. */
async function freeLeftOver({ workspace, intent }: Declared, emit: Emit): Promise<void> {
  const branch = await currentBranch(workspace);
  const at = await homeOf(workspace, branch, intent.settings.remote, { isLooking: true }).catch(
    (error: unknown) => {
      if (!(error instanceof NetctlError)) throw error;
    },
  );
  if (at) await freeQuietly(workspace, at.home, emit);
}
