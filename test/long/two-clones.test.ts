import { rename } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { applyInTrial } from "../support/hanging.ts";
import { Lab } from "../support/lab.ts";
import { Workspace } from "../support/netctl.ts";

let ada: Workspace;
let bob: Workspace;
let hub: string;
let lab: Lab;

const loopbacks = "models/loopback/routers.yaml";

beforeAll(async () => {
  ada = await Workspace.make();
  hub = await ada.share();
  expect((await ada.netctl("lab", "up")).code).toBe(0);
  lab = new Lab(ada);
  expect((await ada.netctl("apply", "--yes")).code).toBe(0);
  bob = await ada.clone("bob");
}, 600_000);

afterAll(async () => ada.remove(), 30_000);

afterEach(async () => {
  for (const clone of [ada, bob]) {
    await clone.git("fetch", "--quiet");
    await clone.git("reset", "--quiet", "--hard", "origin/main");
  }
  expect(await refs()).not.toHaveProperty("refs/netctl/lock");
});

/** Where the refs of the remote stand, by name. */
async function refs(): Promise<Readonly<Record<string, string>>> {
  const listing = await ada.git("ls-remote", hub);
  return Object.fromEntries(
    listing.split("\n").map((line) => line.split("\t").reverse() as [string, string]),
  );
}

async function change(clone: Workspace, third: number): Promise<void> {
  await clone.edit(loopbacks, /192\.168\.\d+\./g, `192.168.${third}.`);
}

/** Expects that nothing came of an apply: neither at the remote nor on the devices. */
async function expectUnchanged(before: unknown, running: unknown): Promise<void> {
  expect(await refs()).toEqual(before);
  expect(await lab.running()).toEqual(running);
  expect((await lab.status()).map(({ pending }) => pending)).toEqual([null, null, null]);
}

