import {
  closeSync,
  existsSync,
  fchmodSync,
  fsync,
  lstatSync,
  mkdirSync,
  open,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { allDone } from "./all-done.ts";
import { syncFolder, writeDurable } from "./durable.ts";

/** A text beside the file whose place it is to take, until it has. */
type Draft = {
  readonly path: string;
  readonly beside: string;
  readonly handle: number;
  isInPlace: boolean;
};

const draftOf = (path: string): string => `${path}.${process.pid}.new`;
const draftName = /^(.+)\.\d+\.new$/;

/** Files that are open at a time, and wait for the disk together. */
const togetherMax = 100;

/**
 * Puts texts into files by path, as `writeDurable` does with one: each has the old text or the new one whatever happens.
 * Folders that are not there are made. They wait for the disk side by side, for one by one a thousand take seconds.
 */
export async function writeAllDurable(texts: ReadonlyMap<string, string>): Promise<void> {
  const folders = new Set(Array.from(texts.keys(), (path) => dirname(path)));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  const plain: [path: string, pieces: readonly string[]][] = [];
  for (const [path, text] of texts) {
    if (isPlain(path)) plain.push([path, [text]]);
    else await writeDurable(path, text);
  }
  for (let from = 0; from < plain.length; from += togetherMax)
    await replace(plain.slice(from, from + togetherMax));
  for (const folder of folders) await syncFolder(folder);
}

/** Puts a text into a file in the same way that comes piece by piece, and is never whole in memory. */
export async function writePiecesDurable(
  path: string,
  pieces: Iterable<string>,
  mode: number,
): Promise<void> {
  await replace([[path, pieces]], mode);
  await syncFolder(dirname(path));
}

/**
 * Takes away what a kill left beside files that were about to be replaced. The caller holds the lock: nobody else is
 * replacing any.
 */
export function sweepDrafts(paths: Iterable<string>): void {
  const replaced = new Set(paths);
  for (const folder of new Set(Array.from(replaced, (path) => dirname(path))))
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const file = draftName.exec(name)?.[1];
      if (file !== undefined && replaced.has(join(folder, file)))
        rmSync(join(folder, name), { force: true });
    }
}

/** True for a file of our own, or none: what a link leads to, and whose a file is, is a longer story. */
function isPlain(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found === undefined || (found.isFile() && found.uid === process.geteuid?.());
}

async function replace(
  texts: readonly (readonly [path: string, pieces: Iterable<string>])[],
  mode?: number,
): Promise<void> {
  const drafts: Draft[] = [];
  const write = async ([path, pieces]: (typeof texts)[number]): Promise<void> => {
    const beside = draftOf(path);
    const handle = await opened(beside, "w", mode);
    drafts.push({ path, beside, handle, isInPlace: false });
    const kept = lstatSync(path, { throwIfNoEntry: false })?.mode;
    if (kept !== undefined && mode === undefined) fchmodSync(handle, kept);
    for (const piece of pieces) writeFileSync(handle, piece);
    await onDisk(handle);
  };
  try {
    await allDone(texts.map(write));
    for (const draft of drafts) {
      renameSync(draft.beside, draft.path);
      draft.isInPlace = true;
    }
  } finally {
    for (const { beside, handle, isInPlace } of drafts) {
      closeSync(handle);
      if (!isInPlace) rmSync(beside, { force: true });
    }
  }
}

// What a file system takes its time for; the rest is over at once.
const opened = promisify(open);
const onDisk = promisify(fsync);
