import { NetctlError } from "../errors.ts";
import { openHome } from "../repo/home/home.ts";
import { readJournal, unfinished } from "../repo/local/journal.ts";
import { recordState } from "../repo/record/publish-record.ts";
import type { PreparedRecord } from "../repo/record/record.ts";
import { findWorkspace } from "../repo/workspace.ts";
import type { Member } from "../transaction/transaction.ts";
import { type JournalEntry, replay } from "./run/journal-entry.ts";

/** What the journal of an unfinished transaction knows; no device is asked. */
export type UnfinishedStory = {
  readonly id: string;
  /** When the first orders went out, ISO 8601. */
  readonly since: string;
  readonly stage: string;
  /** Absent where home does not answer. */
  readonly isRecorded?: boolean;
  readonly devices: readonly {
    readonly device: string;
    readonly done?: string;
    readonly underway?: string;
    readonly end?: string;
    /** When the device restores itself at the latest if nobody confirms, ISO 8601. */
    readonly timerEnds?: string;
  }[];
};

/** The unfinished transactions of the workspace above `from`. Changes nothing, takes no lock. */
export async function unfinishedStories(from: string): Promise<readonly UnfinishedStory[]> {
  const workspace = await findWorkspace(from);
  const stories: UnfinishedStory[] = [];
  for (const id of await unfinished(workspace)) {
    const entries = (await readJournal(workspace, id)).entries as readonly JournalEntry[];
    const [first] = entries;
    const transaction = replay(entries);
    if (first?.kind !== "begin" || transaction === undefined) continue;
    const record = first.record as PreparedRecord;
    const home = await openHome(workspace, record.home.remote);
    const state = await recordState(workspace, home, record).catch(unlessUnreachable);
    const told =
      state === undefined ? {} : { isRecorded: state === "published" || state === "half" };
    const orders = entries.find(({ kind }) => kind === "orders");
    const since = orders?.kind === "orders" ? new Date(orders.at).toISOString() : "unknown time";
    const devices = transaction.members.map(deviceStory);
    stories.push({ id, since, stage: transaction.stage, ...told, devices });
  }
  return stories;
}

function unlessUnreachable(error: unknown): undefined {
  if (!(error instanceof NetctlError) || error.kind !== "unreachable") throw error;
}

function deviceStory({ name, done, underway, end, deadline }: Member) {
  return {
    device: name,
    ...(done === undefined ? {} : { done }),
    ...(underway === undefined ? {} : { underway }),
    ...(end === undefined ? {} : { end }),
    ...(deadline === undefined ? {} : { timerEnds: new Date(deadline).toISOString() }),
  };
}
