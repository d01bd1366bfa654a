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

/** Some slots of a shelf, in a file of their own, and what this run did with them. */
type Drawer = {
  readonly known: ReadonlyMap<string, Slot>;
  readonly asked: Set<string>;
  readonly fresh: Map<string, Slot>;
};

/** In how many drawers the slots of a shelf lie: who looks at few things reads few, and writes few that changed. */
const drawerCount = 16;

/** Most slots of a drawer that are kept though nobody asked for them: their things may be gone. */
const unaskedMax = 5_000;

/** What earlier runs of the same code left in this clone. A drawer is read when something of it is first asked for. */
export function openMemory(workspace: Workspace): StoredMemory {
  const folder = join(workspace.local, "cache");
  const sinceNs = clockNs(folder);
  const code = codeDigest();
  const drawers = new Map<string, (Drawer | undefined)[]>();
  const drawerOf = (shelf: string, name: string): Drawer => {
    const open = drawers.get(shelf) ?? [];
    if (open.length === 0) drawers.set(shelf, open);
    const number = drawerNumber(name);
    const drawer = open[number] ?? openDrawer(drawerPath(folder, shelf, number), code);
    open[number] = drawer;
    return drawer;
  };
  const memory: Memory = {
    recall: (shelf, name, made) => {
      const { known, asked, fresh } = drawerOf(shelf, name);
      const slot = fresh.get(name) ?? known.get(name);
      asked.add(name);
      return slot?.[0] === made ? slot[1] : undefined;
    },
    keep: (shelf, name, made, value) => {
      drawerOf(shelf, name).fresh.set(name, [made, value]);
    },
  };
  const save = async (): Promise<void> => {
    try {
      await makePrivateFolder(folder);
      for (const [shelf, open] of drawers)
        for (const [number, drawer] of open.entries()) {
          if (drawer === undefined || drawer.fresh.size === 0) continue;
          const text = printDrawer(drawer, code);
          const path = drawerPath(folder, shelf, number);
          // Nothing is lost with it: a file that a power cut broke is not believed.
          await writeFileAtomic(path, text, { mode: 0o600, fsync: false });
        }
    } catch {
      // A run that cannot remember is as good as one that can.
    }
  };
  return { memory, sinceNs, save };
}

function drawerPath(folder: string, shelf: string, number: number): string {
  return join(folder, `${shelf.replaceAll(" ", "-")}-${number}.json`);
}

/** Names that begin with the same word lie together: all of one device does. */
function drawerNumber(name: string): number {
  let sum = 0;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code === 32) break;
    sum = (sum * 31 + code) % 65_521;
  }
  return sum % drawerCount;
}

function openDrawer(path: string, code: string): Drawer {
  return { known: slotsIn(path, code), asked: new Set(), fresh: new Map() };
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
function printDrawer({ known, asked, fresh }: Drawer, code: string): string {
  const isCrowded = known.size - asked.size > unaskedMax;
  const kept = isCrowded ? [...known].filter(([key]) => asked.has(key)) : known;
  const slots = JSON.stringify([...new Map([...kept, ...fresh])]);
  return `${drawerDigest(code, slots)}\n${slots}`;
}

function slotsIn(path: string, code: string): ReadonlyMap<string, Slot> {
  try {
    const text = readFileSync(path, "utf8");
    const end = text.indexOf("\n");
    const slots = text.slice(end + 1);
    if (text.slice(0, end) !== drawerDigest(code, slots)) return new Map();
    return new Map(JSON.parse(slots) as readonly (readonly [string, Slot])[]);
  } catch {
    return new Map();
  }
}

function drawerDigest(code: string, slots: string): string {
  return hash("sha256", `${code}\n${slots}`, "base64url");
}

/** Tells one build of netctl from another, by what the compiler notes of all it read. */
function codeDigest(): string {
  const notes = join(packageRoot(), "dist", "build-info.json");
  return hash("sha256", `${process.version}\n${readFileSync(notes, "latin1")}`, "base64url");
}
