import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

describe("apply --batch", { timeout: 600_000 }, () => {
  it("verifies the canary before anybody else is in trial, and restores it when they fail", async () => {
    const before = await lab.running();
    await lab.fault("vsrx1", "commit-fails");
    const { code, err } = await workspace.netctl("apply", "--yes", "--batch", "1,all");
    await lab.fault("vsrx1", "commit-fails", false);
    expect(code).toBe(5);
    const said = err.split("\n").map((line) => line.replaceAll(/ +/g, " ").trim());
    const at = (start: string) => said.findIndex((line) => line.startsWith(start));
    expect(at("csr1 verify")).toBeGreaterThan(-1);
    expect(at("veos1 trial")).toBeGreaterThan(at("csr1 verify"));
    expect(at("vsrx1 trial")).toBeGreaterThan(at("csr1 verify"));
    expect(at("csr1 restore")).toBeGreaterThan(at("vsrx1 trial"));
    expect(await lab.running()).toEqual(before);
  });

  it("lets no further wave go into trial when a check of the canary fails", async () => {
    const before = await lab.running();
    await workspace.write(
      "netctl.yaml",
      "checks:\n  - { devices: [csr1], interface: down, port: GigabitEthernet1, withinSeconds: 1 }\n",
    );
    const { code, out, err } = await workspace.netctl("apply", "--yes", "--batch", "1,all");
    await workspace.write("netctl.yaml", "");
    expect(code).toBe(5);
    expect(out).toContain('csr1: the check "interface down, port GigabitEthernet1" failed');
    const said = err.split("\n").map((line) => line.replaceAll(/ +/g, " ").trim());
    expect(said.filter((line) => line.startsWith("csr1 trial"))).toHaveLength(1);
    expect(said.filter((line) => /^(?:veos1|vsrx1) trial/.test(line))).toEqual([]);
    expect(await lab.running()).toEqual(before);
  });

  it("confirms all waves together", async () => {
    expect((await workspace.netctl("apply", "--yes", "--batch", "1,50%,all")).code).toBe(0);
    for (const { pending, startupEqualsRunning } of await lab.status()) {
      expect([pending, startupEqualsRunning]).toEqual([null, true]);
    }
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
  });

  it("says when the timers that were asked for are too short for the waves and their checks", async () => {
    const check = "{ interface: up, port: Loopback0, platform: iosxe, withinSeconds: 600 }";
    await workspace.write("netctl.yaml", `checks: [${check}]\n`);
    await workspace.edit("models/system/all.yaml", "192.0.2.20", "192.0.2.21");
    const { code, err } = await workspace.netctl(
      ...["apply", "--yes", "--batch", "1,all", "--confirm-timeout", "3m"],
    );
    expect(code).toBe(0);
    expect(err).toContain("waves and checks may take 13 minutes, longer than the timers");
  });

  it("refuses sizes that it does not understand", async () => {
    expect((await workspace.netctl("apply", "--yes", "--batch", "some")).code).toBe(64);
  });
});
