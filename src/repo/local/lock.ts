import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { NetctlError } from "../../errors.ts";
import { makePrivateFolder } from "../durable.ts";
import { userName } from "../repo.ts";
import type { Workspace } from "../workspace.ts";
import { isRunning, startOf } from "./process-start.ts";

/** Who holds the lock, and what for. */
export type LockHolder = {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  /** When that process started, in the kernel's own words, so that a reused pid is told apart; null where unknown. */
  readonly started: string | null;
  /** ISO 8601. */
  readonly since: string;
  readonly command: string;
  readonly transaction: string | null;
  /** Tells this taking of the lock from every other. */
  readonly nonce: string;
};

/** The lock, held. */
export type Lock = {
  readonly holder: LockHolder;
  /** Frees it; does nothing where it is no longer one's own. */
  readonly release: () => Promise<void>;
};

/** What the lock is taken for. */
export type LockPurpose = { readonly command: string; readonly transaction?: string };

const attemptLimitCount = 50;
const pauseMilliseconds = 20;

/**
 * Takes the lock of the workspace. One whose process has ended on this host is taken over.
 * NetctlError `refused` where somebody holds it.
 */
export async function takeLock(workspace: Workspace, purpose: LockPurpose): Promise<Lock> {
  await makePrivateFolder(workspace.local);
  const path = lockPath(workspace);
  const holder = await ownHolder(purpose);
  await acquire(path, holder);
  return { holder, release: () => free(path, holder) };
}

/** Who holds the lock, living or not; undefined where it is free. */
export async function readLock(workspace: Workspace): Promise<LockHolder | undefined> {
  return read(lockPath(workspace));
}

function lockPath(workspace: Workspace): string {
  return join(workspace.local, "lock");
}

async function ownHolder({ command, transaction }: LockPurpose): Promise<LockHolder> {
  return {
    owner: userName(),
    host: hostname(),
    pid: process.pid,
    started: (await startOf(process.pid)) ?? null,
    since: new Date().toISOString(),
    command,
    transaction: transaction ?? null,
    nonce: randomUUID(),
  };
}

async function acquire(path: string, holder: LockHolder): Promise<void> {
  // Written whole and then linked: nobody ever sees half a lock, whenever the writer is killed.
  const draft = `${path}.draft-${holder.nonce}`;
  await writeFile(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < attemptLimitCount; attempt += 1) {
      if (await linked(draft, path)) return;
      const other = await read(path);
      if (other === undefined) continue;
      if (await isHeld(other)) throw conflict(path, other);
      if (await takeOver(path, other, holder, draft)) return;
      await sleep(pauseMilliseconds);
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new NetctlError("refused", "the lock changes hands too fast to be taken", {
    hint: "try again",
  });
}

/**
 * Two takers see the same dead lock. Whoever holds the lock named after that very lock alone may replace it, so the
 * look and the rename below cannot be torn apart. A taker who is killed here leaves a dead lock of the same kind.
 */
async function takeOver(
  path: string,
  dead: LockHolder,
  holder: LockHolder,
  draft: string,
): Promise<boolean> {
  const guard = `${path}.${dead.nonce}`;
  try {
    await acquire(guard, holder);
  } catch (error) {
    // Somebody else is at it: look again.
    if (error instanceof NetctlError) return false;
    throw error;
  }
  try {
    if ((await read(path))?.nonce !== dead.nonce) return false;
    await rename(draft, path);
    return true;
  } finally {
    await free(guard, holder);
  }
}

async function free(path: string, holder: LockHolder): Promise<void> {
  const present = await read(path).catch(() => undefined);
  if (present?.nonce === holder.nonce) await rm(path, { force: true });
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function read(path: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as LockHolder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new NetctlError("refused", `the lock ${path} cannot be read`, {
      hint: "no netctl wrote it like that; remove the file when nothing is running",
      cause: error,
    });
  }
}

/** A process on another host cannot be asked: it counts as alive. */
async function isHeld({ host, pid, started }: LockHolder): Promise<boolean> {
  return host !== hostname() || (await isRunning(pid, started));
}

function conflict(path: string, holder: LockHolder): NetctlError {
  const { owner, host, pid, since, command, transaction } = holder;
  const what = transaction === null ? command : `${command} (transaction ${transaction})`;
  return new NetctlError(
    "refused",
    `${owner} on ${host} holds the lock since ${since}: ${what}, process ${pid}`,
    { hint: `wait for it to end; if that host is gone for good, remove ${path}` },
  );
}
