import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Lab } from "../support/lab.ts";
import { Workspace } from "../support/netctl.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await Workspace.make();
}, 300_000);

afterAll(async () => workspace.remove(), 30_000);

describe("blame", { timeout: 600_000 }, () => {
  it("leads from a line to its template, its service and whoever wrote that", async () => {
    const { code, out } = await workspace.netctl("blame", "csr1", "10.0.2.1");
    expect(code).toBe(0);
    expect(out).toMatch(
      /ip address 10\.0\.2\.1 255\.255\.255\.0 +<- link\/csr1-veos1 {2}models\/link\/csr1-veos1\.yaml:3:\d+ {2}templates\/iosxe\/link\.njk:\d+:\d+ {2}[0-9a-f]{10} A Tester/,
    );
  });

  it("says so when the service's line is not committed yet", async () => {
    await workspace.edit("models/link/csr1-veos1.yaml", "10.0.2.1/24", "10.0.2.9/24");
    await workspace.edit("models/bgp/csr1-veos1.yaml", "address: 10.0.2.1", "address: 10.0.2.9");
    expect((await workspace.netctl("blame", "csr1", "10.0.2.9")).out).toContain(
      "not committed yet",
    );
    await workspace.git("checkout", "--", ".");
  });

  it("of what a device runs tells our lines from those nobody declared", async () => {
    expect((await workspace.netctl("lab", "up")).code).toBe(0);
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    await new Lab(workspace).edit("csr1", "interface GigabitEthernet5", "description by hand");
    const { out } = await workspace.netctl("blame", "csr1", "description", "--running");
    expect(out).toMatch(/description by hand +<- nobody declared it/);
    expect(out).toMatch(/description to veos1 +<- link\/csr1-veos1/);
  });

  it("of every line at once is render --explain", async () => {
    const { code, out } = await workspace.netctl("render", "veos1", "--explain");
    expect(code).toBe(0);
    expect(out).toMatch(
      /ip address 10\.0\.2\.2\/24 +<- link\/csr1-veos1 {2}models\/link\/csr1-veos1\.yaml:4:\d+/,
    );
  });

  it("of an unknown device is wrong usage, and of a text nobody says is empty", async () => {
    expect(await workspace.netctl("blame", "csr9")).toMatchObject({ code: 64 });
    expect(await workspace.netctl("blame", "csr1", "no such line")).toMatchObject({
      code: 0,
      out: "",
    });
  });
});
