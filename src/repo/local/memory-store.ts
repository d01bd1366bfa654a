import { hash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "../../intent/intent.ts";
import type { Memory } from "../../intent/memory.ts";
import { makePrivateFolder, writeDurable } from "../durable.ts";
import type { Recollection } from "../files/read-files.ts";
import { packageRoot } from "../scaffold.ts";
import type { Workspace } from "../workspace.ts";

// What is here can be thrown away at any time: it only spares work. A run trusts nothing that other code wrote, and
// leaves what it asked for itself, so that the file is never larger than the workspace makes it.

/** A memory with the way to put it on disk, where anything in it is new. */
export type StoredMemory = Recollection & {
  /** `whole`: what this run did not ask for is of no use any more; `part`: it may be of use to others. */
  readonly save: (looked: "whole" | "part") => Promise<void>;
};

/** Most entries that are kept for others. A run over more devices keeps its own. */
const entriesMax = 200_000;

type File = { readonly code: string; readonly entries: Readonly<Record<string, Json>> };

/** What earlier runs of the same code left in this clone. */
export async function openMemory(workspace: Workspace): Promise<StoredMemory> {
  const folder = join(workspace.local, "cache");
  const path = join(folder, "memory.json");
  const sinceNs = clockNs(folder);
  const code = codeDigest();
  const known = await entriesIn(path, code);
  const asked = new Map<string, Json>();
  let isNew = false;
  const memory: Memory = {
    recall: (kind, key) => {
      const name = `${kind} ${key}`;
      const value = asked.get(name) ?? known.get(name);
      if (value !== undefined) asked.set(name, value);
      return value;
    },
    keep: (kind, key, value) => {
      isNew = true;
      asked.set(`${kind} ${key}`, value);
    },
  };
  const save = async (looked: "whole" | "part"): Promise<void> => {
    if (!isNew && (looked === "part" || asked.size === known.size)) return;
    const others = looked === "part" && known.size < entriesMax ? known : [];
    const file: File = { code, entries: Object.fromEntries([...others, ...asked]) };
    try {
      await makePrivateFolder(folder);
      await writeDurable(path, JSON.stringify(file), 0o600);
    } catch {
      // A run that cannot remember is as good as one that can.
    }
  };
  return { memory, sinceNs, save };
}

/**
 * What time it is by the clock of the file system, which need not be this machine's; the beginning of time where nothing
 * can be written, and then no file is trusted to look new when it is.
 */
function clockNs(folder: string): bigint {
  const file = join(folder, "clock");
  try {
    writeFileSync(file, "");
    return statSync(file, { bigint: true }).mtimeNs;
  } catch {
    return 0n;
  }
}

async function entriesIn(path: string, code: string): Promise<ReadonlyMap<string, Json>> {
  try {
    const file = JSON.parse(await readFile(path, "utf8")) as File;
    return new Map(file.code === code ? Object.entries(file.entries) : []);
  } catch {
    return new Map();
  }
}

/** Tells one build of netctl from another, by what the compiler notes of all it read. */
function codeDigest(): string {
  const notes = join(packageRoot(), "dist", "build-info.json");
  return hash("sha256", `${process.version}\n${readFileSync(notes, "latin1")}`, "base64url");
}
