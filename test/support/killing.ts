import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import type { Lab } from "./lab.ts";
import type { Workspace } from "./netctl.ts";

/** A moment in the life of an apply, seen from outside: true from then on. */
export type Moment = { readonly name: string; readonly isReached: () => boolean };

/** What was there before, to be compared with. */
type Before = { readonly running: Readonly<Record<string, string>>; readonly head: string };

/** Lines in journals that are not older than `names`. */
export function linesOf(workspace: Workspace, old: readonly string[]): readonly string[] {
  const folder = join(workspace.root, ".git/netctl/journal");
  if (!existsSync(folder)) return [];
  const [fresh] = readdirSync(folder).filter((name) => !old.includes(name));
  if (fresh === undefined) return [];
  return readFileSync(join(folder, fresh), "utf8").split("\n").slice(0, -1);
}

/** Names of the journals that are there. */
export function journalNames(workspace: Workspace): readonly string[] {
  const folder = join(workspace.root, ".git/netctl/journal");
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The journal of the next apply has `count` lines. */
export function journalHas(workspace: Workspace, count: number): Moment {
  const old = journalNames(workspace);
  return {
    name: `line ${count} of the journal`,
    isReached: () => linesOf(workspace, old).length >= count,
  };
}

/** A file below `.git` is not what it was. */
export function fileMoves(workspace: Workspace, file: string): Moment {
  const path = join(workspace.root, ".git", file);
  const stamp = () => (existsSync(path) ? `${statSync(path).mtimeMs} ${statSync(path).ino}` : "");
  const first = stamp();
  return { name: `${file} moves`, isReached: () => stamp() !== first };
}

/** Starts an apply and kills it at that moment. False where it came to its end before. */
export async function applyKilledAt(workspace: Workspace, moment: Moment): Promise<boolean> {
  return (await applyCutShort(workspace, moment, ["SIGKILL"])).isInTime;
}

/** Starts an apply and sends it signals at that moment, one right after the other; how it ended. */
export async function applyCutShort(
  workspace: Workspace,
  moment: Moment,
  signals: readonly NodeJS.Signals[],
): Promise<{ readonly isInTime: boolean; readonly code: number | null; readonly said: string }> {
  const apply = workspace.start("apply", "--yes");
  let said = "";
  apply.stderr?.on("data", (data: Buffer) => {
    said += data.toString();
  });
  apply.stdout?.resume();
  const closed = once(apply, "close");
  while (apply.exitCode === null && !moment.isReached()) await delay(1);
  const isInTime = apply.exitCode === null;
  for (const signal of signals) apply.kill(signal);
  await closed;
  return { isInTime, code: apply.exitCode, said };
}

export async function before(workspace: Workspace, lab: Lab): Promise<Before> {
  return { running: await lab.running(), head: await workspace.git("rev-parse", "HEAD") };
}

/** Recovers, and expects the network to be whole. Says which of the two it is. */
export async function expectWhole(
  workspace: Workspace,
  lab: Lab,
  was: Before,
  sign: string,
): Promise<"old" | "new"> {
  const recovered = await workspace.netctl("recover");
  expect(recovered.code, recovered.out + recovered.err).toBe(0);
  return expectSettled(workspace, lab, was, sign);
}

/**
 * Expects the network to be whole as it stands: all as it was, or all with `sign` in it and recorded; nothing pending,
 * nothing unsaved, no lock, no journal open. Says which of the two it is.
 */
export async function expectSettled(
  workspace: Workspace,
  lab: Lab,
  was: Before,
  sign: string,
): Promise<"old" | "new"> {
  const head = await workspace.git("rev-parse", "HEAD");
  const running = await lab.running();
  const end = head === was.head ? "old" : "new";
  if (end === "old") {
    await workspace.git("checkout", "--", ".");
    expect(running).toEqual(was.running);
  }
  for (const text of Object.values(running)) expect(text.includes(sign)).toBe(end === "new");
  expect(await workspace.git("rev-parse", "refs/netctl/applied")).toBe(head);
  expect(await workspace.git("status", "--porcelain")).toBe("");
  for (const { pending, startupEqualsRunning } of await lab.status()) {
    expect([pending, startupEqualsRunning]).toEqual([null, true]);
  }
  expect(existsSync(join(workspace.root, ".git/netctl/lock"))).toBe(false);
  expect(await workspace.git("for-each-ref", "refs/netctl/lock")).toBe("");
  if ((await workspace.git("remote")) !== "") await expectShared(workspace, head);
  expect((await workspace.netctl("recover", "--status")).out).toContain("nothing to recover");
  return end;
}

/** The remote says the same, and nobody holds it. */
async function expectShared(workspace: Workspace, head: string): Promise<void> {
  const refs = ["refs/heads/main", "refs/netctl/applied", "refs/netctl/lock"];
  const listing = await workspace.git("ls-remote", "origin", ...refs);
  expect(listing.split("\n")).toEqual([`${head}\trefs/heads/main`, `${head}\trefs/netctl/applied`]);
}
