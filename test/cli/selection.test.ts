import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
  await workspace.edit("devices/veos1.yaml", "address", "labels: [edge]\naddress");
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

type Report = {
  readonly devices: readonly { readonly device: string; readonly changed: boolean }[];
  readonly scope: {
    readonly leftOut: readonly { readonly device: string; readonly services: string[] }[];
    readonly split: readonly { readonly service: string; readonly devices: string[] }[];
  } | null;
};

async function planned(...words: readonly string[]): Promise<Report> {
  return JSON.parse((await workspace.netctl("plan", "--offline", "--json", ...words)).out);
}

/** Rendered configuration of a device as the applied commit has it; undefined where it has none. */
async function appliedConf(device: string): Promise<string | undefined> {
  return workspace.git("show", `refs/netctl/applied:devices/${device}.conf`).catch(() => undefined);
}

describe("a selection", { timeout: 600_000 }, () => {
  it("that would carry out a service on some of its devices only is refused, and nothing is sent", async () => {
    const { split, leftOut } = (await planned("csr1")).scope ?? { split: [], leftOut: [] };
    expect(split).toContainEqual({ service: "link/csr1-vsrx1", devices: ["vsrx1"] });
    expect(split.map(({ service }) => service)).not.toContain("link/vsrx1-veos1");
    expect(leftOut.map(({ device }) => device)).toEqual(["veos1", "vsrx1"]);
    const { code, err } = await workspace.netctl("apply", "csr1", "--yes");
    expect(code).toBe(7);
    expect(err).toContain("link/csr1-vsrx1 also changes vsrx1");
    expect(err).toContain("--partial");
    expect((await workspace.netctl("plan", "csr1", "-o", "part.plan")).code).toBe(7);
    expect((await workspace.netctl("apply", "missing.plan", "--yes")).code).toBe(64);
    expect(await lab.configCommands()).toBe(0);
  });

  it("with --partial changes these devices alone, and the record claims no more than that", async () => {
    const before = await lab.running();
    const { code, err } = await workspace.netctl("apply", "csr1", "--partial", "--yes");
    expect(code).toBe(0);
    expect(err).toContain("Left out, and left as it is:");
    expect(err).toMatch(/! link\/csr1-vsrx1 changes here, and not on vsrx1/);
    const after = await lab.running();
    expect(after["csr1"]).toContain("10.0.1.1");
    expect([after["veos1"], after["vsrx1"]]).toEqual([before["veos1"], before["vsrx1"]]);
    expect(await appliedConf("csr1")).toContain("ip address 10.0.1.1");
    expect(await appliedConf("vsrx1")).toBeUndefined();
    const message = await workspace.git("log", "-1", "--format=%B");
    expect(message).toContain("Netctl-Devices: csr1\n");
    expect(message).toContain("Netctl-Left-Out: veos1, vsrx1");
    expect(await workspace.git("status", "--porcelain")).toBe("");
  });

  it("leaves the rest to do: the next plan shows it, and the same selection has nothing left", async () => {
    const rest = await planned();
    expect(rest.devices.map(({ changed }) => changed)).toEqual([false, true, true]);
    const { code, out } = await workspace.netctl("apply", "csr1", "--partial", "--yes");
    expect([code, out]).toEqual([0, "nothing to do: every device runs what is declared\n"]);
  });

  it("records what devices left out were given last, whatever lies rendered in the work tree", async () => {
    expect((await workspace.netctl("render", "--write")).code).toBe(0);
    await workspace.git("add", "-A");
    await workspace.git("commit", "-qm", "Show the rendered lines to a reviewer");
    await workspace.edit("models/loopback/routers.yaml", "192.168.255.1/32", "192.168.255.9/32");
    expect((await workspace.netctl("apply", "csr1", "--partial", "--yes")).code).toBe(0);
    expect(await appliedConf("csr1")).toContain("192.168.255.9");
    expect(await appliedConf("vsrx1")).toBeUndefined();
    expect(await workspace.git("status", "--porcelain")).toBe("");
  });

  it("may be sealed, and is carried out as it was sealed", async () => {
    expect((await workspace.netctl("plan", "v*", "--partial", "-o", "v.plan")).code).toBe(0);
    expect((await workspace.netctl("apply", "v.plan", "--partial")).code).toBe(64);
    expect((await workspace.netctl("apply", "v.plan")).code).toBe(0);
    expect((await planned()).devices.some(({ changed }) => changed)).toBe(false);
    expect(await appliedConf("vsrx1")).toContain("10.0.1.2");
  });

  it("that takes a service away from one of its devices only is refused", async () => {
    await workspace.git("rm", "-q", "models/bgp/csr1-vsrx1.yaml");
    const { code, err } = await workspace.netctl("apply", "csr1", "--yes");
    expect(code).toBe(7);
    expect(err).toContain("bgp/csr1-vsrx1 also changes vsrx1");
    expect((await workspace.netctl("apply", "csr1", "vsrx1", "--yes")).code).toBe(0);
  });
});

