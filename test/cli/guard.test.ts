import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Workspace } from "../support/netctl.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await Workspace.make();
  expect((await workspace.netctl("lab", "up")).code).toBe(0);
  expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
  // csr1 is said to be reached over its link to veos1.
  await workspace.edit("devices/csr1.yaml", "address", "management: 10.0.2.1\naddress");
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

type Planned = {
  readonly devices: readonly {
    readonly device: string;
    readonly guard: readonly { readonly line: string; readonly why: string }[];
    readonly after: readonly string[];
  }[];
};

describe("a change of netctl's own way in", { timeout: 600_000 }, () => {
  it("is marked, line by line, and the far end of the link goes first, whatever its platform", async () => {
    await workspace.edit("models/link/csr1-veos1.yaml", "10.0.2.2/24", "10.0.2.3/24");
    await workspace.edit("models/link/csr1-veos1.yaml", /^ends:/m, "mtu: 1400\nends:");
    const { devices } = JSON.parse((await workspace.netctl("plan", "--json")).out) as Planned;
    const csr1 = devices.find(({ device }) => device === "csr1");
    expect(csr1?.guard).toContainEqual(
      expect.objectContaining({
        line: expect.stringContaining("mtu 1400"),
        why: "netctl comes in through GigabitEthernet2, at 10.0.2.1",
      }),
    );
    expect(devices.map(({ device, after }) => [device, after])).toContainEqual(["veos1", ["csr1"]]);

    const { code, err } = await workspace.netctl("apply", "--yes");
    expect(code).toBe(0);
    expect(err).toContain("Touches netctl's own way in:");
    expect(err).toContain("csr1 before veos1, through which netctl comes");
    const said = err.split("\n").map((line) => line.replaceAll(/ +/g, " ").trim());
    const at = (start: string) => said.findIndex((line) => line.startsWith(start));
    expect(at("csr1 trial")).toBeGreaterThan(-1);
    expect(at("veos1 trial")).toBeGreaterThan(at("csr1 trial"));
  });

  it("leaves the order to the platforms where nothing on the way changes", async () => {
    await workspace.edit("models/loopback/routers.yaml", "192.168.255.3/32", "192.168.255.33/32");
    await workspace.edit("models/loopback/routers.yaml", "192.168.255.1/32", "192.168.255.11/32");
    const { devices } = JSON.parse((await workspace.netctl("plan", "--json")).out) as Planned;
    expect(devices.flatMap(({ guard, after }) => [...guard, ...after])).toEqual([]);
  });
});
