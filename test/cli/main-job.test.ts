import { setTimeout as delay } from "node:timers/promises";
import { diffLines } from "diff";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";
import { plainClient } from "../support/plain-client.ts";

let workspace: Workspace;
let lab: Lab;

const loopbacks = "models/loopback/routers.yaml";
const boxes = ["csr1", "veos1", "vsrx1"];

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

/** A test that failed half-way must not fail those behind it. */
afterEach(async () => {
  await workspace.git("checkout", "--", ".");
  for (const { name, faults } of await lab.status()) {
    for (const fault of faults) await lab.fault(name, fault, false);
  }
});

/** Waits for something outside to be so; every wait has an end. */
async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let count = 0; count < 400; count += 1) {
    if (await isSo()) return;
    await delay(50);
  }
  throw new Error(`it never came to this: ${what}`);
}

async function expectUntouched(before: {
  running: object;
  startup: object;
  head: string;
  status: string;
}): Promise<void> {
  expect(await lab.running()).toEqual(before.running);
  expect(await lab.startup()).toEqual(before.startup);
  expect(await workspace.git("rev-parse", "HEAD")).toBe(before.head);
  expect(await workspace.git("status", "--porcelain")).toBe(before.status);
  expect((await lab.status()).map(({ pending }) => pending)).toEqual([null, null, null]);
}

async function now(): Promise<{ running: object; startup: object; head: string; status: string }> {
  return {
    running: await lab.running(),
    startup: await lab.startup(),
    head: await workspace.git("rev-parse", "HEAD"),
    status: await workspace.git("status", "--porcelain"),
  };
}

