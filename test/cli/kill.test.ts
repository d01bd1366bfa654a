import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyKilledAt, before, expectWhole, fileMoves, journalHas } from "../support/killing.ts";
import { Lab } from "../support/lab.ts";
import { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;

beforeAll(async () => {
  workspace = await Workspace.make();
  expect((await workspace.netctl("lab", "up")).code).toBe(0);
  lab = new Lab(workspace);
  expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

/** A few moments of the many that `npm run test:long` tries. */
describe("a killed apply", { timeout: 600_000 }, () => {
  it.each([
    ["with orders to go into trial on disk", 61, () => journalHas(workspace, 10)],
    ["with the first device in trial", 62, () => journalHas(workspace, 11)],
    ["when git has moved", 63, () => fileMoves(workspace, "refs/netctl/applied")],
  ])("%s is recovered to all old or all new", async (_, number, moment) => {
    const was = await before(workspace, lab);
    const edit = `192.168.${number}.`;
    await workspace.edit("models/loopback/routers.yaml", /192\.168\.\d+\./g, edit);
    await applyKilledAt(workspace, moment());
    await expectWhole(workspace, lab, was, edit);
  });
});
