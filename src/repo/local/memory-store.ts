import { createHash, hash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
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

/** Slots one after the other, for there are many: name, the digest of what the value was made from, and the value. */
type Slots = readonly Json[];

const slotLength = 3;

/** Some slots of a shelf, in a file of their own, and what this run did with them. */
type Drawer = {
  readonly slots: Slots;
  /** Where in `slots` each name stands. */
  readonly known: ReadonlyMap<string, number>;
  /** For each slot that was asked for, 1. */
  readonly asked: Uint8Array;
  readonly fresh: Map<string, readonly [made: string, value: Json]>;
};

/** In how many drawers the slots of a shelf lie: who looks at few things reads few, and writes few that changed. */
const drawerCount = 16;

/** Drawers that are printed and on their way to disk at a time. */
const writersMax = 4;

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
      const { slots, known, asked, fresh } = drawerOf(shelf, name);
      const slot = fresh.size === 0 ? undefined : fresh.get(name);
      if (slot !== undefined) return slot[0] === made ? slot[1] : undefined;
      const at = known.get(name);
      if (at === undefined) return undefined;
      asked[at / slotLength] = 1;
      return slots[at + 1] === made ? slots[at + 2] : undefined;
    },
    keep: (shelf, name, made, value) => {
      drawerOf(shelf, name).fresh.set(name, [made, value]);
    },
  };
  const save = async (): Promise<void> => {
    try {
      await makePrivateFolder(folder);
      const waiting = [...drawers]
        .flatMap(([shelf, open]) =>
          Array.from(open, (drawer, number) => ({ shelf, drawer, number })),
        )
        .values();
      const write = async (): Promise<void> => {
        for (const { shelf, drawer, number } of waiting) {
          if (drawer === undefined || drawer.fresh.size === 0) continue;
          await replaceFile(drawerPath(folder, shelf, number), printDrawer(drawer, code));
        }
      };
      await Promise.all(Array.from({ length: writersMax }, write));
    } catch {
      // A run that cannot remember is as good as one that can.
    }
    drawers.clear();
  };
  return { memory, sinceNs, save };
}

/** The old text or the new one for whoever reads at the same time. One that a power cut broke is not believed. */
async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  await writeFile(beside, text, { mode: 0o600 });
  await rename(beside, path);
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
    sum = (sum * 31 + code) | 0;
  }
  return (sum >>> 0) % drawerCount;
}

function openDrawer(path: string, code: string): Drawer {
  const slots = slotsIn(path, code);
  const known = new Map<string, number>();
  for (let at = 0; at < slots.length; at += slotLength) known.set(String(slots[at]), at);
  const asked = new Uint8Array(slots.length / slotLength);
  return { slots, known, asked, fresh: new Map() };
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
function printDrawer({ slots, known, asked, fresh }: Drawer, code: string): string {
  const askedCount = asked.reduce((sum, each) => sum + each, 0);
  const isCrowded = known.size - askedCount > unaskedMax;
  const printed: Json[] = [];
  for (const [name, at] of known)
    if (!fresh.has(name) && (!isCrowded || asked[at / slotLength] === 1))
      printed.push(...slots.slice(at, at + slotLength));
  for (const [name, slot] of fresh) printed.push(name, ...slot);
  const text = JSON.stringify(printed);
  return `${drawerDigest(code, Buffer.from(text))}\n${text}`;
}

function slotsIn(path: string, code: string): Slots {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf("\n");
    const slots = bytes.subarray(end + 1);
    if (bytes.toString("latin1", 0, end) !== drawerDigest(code, slots)) return [];
    return JSON.parse(slots.toString()) as Slots;
  } catch {
    return [];
  }
}

function drawerDigest(code: string, slots: Buffer): string {
  return createHash("sha256").update(`${code}\n`).update(slots).digest("base64url");
}

/** Tells one build of netctl from another, by what the compiler notes of all it read. */
function codeDigest(): string {
  const notes = join(packageRoot(), "dist", "build-info.json");
  return hash("sha256", `${process.version}\n${readFileSync(notes, "latin1")}`, "base64url");
}