describe("two operators with a clone each", { timeout: 600_000 }, () => {
  it("compare with what either applied, and the one who lacks it is refused", async () => {
    await change(bob, 21);
    expect((await bob.netctl("apply", "--yes", "-m", "Bob's")).code).toBe(0);
    const at = await refs();
    expect(at["refs/netctl/applied"]).toBe(at["refs/heads/main"]);
    const plan = await ada.netctl("plan");
    expect(plan.err).toContain("this clone lacks a commit of origin: git pull first");
    const refused = await ada.netctl("apply", "--yes");
    expect(refused.code).toBe(7);
    expect(refused.err).toMatch(/origin has moved.*\n.*by A Tester .*\(transaction \w+\): Bob's/);
    await ada.git("pull", "--quiet");
    expect((await ada.netctl("apply", "--yes")).out).toContain("nothing to do");
    expect((await ada.netctl("history")).out).toContain("Bob's");
  });

  it("are kept apart by a lock, which a person can hold, see and free", async () => {
    expect((await ada.netctl("lock", "--for", "5m")).code).toBe(0);
    const { id } = JSON.parse((await bob.netctl("--json", "lock", "--show")).out);
    const refused = await bob.netctl("apply", "--yes");
    expect(refused.code).toBe(7);
    expect(refused.err).toContain(`netctl unlock ${id}`);
    await change(ada, 22);
    expect((await ada.netctl("apply", "--yes")).code).toBe(0);
    expect((await bob.netctl("status")).out).toContain(id);
    expect((await bob.netctl("unlock", "0000000")).code).toBe(64);
    expect((await bob.netctl("unlock", id)).code).toBe(0);
    expect((await bob.netctl("lock", "--show")).out).toBe("free\n");
  });

  it("cannot both win: who loses the lock and the race has every device restored, and is told who won", async () => {
    const running = await lab.running();
    await change(ada, 23);
    const apply = await applyInTrial(ada, lab);
    const { id } = JSON.parse((await bob.netctl("--json", "lock", "--show")).out);
    expect((await bob.netctl("unlock", id)).code).toBe(0);
    const trailer = "Netctl-Transaction: bobsbobs00";
    await bob.git("commit", "--quiet", "--allow-empty", "-m", `Bob was faster\n\n${trailer}`);
    await bob.git("push", "--quiet", "origin", "main", "+main:refs/netctl/applied");
    const won = await refs();
    const { code, said } = await apply.goOn();
    expect(code).toBe(5);
    expect(said).toMatch(/another apply was recorded meanwhile/);
    expect(said).toMatch(/by A Tester .*\(transaction bobsbobs00\): Bob was faster/);
    await expectUnchanged(won, running);
  });

  it("send nothing while the remote cannot be reached", async () => {
    const [before, running] = [await refs(), await lab.running()];
    await rename(hub, `${hub}.away`);
    await change(ada, 24);
    const { code, err } = await ada.netctl("apply", "--yes");
    const plan = await ada.netctl("plan", "--detailed-exitcode");
    await rename(`${hub}.away`, hub);
    expect(code).toBe(8);
    expect(err).toContain("git could not talk to remote origin");
    expect(plan.code).toBe(2);
    expect(plan.err).toContain("compared with what this clone knew last");
    await expectUnchanged(before, running);
  });

  it("are in doubt as long as a remote that went away in trial stays away, and recover settles it", async () => {
    const [before, running] = [await refs(), await lab.running()];
    await change(ada, 25);
    const apply = await applyInTrial(ada, lab);
    await rename(hub, `${hub}.away`);
    const { code, said } = await apply.goOn();
    expect(code).toBe(6);
    expect(said).toContain("netctl recover");
    expect((await ada.netctl("recover")).code).toBe(8);
    expect((await ada.netctl("recover", "--status")).out).toContain("the remote does not answer");
    await rename(`${hub}.away`, hub);
    expect((await bob.netctl("apply", "--yes")).code).toBe(7);
    expect((await ada.netctl("recover")).code).toBe(0);
    delete (before as Record<string, string>)["refs/netctl/lock"];
    await expectUnchanged(before, running);
  });
});

describe("a rollback", { timeout: 600_000 }, () => {
  it("takes the last transaction back and leaves everything else, in one transaction", async () => {
    await change(ada, 31);
    expect((await ada.netctl("apply", "--yes", "-m", "The wrong one")).code).toBe(0);
    await ada.edit("models/system/all.yaml", /$/, "# later\n");
    await ada.git("commit", "--quiet", "-am", "Later");
    const rolled = await ada.netctl("rollback", "--yes");
    expect(rolled.code, rolled.err).toBe(0);
    expect(await ada.git("log", "-1", "--format=%s")).toBe('Roll back "The wrong one"');
    expect(await ada.git("status", "--porcelain")).toBe("");
    expect(await ada.read(loopbacks)).not.toContain("192.168.31.");
    expect(await ada.read("models/system/all.yaml")).toContain("# later");
    for (const text of Object.values(await lab.running()))
      expect(text).not.toContain("192.168.31.");
    expect((await ada.netctl("plan", "--detailed-exitcode")).code).toBe(0);
    const at = await refs();
    expect(at["refs/netctl/applied"]).toBe(await ada.git("rev-parse", "HEAD"));
  });

  it("that fails leaves branch, index and files as they were", async () => {
    await change(ada, 32);
    expect((await ada.netctl("apply", "--yes")).code).toBe(0);
    const [before, running] = [await refs(), await lab.running()];
    await lab.fault("veos1", "refuse:no ip address");
    await lab.fault("veos1", "refuse:ip address");
    const { code } = await ada.netctl("rollback", "--yes");
    await lab.fault("veos1", "refuse:no ip address", false);
    await lab.fault("veos1", "refuse:ip address", false);
    expect(code).toBe(5);
    expect(await ada.git("status", "--porcelain")).toBe("");
    expect(await ada.git("rev-parse", "HEAD")).toBe(before["refs/heads/main"]);
    expect(await ada.read(loopbacks)).toContain("192.168.32.");
    await expectUnchanged(before, running);
  });

  it("is refused where later changes stand on it, where somebody edits, and for what is no change", async () => {
    const first = await ada.git(
      "log",
      "-1",
      "--format=%(trailers:key=Netctl-Transaction,valueonly)",
    );
    await change(ada, 33);
    expect((await ada.netctl("apply", "--yes")).code).toBe(0);
    const standing = await ada.netctl("rollback", first.trim(), "--yes");
    expect(standing.code).toBe(7);
    expect(standing.err).toContain("later changes stand on this one");
    expect((await ada.netctl("rollback", "nothing", "--yes")).code).toBe(64);
    await change(ada, 34);
    const edited = await ada.netctl("rollback", "--yes");
    expect(edited.code).toBe(7);
    expect(edited.err).toContain("git stash");
  });
});
