import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";

/** Makes what the folder lists outlive a power cut: a file is only there for good when its folder is on disk too. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes `folder` and those above it, readable by this user only, on disk when this returns. */
export async function makePrivateFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made !== dirname(first); made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}

/** Puts `text` into the file `path` so that a kill or a power cut leaves the old text or the new one. */
export async function writeDurable(path: string, text: string, mode?: number): Promise<void> {
  // With false the mode of a file that is there already stays, as does its owner.
  await writeFileAtomic(path, text, mode === undefined ? {} : { mode });
  await syncFolder(dirname(path));
}