describe("the main job", { timeout: 600_000 }, () => {
  it("plans in the devices' own lines with their origins, and enters no configuration mode", async () => {
    const plan = await workspace.netctl("plan");
    expect(plan.err).not.toContain("error");
    expect(plan.code).toBe(0);
    expect(plan.out).toContain("ip address 10.0.2.1 255.255.255.0");
    expect(plan.out).toContain("address 10.0.1.2/24");
    expect(plan.out).toContain("ip address 10.0.2.2/24");
    expect(plan.out).toMatch(/link\/csr1-veos1.*templates\/iosxe\/link\.njk:\d+/);
    expect(plan.out).toContain("Nothing has been sent.");
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(2);
    expect(await lab.configCommands()).toBe(0);
  });

  it("applies to all three, records it in git, and leaves every unmanaged line as it was", async () => {
    const before = await lab.running();
    const applied = await workspace.netctl("apply", "--yes");
    expect(applied.err).not.toContain("error");
    expect(applied.code).toBe(0);

    for (const box of await lab.status()) {
      const text = await plainClient(box);
      const addresses = {
        csr1: "ip address 10.0.2.1 255.255.255.0",
        veos1: "ip address 10.0.2.2/24",
        vsrx1: "address 10.0.1.2/24",
      };
      expect(text).toContain(addresses[box.name as keyof typeof addresses]);
      expect(box.pending).toBeNull();
      expect(box.startupEqualsRunning).toBe(true);
    }

    const after = await lab.running();
    // Only what a value of ours takes the place of is gone; every other line stands where it stood.
    expect(linesGone(before["csr1"], after["csr1"])).toEqual([
      "hostname csr1000v",
      "ip domain name example.com",
      ...[" no ip address", " shutdown", " no ip address", " shutdown"],
    ]);
    expect(linesGone(before["veos1"], after["veos1"])).toEqual(["no ip routing"]);
    expect(linesGone(before["vsrx1"], after["vsrx1"])).toEqual([]);

    expect(
      await workspace.git("log", "-1", "--format=%(trailers:key=Netctl-Transaction,valueonly)"),
    ).toMatch(/^[a-z0-9]{10}$/);
    expect(await workspace.git("rev-parse", "refs/netctl/applied")).toBe(
      await workspace.git("rev-parse", "HEAD"),
    );
    expect(await workspace.git("notes", "--ref=netctl", "show", "HEAD")).toContain("veos1: new");
    expect(await workspace.git("status", "--porcelain")).toBe("");
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
  });

  it("does nothing in a second apply", async () => {
    const before = await now();
    const commands = await lab.configCommands();
    const second = await workspace.netctl("apply", "--yes");
    expect(second).toMatchObject({
      code: 0,
      out: expect.stringContaining("nothing to do") as string,
    });
    await expectUntouched(before);
    expect(await lab.configCommands()).toBe(commands);
  });

  it("takes an edit back with git revert and apply, line for line", async () => {
    const before = await lab.running();
    await workspace.edit(loopbacks, "192.168.255.1/32", "192.168.255.101/32");
    expect((await workspace.netctl("apply", "--yes", "-m", "Move a loopback")).code).toBe(0);
    expect((await lab.running())["csr1"]).toContain("192.168.255.101");
    await workspace.git("revert", "--no-edit", "HEAD");
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    expect(await lab.running()).toEqual(before);
    expect(await workspace.git("rev-parse", "refs/netctl/applied")).toBe(
      await workspace.git("rev-parse", "HEAD"),
    );
    const history = await workspace.netctl("history");
    expect(history.out).toContain("Move a loopback");
    expect(history.out).toContain("Revert");
  });

  it.each(boxes)(
    "restores all three when %s refuses a line, and says so in the device's own words",
    async (box) => {
      await workspace.edit(loopbacks, /255\.(\d)\/32/g, "255.10$1/32");
      const before = await now();
      await lab.fault(box, "refuse:192.168.255.10");
      const applied = await workspace.netctl("apply", "--yes");
      await lab.fault(box, "refuse:192.168.255.10", false);
      expect(applied.code).toBe(5);
      expect(applied.out).toMatch(/Invalid input|syntax error/);
      expect(applied.out).toMatch(/models\/loopback\/routers\.yaml:\d+/);
      await expectUntouched(before);
      await workspace.git("checkout", "--", "models");
    },
  );

  it("sends nothing to anybody when one device is unreachable", async () => {
    await workspace.edit(loopbacks, "192.168.255.1/32", "192.168.255.101/32");
    const before = await now();
    const commands = await lab.configCommands();
    await lab.fault("veos1", "unreachable");
    const applied = await workspace.netctl("apply", "--yes");
    await lab.fault("veos1", "unreachable", false);
    expect(applied.code).toBe(8);
    expect(applied.err).toContain("veos1");
    await expectUntouched(before);
    expect(await lab.configCommands()).toBe(commands);
    await workspace.git("checkout", "--", "models");
  });

  it.each(["wrong-password", "changed-host-key"])(
    "sends nothing to anybody on a %s",
    async (fault) => {
      await workspace.edit(loopbacks, "192.168.255.1/32", "192.168.255.101/32");
      const before = await now();
      const commands = await lab.configCommands();
      await lab.fault("vsrx1", fault);
      const applied = await workspace.netctl("apply", "--yes");
      await lab.fault("vsrx1", fault, false);
      expect(applied.code).toBe(4);
      expect(applied.err).toContain("vsrx1");
      await expectUntouched(before);
      expect(await lab.configCommands()).toBe(commands);
      await workspace.git("checkout", "--", "models");
    },
  );

  it("refuses a sealed plan when a device moved since, and applies one when nothing did", async () => {
    await workspace.edit(loopbacks, "192.168.255.1/32", "192.168.255.101/32");
    expect((await workspace.netctl("plan", "-o", "p.ncplan")).code).toBe(0);
    await lab.edit("veos1", "interface Ethernet8", "description somebody was here");
    const before = await now();
    const commands = await lab.configCommands();
    const stale = await workspace.netctl("apply", "p.ncplan");
    expect(stale.code).toBe(7);
    expect(stale.out + stale.err).toContain("moved since the plan");
    await expectUntouched(before);
    expect(await lab.configCommands()).toBe(commands);

    expect((await workspace.netctl("plan", "-o", "p.ncplan")).code).toBe(0);
    expect((await workspace.netctl("apply", "p.ncplan")).code).toBe(0);
    expect((await lab.running())["csr1"]).toContain("192.168.255.101");
    expect((await lab.running())["veos1"]).toContain("somebody was here");
    expect((await workspace.netctl("apply", "p.ncplan")).code).toBe(7);
  });

  it("leaves a killed trial to the devices' own timers, and recovers", async () => {
    const before = await now();
    await workspace.edit(loopbacks, /192\.168\.\d+\./g, "192.168.71.");
    await lab.fault("csr1", "hang:end");
    const apply = workspace.start("apply", "--yes", "--confirm-timeout", "2m");
    await eventually("three devices in trial", async () =>
      (await lab.status()).every(({ pending }) => pending !== null),
    );
    apply.kill("SIGKILL");
    await lab.fault("csr1", "hang:end", false);
    expect(await lab.running()).not.toEqual(before.running);

    await lab.forward(180);
    await eventually("all devices restored", async () =>
      (await lab.status()).every(({ pending }) => pending === null),
    );
    expect(await lab.running()).toEqual(before.running);
    const refused = await workspace.netctl("apply", "--yes");
    expect(refused.code).toBe(7);
    expect(refused.err).toContain("netctl recover");
    const recovered = await workspace.netctl("recover");
    expect(recovered.code).toBe(0);
    expect(await workspace.git("rev-parse", "HEAD")).toBe(before.head);
    await workspace.git("checkout", "--", "models");
    await expectUntouched(before);
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
  });

  it("restores a killed trial by recover while the timers still run", async () => {
    const before = await now();
    await workspace.edit(loopbacks, /192\.168\.\d+\./g, "192.168.72.");
    await lab.fault("csr1", "hang:configure terminal revert");
    const apply = workspace.start("apply", "--yes");
    await eventually(
      "two devices in trial",
      async () => (await lab.status()).filter(({ pending }) => pending !== null).length >= 2,
    );
    apply.kill("SIGKILL");
    await lab.fault("csr1", "hang:configure terminal revert", false);
    expect((await workspace.netctl("recover")).code).toBe(0);
    await workspace.git("checkout", "--", "models");
    await expectUntouched(before);
  });

  it("goes forward when it is killed after the record: recover confirms", async () => {
    await workspace.edit(loopbacks, /192\.168\.\d+\./g, "192.168.73.");
    await lab.fault("csr1", "hang:configure confirm");
    const head = await workspace.git("rev-parse", "HEAD");
    const apply = workspace.start("apply", "--yes");
    await eventually(
      "git moved",
      async () => (await workspace.git("rev-parse", "refs/netctl/applied")) !== head,
    );
    apply.kill("SIGKILL");
    await lab.fault("csr1", "hang:configure confirm", false);
    const recovered = await workspace.netctl("recover");
    expect(recovered.code).toBe(0);
    const running = await lab.running();
    for (const box of boxes) expect(running[box]).toContain("192.168.73.");
    expect((await lab.status()).map(({ pending }) => pending)).toEqual([null, null, null]);
    expect((await lab.status()).every(({ startupEqualsRunning }) => startupEqualsRunning)).toBe(
      true,
    );
    expect(await workspace.git("rev-parse", "refs/netctl/applied")).toBe(
      await workspace.git("rev-parse", "HEAD"),
    );
    expect(await workspace.git("status", "--porcelain")).toBe("");
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
  });

  it("asks nobody when nobody is there", async () => {
    expect((await workspace.netctl("apply")).code).toBe(64);
  });
});

/** Lines of `before` that a shortest edit to `after` takes away. */
function linesGone(before = "", after = ""): string[] {
  return diffLines(before, after)
    .filter(({ removed }) => removed)
    .flatMap(({ value }) => value.trimEnd().split("\n"));
}
