import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Box } from "./box-status.ts";

/** What a running lab writes about itself, readable by its owner only. */
export type LabFile = {
  readonly pid: number;
  readonly controlPort: number;
  readonly token: string;
  readonly rttMs: number;
  readonly boxes: readonly Box[];
};

/** What the lab process is asked to be. */
export type Wish = {
  readonly boxes: readonly { readonly name: string; readonly product: string }[];
  readonly clockRate: number;
  readonly rttMs?: number;
  readonly token: string;
};

/** The files of a lab directory. */
export type LabPaths = {
  readonly lab: string;
  readonly wish: string;
  readonly log: string;
  readonly password: string;
  readonly authorizedKeys: string;
  readonly transcript: (box: string) => string;
  readonly hostKeys: (box: string) => string;
  readonly port: (box: string) => string;
  readonly state: (box: string) => string;
};

/** Where everything of a lab lies. Transcripts, host keys and device state are kept between `down` and `up`. */
export function paths(directory: string): LabPaths {
  return {
    lab: join(directory, "lab.json"),
    wish: join(directory, "wish.json"),
    log: join(directory, "lab.log"),
    password: join(directory, "password"),
    authorizedKeys: join(directory, "authorized_keys"),
    transcript: (box) => join(directory, `${box}.transcript`),
    hostKeys: (box) => join(directory, `${box}.hostkeys.json`),
    port: (box) => join(directory, `${box}.port`),
    state: (box) => join(directory, `${box}.state`),
  };
}

/** The running lab's own word, or undefined where there is none. */
export function readLab(directory: string): LabFile | undefined {
  const text = readText(paths(directory).lab);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as LabFile;
  } catch {
    return undefined;
  }
}

/** A file's text, or undefined where it cannot be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Writes a file in one step, for its owner only. */
export function writePrivate(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.new`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}

/** Whether a process of this number exists and is ours. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
