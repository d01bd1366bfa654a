import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Lab } from "../support/lab.ts";
import { Workspace } from "../support/netctl.ts";

const loopbacks = "models/loopback/routers.yaml";
const boxes = ["csr1", "veos1", "vsrx1"];

/** Seconds netctl waits here for an answer: minutes on real devices, which a test need not wait. */
const limits = "{ command: 6, line: 6, commit: 6, read: 20 }";

let workspace: Workspace;
let lab: Lab;
let count = 0;

beforeAll(async () => {
  workspace = await Workspace.make();
  for (const name of ["iosxe", "junos", "eos"])
    await workspace.write(
      `templates/${name}/platform.yaml`,
      `extends: ${name}\ndialogue: { limits: ${limits} }\n`,
    );
  expect((await workspace.netctl("lab", "up")).code).toBe(0);
  lab = new Lab(workspace);
  expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

/** Applies a new change while `box` loses the answer to a command; who runs it then, and how netctl ended. */
async function applied(
  box: string,
  words: string,
): Promise<{ code: number | null; holding: readonly string[] }> {
  count += 1;
  const mark = `192.168.${100 + count}.`;
  await workspace.edit(loopbacks, /192\.168\.\d+\./g, mark);
  await lab.fault(box, `lose-answer:${words}`);
  const { code } = await workspace.netctl("apply", "--yes");
  // It happens once: the fault is off when it has happened.
  expect((await lab.status()).flatMap(({ faults }) => faults)).toEqual([]);
  expect((await lab.status()).map(({ pending }) => pending)).toEqual([null, null, null]);
  const running = await lab.running();
  if (code !== 0) await workspace.git("checkout", "--", loopbacks);
  return { code, holding: boxes.filter((name) => running[name]?.includes(mark)) };
}

describe("an answer that never comes", { timeout: 600_000 }, () => {
  it.each([
    ["csr1", "configure terminal revert timer"],
    ["csr1", "end"],
    ["vsrx1", "commit check"],
    ["vsrx1", "commit confirmed"],
    ["veos1", "configure session * $"],
    ["veos1", "configure session * commit timer"],
  ])("in the trial leaves the old network: %s, to %s", async (box, words) => {
    expect(await applied(box, words)).toEqual({ code: 5, holding: [] });
  });

  it.each([
    ["csr1", "configure confirm"],
    ["vsrx1", "exit configuration-mode"],
    ["veos1", "configure session * commit $"],
    ["csr1", "write memory"],
    ["veos1", "write memory"],
  ])("after the record leaves the new network: %s, to %s", async (box, words) => {
    expect(await applied(box, words)).toEqual({ code: 0, holding: boxes });
  });
});
