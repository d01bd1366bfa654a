import { afterAll, beforeAll, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

const service = "models/loopback/routers.yaml";
const taken = "pools/loopbacks.taken";

let workspace: Workspace;
let lab: Lab;

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
  await workspace.write("pools/loopbacks.yaml", "addresses: [192.168.254.0/28]\nlength: 32\n");
}, 300_000);

afterAll(async () => workspace.remove(), 30_000);

/** Gives loopbacks to these devices out of the pool, and applies that. What git has of who took what. */
async function applied(...devices: readonly string[]): Promise<readonly string[]> {
  const entries = devices.map(
    (name) => `  - { device: ${name}, address: { from: pool/loopbacks } }\n`,
  );
  await workspace.write(service, `devices:\n${entries.join("")}`);
  const { code, out, err } = await workspace.netctl("apply", "--yes");
  expect(code, out + err).toBe(0);
  const again = await workspace.netctl("plan", "--detailed-exitcode");
  expect(again.code, again.out + again.err).toBe(0);
  expect(await workspace.git("status", "--porcelain")).toBe("");
  const lines = (await workspace.git("show", `refs/netctl/applied:${taken}`)).split("\n");
  return lines.filter((line) => !line.startsWith("#"));
}

it("gives devices addresses out of a pool, records who has which, and moves none of them", async () => {
  const owner = (name: string): string => `loopback/routers/devices/${name}/address`;
  expect(await applied("csr1", "vsrx1", "veos1")).toEqual([
    `192.168.254.1/32 ${owner("csr1")}`,
    `192.168.254.2/32 ${owner("veos1")}`,
    `192.168.254.3/32 ${owner("vsrx1")}`,
  ]);
  const { csr1, veos1, vsrx1 } = await lab.running();
  expect(csr1).toContain(" ip address 192.168.254.1 255.255.255.255\n");
  expect(veos1).toContain("   ip address 192.168.254.2/32\n");
  expect(vsrx1).toContain("address 192.168.254.3/32;");

  expect(await applied("vsrx1", "csr1")).toEqual([
    `192.168.254.1/32 ${owner("csr1")}`,
    `192.168.254.3/32 ${owner("vsrx1")}`,
  ]);
  expect((await lab.running())["veos1"]).not.toContain("192.168.254.");

  expect(await applied("veos1", "vsrx1", "csr1")).toHaveLength(3);
  expect(await lab.running()).toEqual({ csr1, veos1, vsrx1 });
}, 400_000);
