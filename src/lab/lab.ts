// The lab: simulated CSR1000V, vSRX and vEOS boxes as real SSH servers, in one process of their own that survives
// whoever started it. This room knows how those devices behave, from the written evidence alone (`devices.md` in the
// docstrings is that collection of device facts); it refuses to know netctl's drivers, grammars and transactions, so
// that a driver and its simulator cannot share a mistake. This file is the outside: it starts, asks and ends the process.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NetctlError } from "../errors.ts";
import type { Box, BoxStatus } from "./box-status.ts";
import { ask } from "./control-client.ts";
import { isAlive, type LabFile, paths, readLab, writePrivate } from "./directory.ts";

export type { Box, BoxStatus } from "./box-status.ts";

/** A box to be: its name and product (`csr1000v`, `vsrx`, `veos`). */
export type BoxSpec = { readonly name: string; readonly product: string };

const START_LIMIT_MS = 20_000;
const START_LIMIT_PER_BOX_MS = 20;
const STOP_LIMIT_MS = 5_000;
const POLL_MS = 25;

/** `clockRate` 60 lets a device minute pass in a second; `rttMs` is how far away the boxes are. */
export type LabOptions = { readonly clockRate?: number; readonly rttMs?: number };

/**
 * Starts the lab in `directory` and waits until every box listens, at most 20 s and 20 ms for each box. A lab that
 * runs with the same boxes, as far away, is left as it is; another is started anew.
 */
export async function labUp(
  directory: string,
  specs: readonly BoxSpec[],
  { clockRate = 1, rttMs = 0 }: LabOptions = {},
): Promise<Box[]> {
  const running = await runningLab(directory);
  if (running !== undefined) {
    if (isSame(running.boxes, specs) && running.rttMs === rttMs) return [...running.boxes];
    await labDown(directory);
  }
  const files = paths(directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  rmSync(files.lab, { force: true });
  const token = randomBytes(24).toString("base64url");
  writePrivate(files.wish, JSON.stringify({ boxes: specs, clockRate, rttMs, token }));
  const log = openSync(files.log, "a", 0o600);
  const main = fileURLToPath(new URL("../../dist/lab/main.js", import.meta.url));
  const child = spawn(process.execPath, [main, directory], {
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.on("error", () => undefined);
  child.unref();
  const lab = await waitFor(
    async () => {
      if (child.exitCode !== null) throw startFailed(files.log);
      const found = await runningLab(directory);
      return found?.token === token ? found : undefined;
    },
    START_LIMIT_MS + START_LIMIT_PER_BOX_MS * specs.length,
  );
  if (lab === undefined) throw startFailed(files.log);
  return [...lab.boxes];
}

function startFailed(log: string): NetctlError {
  return new NetctlError("unreachable", "the lab did not start", { hint: `see ${log}` });
}

function isSame(boxes: readonly Box[], specs: readonly BoxSpec[]): boolean {
  const text = (list: readonly BoxSpec[]): string =>
    JSON.stringify(list.map(({ name, product }) => [name, product]));
  return text(boxes) === text(specs);
}

/** Ends the lab and waits until it is gone; false where none was running. The boxes keep what they have saved. */
export async function labDown(directory: string): Promise<boolean> {
  const lab = await runningLab(directory);
  if (lab === undefined) return false;
  await ask(lab, { verb: "down" });
  await waitFor(async () => (isAlive(lab.pid) ? undefined : true), STOP_LIMIT_MS);
  return true;
}

/** What every box is doing. Throws `refused` when no lab runs in this directory. */
export async function labStatus(directory: string): Promise<BoxStatus[]> {
  return (await ask(await needed(directory), { verb: "status" })) as BoxStatus[];
}

/** Switches a fault of one box, by its name in `FAULTS` with the argument behind a colon. */
export async function labFault(
  directory: string,
  box: string,
  fault: string,
  on: boolean,
): Promise<void> {
  await ask(await needed(directory), { verb: "fault", box, fault, on });
}

/** Takes one box, or all, back to the factory configuration: faults off, counters zero, connections cut. */
export async function labReset(directory: string, box?: string): Promise<void> {
  await ask(await needed(directory), { verb: "reset", ...(box === undefined ? {} : { box }) });
}

/** Changes what runs on a box as if somebody else had typed these lines. */
export async function labEdit(
  directory: string,
  box: string,
  lines: readonly string[],
): Promise<void> {
  await ask(await needed(directory), { verb: "edit", box, lines });
}

/** A box's configuration as it prints it itself, without the volatile header. */
export async function labRunning(
  directory: string,
  box: string,
  which: "running" | "startup",
): Promise<string> {
  return (await ask(await needed(directory), { verb: "configuration", box, which })) as string;
}

/** Puts the clock of all boxes forward; timers that are due have fired when this returns. */
export async function labClock(directory: string, secondsForward: number): Promise<void> {
  await ask(await needed(directory), { verb: "clock", seconds: secondsForward });
}

async function needed(directory: string): Promise<LabFile> {
  const lab = await runningLab(directory);
  if (lab !== undefined) return lab;
  throw new NetctlError("refused", "no lab is running here", { hint: "netctl lab up" });
}

async function runningLab(directory: string): Promise<LabFile | undefined> {
  const lab = readLab(directory);
  if (lab === undefined || !isAlive(lab.pid)) return undefined;
  try {
    await ask(lab, { verb: "ping" });
    return lab;
  } catch {
    // A stale file whose process number somebody else has now.
    return undefined;
  }
}

async function waitFor<Value>(
  look: () => Promise<Value | undefined>,
  limitMs: number,
): Promise<Value | undefined> {
  const until = Date.now() + limitMs;
  while (Date.now() < until) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
  return undefined;
}

/** Where the boxes of a running lab listen; none where no lab runs. Read from the lab's own file: cheap. */
export function labBoxes(directory: string): readonly Box[] {
  const lab = readLab(directory);
  return lab !== undefined && isAlive(lab.pid) ? lab.boxes : [];
}
