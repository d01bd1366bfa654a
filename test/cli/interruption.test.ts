import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/hanging.ts";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;

const loopbacks = "models/loopback/routers.yaml";

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
  expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

afterEach(async () => {
  await workspace.git("checkout", "--", ".");
});

/** Starts an apply that hangs on csr1 at `words`, waits until `isThere`, and hands it over with what it wrote. */
async function applyThatHangs(words: string, isThere: () => Promise<boolean>) {
  await workspace.edit(loopbacks, /192\.168\.\d+\./g, "192.168.81.");
  await lab.fault("csr1", `hang:${words}`);
  const apply = workspace.start("apply", "--yes");
  let said = "";
  apply.stderr?.on("data", (data: Buffer) => {
    said += data.toString();
  });
  const ended = once(apply, "close") as Promise<[number | null, string | null]>;
  await eventually(`csr1 hangs at ${words}`, isThere);
  return { apply, ended, said: () => said };
}

const twoInTrial = async () =>
  (await lab.status()).filter(({ pending }) => pending !== null).length >= 2;
const allInTrial = async () => (await lab.status()).every(({ pending }) => pending !== null);

describe("an edit while an apply reads the devices", { timeout: 600_000 }, () => {
  const link = "models/link/csr1-veos1.yaml";
  const added = "models/link/new.yaml";

  it.each([
    ["of another file", async () => workspace.edit(link, "10.0.2.1/24", "10.0.2.9/24")],
    ["of the same file", async () => workspace.edit(loopbacks, /192\.168\.81\./g, "192.168.82.")],
    ["that adds an empty file", async () => workspace.write(added, "")],
    ["that takes a file away", async () => rm(join(workspace.root, link))],
    ["of a rendered file", async () => workspace.edit("devices/csr1.conf", "csr1", "csr9")],
  ])("%s stops it before anything is sent, for it would be recorded", async (_, edit) => {
    const before = await lab.running();
    const refs = await workspace.git("for-each-ref");
    const reading = "show running-config";
    const { apply, ended, said } = await applyThatHangs(reading, async () => true);
    await eventually("it reads", async () => said().includes("reading 3 devices"));
    await edit();
    await lab.fault("csr1", `hang:${reading}`, false);
    expect(await ended).toEqual([7, null]);
    expect(apply.killed).toBe(false);
    expect(said()).toMatch(/edited after it was read/);
    await workspace.git("clean", "-fdq");
    expect(await lab.running()).toEqual(before);
    expect(await workspace.git("for-each-ref")).toBe(refs);
  });
});

describe("a signal", { timeout: 600_000 }, () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s in trial takes every device back and exits %i", async (signal, code) => {
    const before = await lab.running();
    const head = await workspace.git("rev-parse", "HEAD");
    const { apply, ended, said } = await applyThatHangs("end", allInTrial);
    apply.kill(signal);
    await eventually("it says so", async () => said().includes("stopping safely"));
    await lab.fault("csr1", "hang:end", false);
    expect(await ended).toEqual([code, null]);
    expect(await lab.running()).toEqual(before);
    expect((await lab.status()).map(({ pending }) => pending)).toEqual([null, null, null]);
    expect(await workspace.git("rev-parse", "HEAD")).toBe(head);
    expect((await workspace.netctl("plan")).code).toBe(0);
  });

  it("given twice leaves at once, and recover settles what is left", async () => {
    const before = await lab.running();
    const { apply, ended, said } = await applyThatHangs("configure terminal revert", twoInTrial);
    apply.kill("SIGINT");
    await eventually("it says so", async () => said().includes("stopping safely"));
    apply.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(said()).toContain("netctl recover");
    await lab.fault("csr1", "hang:configure terminal revert", false);
    expect((await workspace.netctl("apply", "--yes")).code).toBe(7);
    expect((await workspace.netctl("recover")).code).toBe(0);
    expect(await lab.running()).toEqual(before);
    expect((await workspace.netctl("recover")).out).toContain("nothing to recover");
  });

  it("of a reader that goes away does not end the work", async () => {
    await workspace.edit(loopbacks, /192\.168\.\d+\./g, "192.168.82.");
    const apply = workspace.start("apply", "--yes");
    apply.stdout?.destroy();
    apply.stderr?.destroy();
    expect(await once(apply, "close")).toEqual([0, null]);
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
  });

  it("is not needed to keep two applies apart: the second is refused and says who holds the lock", async () => {
    const { apply, ended } = await applyThatHangs("end", allInTrial);
    const second = await workspace.netctl("apply", "--yes");
    expect(second.code).toBe(7);
    expect(second.err).toContain(String(apply.pid));
    apply.kill("SIGINT");
    await lab.fault("csr1", "hang:end", false);
    expect((await ended)[0]).toBe(130);
  });
});
