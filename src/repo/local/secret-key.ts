import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { makePrivateFolder, writeDurable } from "../durable.ts";
import type { Workspace } from "../workspace.ts";

// Beside the journal and not in git: with it a short secret could be guessed from its fingerprint.

/** The key that this clone made for itself; undefined before it made one. */
export async function readSecretKey(workspace: Workspace): Promise<string | undefined> {
  try {
    return (await readFile(keyPath(workspace), "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Keeps a new key, readable by this user only, and gives it back. */
export async function makeSecretKey(workspace: Workspace, key: string): Promise<string> {
  await makePrivateFolder(workspace.local);
  await writeDurable(keyPath(workspace), `${key}\n`, 0o600);
  return key;
}

function keyPath(workspace: Workspace): string {
  return join(workspace.local, "secret-key");
}
