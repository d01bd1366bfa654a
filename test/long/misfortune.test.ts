import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { before, expectWhole } from "../support/killing.ts";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;
let round = 10;

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
  expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

/** The commands of each box that stage, take it into trial, keep the trial, and take it back. */
const words = {
  csr1: { trial: "end", confirm: "configure confirm", restore: "configure revert" },
  // Every step of a change begins with the same words: the first of them is hit.
  veos1: { prepare: "configure session" },
  vsrx1: { trial: "commit confirmed", confirm: "commit check", restore: "rollback" },
};

// An answer that never comes is waited for as long as a commit may take, two to four minutes each: only the model
// explores those (test/transaction/exploration).
const faults = ["drop-before", "drop-after", "reload", "reload-after"];

const cases = Object.entries(words).flatMap(([box, phases]) =>
  Object.entries(phases).flatMap(([phase, command]) =>
    faults.map((fault) => [box, phase, `${fault}:${command}`] as const),
  ),
);

describe("one misfortune on a simulated device", { timeout: 400_000 }, () => {
  it.each(cases)("%s at its %s: %s leaves all old or all new", async (box, phase, fault) => {
    round += 1;
    const sign = `192.168.${round}.`;
    const was = await before(workspace, lab);
    await workspace.edit("models/loopback/routers.yaml", /192\.168\.\d+\./g, sign);
    // Something must turn everybody back before a restore can go wrong.
    const other = box === "vsrx1" ? "veos1" : "vsrx1";
    const needsTurn = phase === "restore";
    if (needsTurn) await lab.fault(other, "commit-fails");
    await lab.fault(box, fault);
    const { code, out } = await workspace.netctl("apply", "--yes", "--confirm-timeout", "2m");
    await lab.fault(box, fault, false);
    if (needsTurn) await lab.fault(other, "commit-fails", false);
    const end = await expectWhole(workspace, lab, was, sign);
    process.stdout.write(`${box} ${fault}: exit ${code}, then ${end}\n`);
    expect([0, 5, 6], out).toContain(code);
    if (code === 0 || code === 5) expect(end).toBe(code === 0 ? "new" : "old");
  });
});
