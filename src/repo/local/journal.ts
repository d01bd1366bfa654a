import { type FileHandle, open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { NetctlError } from "../../errors.ts";
import { makePrivateFolder, syncFolder } from "../durable.ts";
import type { Workspace } from "../workspace.ts";
import { writePiecesDurable } from "../write-all-durable.ts";
import {
  isEnded,
  type JournalEntry,
  type JournalTail,
  journalLine,
  parseJournal,
} from "./journal-line.ts";

/** The journal of one transaction, open for writing. */
export type Journal = {
  readonly id: string;
  /** What was in it when it was opened. */
  readonly entries: readonly JournalEntry[];
  /** Resolves when the line is on disk. Calls at the same time share one write; their order is kept. */
  readonly append: <Entry extends JournalEntry>(entry: Entry) => Promise<void>;
  /** Lets go of the file and leaves the journal unfinished. */
  readonly release: () => Promise<void>;
};

/** What a journal holds. */
export type JournalContent = {
  readonly entries: readonly JournalEntry[];
  /** Whether a kill tore the last line: it was never acted on, for `append` had not returned. */
  readonly isTorn: boolean;
  readonly isFinished: boolean;
};

/** Opens the journal of the transaction `id`, or starts one. A torn last line is cut off. */
export async function openJournal(workspace: Workspace, id: string): Promise<Journal> {
  const path = journalPath(workspace, id);
  await makePrivateFolder(folder(workspace));
  const handle = await open(path, "a+", 0o600);
  try {
    await syncFolder(folder(workspace));
    const { entries, tail, soundBytes } = parseJournal(await handle.readFile("utf8"), path);
    await handle.truncate(soundBytes);
    await handle.sync();
    return { id, entries, ...writer(handle, tail) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Writes the end, with `facts` in it, and closes the file: there is nothing left to recover. */
export async function closeJournal(
  journal: Journal,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await journal.append({ ...facts, kind: "end" });
  await journal.release();
}

/** Reads a journal. NetctlError `usage` where there is none, `refused` where it is damaged or of another version. */
export async function readJournal(workspace: Workspace, id: string): Promise<JournalContent> {
  const path = journalPath(workspace, id);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new NetctlError("usage", `there is no journal of a transaction "${id}"`, {
      hint: "list the transactions with: netctl history",
      cause: error,
    });
  });
  const { entries, isTorn } = parseJournal(text, path);
  return { entries, isTorn, isFinished: entries.at(-1)?.kind === "end" };
}

/** Ids of the transactions that did not come to their end, oldest name first; damaged journals are among them. */
export async function unfinished(workspace: Workspace): Promise<string[]> {
  const open: string[] = [];
  for (const id of await journaled(workspace)) {
    try {
      if (isEnded(await readFile(journalPath(workspace, id)))) continue;
      const { entries, isFinished } = await readJournal(workspace, id);
      // Without a line nothing was ordered.
      if (entries.length > 0 && !isFinished) open.push(id);
    } catch {
      open.push(id);
    }
  }
  return open;
}

/** Ids of all transactions that were ever begun here, finished or not. */
export async function journaled(workspace: Workspace): Promise<string[]> {
  const names = await readdir(folder(workspace)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.flatMap((name) => (name.endsWith(".jsonl") ? [name.slice(0, -6)] : [])).sort();
}

/** Keeps the text of a plan beside the journal, readable by this user only, on disk when this returns. */
export async function storePlan(
  workspace: Workspace,
  id: string,
  pieces: Iterable<string>,
): Promise<void> {
  const plans = join(workspace.local, "plans");
  await makePrivateFolder(plans);
  await writePiecesDurable(join(plans, `${checked(id)}.json`), pieces, 0o600);
}

/** Text of the plan of transaction `id`. NetctlError `usage` where none was stored. */
export async function readPlan(workspace: Workspace, id: string): Promise<string> {
  const path = join(workspace.local, "plans", `${checked(id)}.json`);
  return readFile(path, "utf8").catch((error: unknown) => {
    throw new NetctlError("usage", `there is no stored plan of a transaction "${id}"`, {
      cause: error,
    });
  });
}

function folder(workspace: Workspace): string {
  return join(workspace.local, "journal");
}

function journalPath(workspace: Workspace, id: string): string {
  return join(folder(workspace), `${checked(id)}.jsonl`);
}

/** Ids become file names, and some come from the command line. */
function checked(id: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) return id;
  throw new NetctlError("usage", `"${id}" is not the id of a transaction`);
}

function writer(handle: FileHandle, start: JournalTail): Pick<Journal, "append" | "release"> {
  let tail = start;
  let waiting: string[] = [];
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let failure: unknown;

  async function write(): Promise<void> {
    const text = waiting.join("");
    waiting = [];
    next = undefined;
    try {
      // After half a line nothing may follow, or the damage would stand in the middle.
      if (failure !== undefined) throw failure;
      await handle.appendFile(text);
      await handle.sync();
    } catch (error) {
      failure = error;
      const words = error instanceof Error ? error.message : String(error);
      throw new NetctlError("refused", "the journal cannot be written", { words, cause: error });
    }
  }

  return {
    append: (entry) => {
      const line = journalLine(tail, entry);
      tail = line.tail;
      waiting.push(line.text);
      // Lines that come while the disk is busy wait for the next turn, together.
      next ??= running.then(write, write);
      running = next;
      return next;
    },
    release: async () => {
      await running.catch(() => undefined);
      await handle.close();
    },
  };
}
