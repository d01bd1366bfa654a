import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type LockHolder, readLock, takeLock } from "../../../src/repo/local/lock.ts";
import { startOf } from "../../../src/repo/local/process-start.ts";
import type { Workspace } from "../../../src/repo/workspace.ts";
import { temporaryFolder } from "../temporary.ts";

function workspace(): Workspace {
  const root = temporaryFolder();
  const local = join(root, ".git", "netctl");
  mkdirSync(local, { recursive: true });
  return { root, gitDir: join(root, ".git"), local, prefix: "" };
}

/** Puts a lock there as another process would have left it. */
function plant({ local }: Workspace, facts: Partial<LockHolder>): void {
  const holder: LockHolder = {
    owner: "ada",
    host: hostname(),
    pid: spawnSync("true").pid,
    started: null,
    since: "2026-11-22T12:00:00.000Z",
    command: "apply",
    transaction: "abc0123456",
    nonce: "old",
    ...facts,
  };
  writeFileSync(join(local, "lock"), JSON.stringify(holder));
}

test("one takes the lock, the next is told who has it, and may have it afterwards", async () => {
  const place = workspace();
  const lock = await takeLock(place, { command: "apply", transaction: "abc0123456" });
  expect(await readLock(place)).toEqual(lock.holder);
  const refusal = takeLock(place, { command: "recover" });
  await expect(refusal).rejects.toMatchObject({ kind: "refused" });
  await expect(refusal).rejects.toThrow(
    `on ${hostname()} holds the lock since ${lock.holder.since}: apply (transaction abc0123456), process ${process.pid}`,
  );
  await lock.release();
  expect(readdirSync(place.local)).toEqual([]);
  await (await takeLock(place, { command: "recover" })).release();
});

test("the lock of a process that ended is taken over", async () => {
  const place = workspace();
  plant(place, {});
  const lock = await takeLock(place, { command: "apply" });
  expect((await readLock(place))?.pid).toBe(process.pid);
  expect(readdirSync(place.local)).toEqual(["lock"]);
  await lock.release();
});

test("a process number that was given out again does not keep a dead lock alive", async () => {
  const place = workspace();
  plant(place, { pid: process.pid, started: "other-boot:1" });
  await (await takeLock(place, { command: "apply" })).release();
});

test("a living process keeps its lock, also one that died as a zombie does not", async () => {
  const place = workspace();
  const child = spawn("sleep", ["60"]);
  onTestFinished(() => void child.kill());
  plant(place, { pid: child.pid!, started: (await startOf(child.pid!))! });
  await expect(takeLock(place, { command: "apply" })).rejects.toMatchObject({ kind: "refused" });
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await ended;
  await (await takeLock(place, { command: "apply" })).release();
});

test("a lock of another host is never taken over", async () => {
  const place = workspace();
  plant(place, { host: "elsewhere" });
  await expect(takeLock(place, { command: "apply" })).rejects.toThrow(/ada on elsewhere/);
});

test("of many who find a dead lock at the same time one takes it", async () => {
  for (let round = 0; round < 20; round += 1) {
    const place = workspace();
    plant(place, {});
    // A taker was killed while taking over, so its own lock is dead too.
    if (round % 2 === 1) writeFileSync(join(place.local, "lock.old"), deadGuard());
    const ends = await Promise.allSettled(
      Array.from({ length: 12 }, () => takeLock(place, { command: "apply" })),
    );
    const won = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
    expect(won).toHaveLength(1);
    expect(await readLock(place)).toEqual(won[0]?.holder);
  }
});

function deadGuard(): string {
  const pid = spawnSync("true").pid;
  return JSON.stringify({ host: hostname(), pid, started: null, nonce: "guard" });
}

test("releasing leaves a lock alone that is somebody else's by now", async () => {
  const place = workspace();
  const lock = await takeLock(place, { command: "apply" });
  plant(place, { host: "elsewhere" });
  await lock.release();
  expect(existsSync(join(place.local, "lock"))).toBe(true);
});

test("a lock that cannot be read is not guessed at", async () => {
  const place = workspace();
  writeFileSync(join(place.local, "lock"), "");
  await expect(takeLock(place, { command: "apply" })).rejects.toThrow(/cannot be read/);
});
