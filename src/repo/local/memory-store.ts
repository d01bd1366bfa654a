import { hash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Json } from "../../intent/intent.ts";
import type { Memory } from "../../intent/memory.ts";
import { makePrivateFolder } from "../durable.ts";
import type { Recollection } from "../files/read-files.ts";
import { packageRoot } from "../scaffold.ts";
import type { Workspace } from "../workspace.ts";

// What is here can be thrown away at any time: it only spares work. A run trusts nothing that other code wrote, nothing
// that is not as it was written, and no slot that was made from anything but what lies before it now.

/** A memory with the way to put it on disk, where anything in it is new. */
export type StoredMemory = Recollection & { readonly save: () => Promise<void> };

/** A slot: the digest of what it was made from, and the value. */
type Slot = readonly [made: string, value: Json];

/** The slots of one kind, and what this run did with them. */
type Shelf = {
  readonly known: ReadonlyMap<string, Slot>;
  readonly asked: Set<string>;
  readonly fresh: Map<string, Slot>;
};

/** Most slots of a shelf that are kept though nobody asked for them: their things may be gone. */
const unaskedMax = 50_000;

/** What earlier runs of the same code left in this clone. A shelf is read when something of it is first asked for. */
export function openMemory(workspace: Workspace): StoredMemory {
  const folder = join(workspace.local, "cache");
  const sinceNs = clockNs(folder);
  const code = codeDigest();
  const shelves = new Map<string, Shelf>();
  const shelfOf = (name: string): Shelf => {
    const open = shelves.get(name);
    if (open !== undefined) return open;
    const known = slotsIn(shelfPath(folder, name), code);
    const shelf: Shelf = { known, asked: new Set(), fresh: new Map() };
    shelves.set(name, shelf);
    return shelf;
  };
  const memory: Memory = {
    recall: (name, key, made) => {
      const { known, asked, fresh } = shelfOf(name);
      const slot = fresh.get(key) ?? known.get(key);
      asked.add(key);
      return slot?.[0] === made ? slot[1] : undefined;
    },
    keep: (name, key, made, value) => {
      shelfOf(name).fresh.set(key, [made, value]);
    },
  };
  const save = async (): Promise<void> => {
    try {
      for (const [name, shelf] of shelves) {
        if (shelf.fresh.size === 0) continue;
        await makePrivateFolder(folder);
        const text = printShelf(shelf, code);
        // Nothing is lost with it: a file that a power cut broke is not believed.
        await writeFileAtomic(shelfPath(folder, name), text, { mode: 0o600, fsync: false });
      }
    } catch {
      // A run that cannot remember is as good as one that can.
    }
  };
  return { memory, sinceNs, save };
}

function shelfPath(folder: string, name: string): string {
  return join(folder, `${name}.json`);
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

/** The digest of code and slots on a line of its own, then the slots. */
function printShelf({ known, asked, fresh }: Shelf, code: string): string {
  const isCrowded = known.size - asked.size > unaskedMax;
  const kept = isCrowded ? [...known].filter(([key]) => asked.has(key)) : known;
  const slots = JSON.stringify([...new Map([...kept, ...fresh])]);
  return `${shelfDigest(code, slots)}\n${slots}`;
}

function slotsIn(path: string, code: string): ReadonlyMap<string, Slot> {
  try {
    const text = readFileSync(path, "utf8");
    const end = text.indexOf("\n");
    const slots = text.slice(end + 1);
    if (text.slice(0, end) !== shelfDigest(code, slots)) return new Map();
    return new Map(JSON.parse(slots) as readonly (readonly [string, Slot])[]);
  } catch {
    return new Map();
  }
}

function shelfDigest(code: string, slots: string): string {
  return hash("sha256", `${code}\n${slots}`, "base64url");
}

/** Tells one build of netctl from another, by what the compiler notes of all it read. */
function codeDigest(): string {
  const notes = join(packageRoot(), "dist", "build-info.json");
  return hash("sha256", `${process.version}\n${readFileSync(notes, "latin1")}`, "base64url");
}
