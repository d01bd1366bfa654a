import { afterAll, beforeAll, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

it("drives all vendors by files of the workspace as well as by what is built in", {
  timeout: 600_000,
}, async () => {
  for (const name of ["iosxe", "junos", "eos"]) {
    const { code, out } = await workspace.netctl("platform", name);
    expect(code).toBe(0);
    await workspace.write(`templates/${name}/platform.yaml`, out);
  }
  const { out } = await workspace.netctl("platform");
  for (const name of ["iosxe", "junos", "eos"])
    expect(out).toMatch(new RegExp(`^ *${name} .* workspace$`, "m"));
  expect(await workspace.netctl("apply", "--yes")).toMatchObject({ code: 0 });
  const running = await lab.running();
  for (const box of ["csr1", "veos1", "vsrx1"]) expect(running[box]).toContain("192.168.255.");
  expect((await lab.status()).every(({ startupEqualsRunning }) => startupEqualsRunning)).toBe(true);
  expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
});