describe("a device that cannot be reached", { timeout: 600_000 }, () => {
  it("stops everything, unless it may be skipped: then plan and record name it", async () => {
    await workspace.edit("models/loopback/routers.yaml", "192.168.255.3/32", "192.168.255.33/32");
    await workspace.edit("models/loopback/routers.yaml", "192.168.255.9/32", "192.168.255.11/32");
    await lab.fault("veos1", "unreachable");
    expect((await workspace.netctl("apply", "--yes")).code).toBe(8);
    expect((await workspace.netctl("plan")).code).toBe(8);
    const plan = await workspace.netctl("plan", "--skip-unreachable");
    expect(plan.code).toBe(0);
    expect(plan.out).toMatch(/- veos1: skipped: .* waits: loopback\/routers/);
    const { code, out } = await workspace.netctl("apply", "--yes", "--skip-unreachable");
    expect(code).toBe(0);
    expect(out).toMatch(/veos1 +skipped/);
    expect(out).toContain("every device that was reached runs what was planned");
    expect(await workspace.git("log", "-1", "--format=%B")).toContain("Netctl-Skipped: veos1");
    expect(await workspace.git("notes", "--ref=netctl", "show", "HEAD")).toContain(
      "veos1: skipped",
    );
    expect(await appliedConf("veos1")).toContain("192.168.255.3/32");
    expect((await lab.running())["csr1"]).toContain("192.168.255.11");
    const transaction = /^Netctl-Transaction: (.*)$/m.exec(
      await workspace.git("log", "-1", "--format=%B"),
    )?.[1];
    expect((await workspace.netctl("status")).out).toContain(
      `veos1 (skipped by ${transaction}): netctl plan`,
    );
    expect((await workspace.netctl("drift")).code).toBe(8);
    const drift = await workspace.netctl("drift", "--skip-unreachable");
    expect(drift).toMatchObject({ code: 0 });
    expect(drift.out).toMatch(/^veos1: skipped: .*\nno drift: 2 devices as applied/);
  });

  it("catches up with the next apply", async () => {
    await lab.fault("veos1", "unreachable", false);
    expect((await planned()).devices.filter(({ changed }) => changed)).toMatchObject([
      { device: "veos1" },
    ]);
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    expect((await lab.running())["veos1"]).toContain("192.168.255.33/32");
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
    expect((await workspace.netctl("status")).out).toContain("no device: all were given");
  });

  it("is an error where nobody else answers, and one that refuses us is never skipped", async () => {
    await lab.fault("veos1", "unreachable");
    expect((await workspace.netctl("plan", "label:edge", "--skip-unreachable")).code).toBe(8);
    await lab.fault("csr1", "wrong-password");
    expect((await workspace.netctl("plan", "--skip-unreachable")).code).toBe(4);
  });
});
