import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "../workspace.ts";
import { journaled, unfinished } from "./journal.ts";

/** Finished transactions whose journal and plan are kept, the newest ones. */
export const finishedKept = 50;

/**
 * Throws away journals and plans of finished transactions that are older than those that are kept, and plans that no
 * journal was begun for. May be killed anywhere: a plan goes before its journal. The caller holds the clone's lock.
 */
export async function sweepFinished(workspace: Workspace): Promise<void> {
  const [journals, plans] = [join(workspace.local, "journal"), join(workspace.local, "plans")];
  const known = await journaled(workspace);
  // As long as all of them are kept, none need be read.
  const open = known.length > finishedKept ? await unfinished(workspace) : known;
  const finished = known.filter((id) => !open.includes(id));
  const aged = await Promise.all(
    finished.map(async (id) => ({ id, at: (await stat(join(journals, `${id}.jsonl`))).mtimeMs })),
  );
  const old = aged.sort((a, b) => b.at - a.at).slice(finishedKept);
  for (const { id } of old) {
    await rm(join(plans, `${id}.json`), { force: true });
    await rm(join(journals, `${id}.jsonl`), { force: true });
  }
  for (const name of await namesIn(plans)) {
    if (!known.includes(name.replace(/\.json$/, ""))) await rm(join(plans, name), { force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}
