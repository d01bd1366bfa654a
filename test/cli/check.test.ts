import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

/** `netctl.yaml` with these checks. */
async function checks(...lines: readonly string[]): Promise<void> {
  await workspace.write(
    "netctl.yaml",
    ["checks:", ...lines.map((line) => `  - ${line}`), ""].join("\n"),
  );
}

const hostName =
  '{ name: knows its name, platform: iosxe, command: "show running-config | include ^hostname", expect: "^hostname csr1$", withinSeconds: 1 }';

describe("checks", { timeout: 600_000 }, () => {
  it("alone tell which pass and which do not, and change nothing", async () => {
    await checks(hostName);
    const before = await lab.running();
    const { code, out } = await workspace.netctl("check");
    expect(code).toBe(2);
    expect(out).toMatch(/csr1 +failed {2}knows its name/);
    expect(out).toMatch(/veos1 +no checks/);
    expect(await lab.running()).toEqual(before);
    expect(await lab.configCommands()).toBe(0);
  });

  it("that fail after the trial take every device back, with the device's answer", async () => {
    await checks(
      hostName,
      '{ name: has a route to nowhere, devices: [veos1], command: "show running-config | include ^ip route", expect: "10\\\\.99\\\\.", withinSeconds: 1 }',
    );
    const before = await lab.running();
    const head = await workspace.git("rev-parse", "HEAD");
    const { code, out, err } = await workspace.netctl("apply", "--yes");
    expect(code).toBe(5);
    expect(out).toContain('veos1: the check "has a route to nowhere" failed');
    expect(out).toContain("| ip route 198.51.100.0/24 10.0.3.1");
    expect(out).toContain("netctl.yaml:3:5");
    expect(out).toContain("asked on veos1: show running-config | include ^ip route");
    expect(out).toContain("it failed before the change too");
    expect(err).toContain('veos1: the check "has a route to nowhere" fails before the change');
    expect(await lab.running()).toEqual(before);
    expect(await workspace.git("rev-parse", "HEAD")).toBe(head);
  });

  it("that pass let the change be kept: a text, a pattern, a number within bounds", async () => {
    await checks(
      hostName,
      '{ name: has a banner, devices: [veos1], command: "show running-config | include banner", contains: banner login, withinSeconds: 1 }',
      '{ name: keeps its address, devices: [csr1], command: "show running-config | include ^ip ssh version", number: { match: "version (\\\\d)", atLeast: 2 }, withinSeconds: 1 }',
    );
    const first = await workspace.netctl("apply", "--yes");
    expect(first.code).toBe(5);
    expect(first.out).toContain('the check "keeps its address" failed: no number');
    await checks(
      hostName,
      '{ name: is new enough, devices: [csr1], command: "show running-config | include ^version", number: { match: "version ([0-9.]+)", atLeast: 16 }, withinSeconds: 1 }',
    );
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    expect(await workspace.netctl("check")).toMatchObject({ code: 0 });
    expect(await workspace.netctl("check", "veos1")).toMatchObject({ code: 0 });
  });

  it("of models, services and devices are ready-made, and gate what their devices feel", async () => {
    await workspace.write("netctl.yaml", "");
    await workspace.edit(
      "models/link/schema.yaml",
      /^/,
      'checks:\n  - { each: self, interface: up, port: "{{ entry.interface }}", withinSeconds: 1 }\n',
    );
    await workspace.edit(
      "models/loopback/routers.yaml",
      "devices:",
      "checks:\n  - { devices: [vsrx1], ping: answered, address: 192.168.255.1, mustPassBefore: true }\ndevices:",
    );
    const { code, out } = await workspace.netctl("check");
    expect(code).toBe(0);
    expect(out).toMatch(/csr1 +passed {2}interface up, port GigabitEthernet2/);
    expect(out).toMatch(/veos1 +passed {2}interface up, port Ethernet2/);
    expect(out).toMatch(/vsrx1 +passed {2}ping answered, address 192\.168\.255\.1/);
    // Somebody shut a port of a device that does not change: what is felt there counts as well.
    await lab.edit("veos1", "interface Ethernet1", "shutdown");
    await workspace.edit("models/loopback/routers.yaml", "192.168.255.1/32", "192.168.255.11/32");
    const before = await lab.running();
    const applied = await workspace.netctl("apply", "--yes", "csr1");
    expect(applied.code).toBe(0);
    await workspace.edit("models/loopback/routers.yaml", "192.168.255.11/32", "192.168.255.12/32");
    const whole = await workspace.netctl("apply", "--yes", "csr1", "veos1");
    expect(whole.code).toBe(5);
    expect(whole.out).toContain('veos1: the check "interface up, port Ethernet1" failed');
    expect(whole.out).toContain("| Ethernet1 is administratively down");
    expect((await lab.running())["veos1"]).toEqual(before["veos1"]);
  });

  it("that must pass before refuse the change, and nothing is sent", async () => {
    await checks(
      "{ devices: [veos1], interface: up, port: Ethernet1, mustPassBefore: true, withinSeconds: 1 }",
    );
    const before = await lab.running();
    const commands = await lab.configCommands();
    const { code, err } = await workspace.netctl("apply", "--yes");
    expect(code).toBe(7);
    expect(err).toContain("it must pass before the change");
    expect(await lab.configCommands()).toBe(commands);
    expect(await lab.running()).toEqual(before);
  });

  it("cannot be run on a device that does not answer", async () => {
    await checks(hostName);
    await lab.fault("csr1", "unreachable");
    expect((await workspace.netctl("check")).code).toBe(8);
    await lab.fault("csr1", "unreachable", false);
  });
});

describe("a branch named in netctl.yaml", { timeout: 600_000 }, () => {
  it("is the only one that is recorded to", async () => {
    await workspace.write("netctl.yaml", "branch: release\n");
    const { code, err } = await workspace.netctl("apply", "--yes");
    expect(code).toBe(7);
    expect(err).toContain("git switch release");
  });
});
