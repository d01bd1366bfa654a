import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  applyKilledAt,
  before,
  expectWhole,
  fileMoves,
  journalHas,
  journalNames,
  linesOf,
  type Moment,
} from "../support/killing.ts";
import { Lab } from "../support/lab.ts";
import { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;
let round = 10;

beforeAll(async () => {
  workspace = await Workspace.make();
  expect((await workspace.netctl("lab", "up")).code).toBe(0);
  lab = new Lab(workspace);
  expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

/** One apply with a change on all three devices, killed and recovered. */
async function kill(moment: Moment): Promise<boolean> {
  round += 1;
  const was = await before(workspace, lab);
  await workspace.edit("models/loopback/routers.yaml", /192\.168\.\d+\./g, `192.168.${round}.`);
  const isKilled = await applyKilledAt(workspace, moment);
  const end = await expectWhole(workspace, lab, was, `192.168.${round}.`);
  process.stdout.write(`killed at ${moment.name}: ${isKilled ? end : "it was over already"}\n`);
  return isKilled;
}

describe("an apply over SSH that is killed", { timeout: 1_200_000 }, () => {
  it("at every line of its journal is recovered to all old or all new", async () => {
    const old = journalNames(workspace);
    await workspace.edit("models/loopback/routers.yaml", /192\.168\.\d+\./g, "192.168.10.");
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    const count = linesOf(workspace, old).length;
    expect(count).toBeGreaterThan(25);
    let kills = 0;
    for (let line = 1; line <= count; line += 1) {
      if (await kill(journalHas(workspace, line))) kills += 1;
    }
    process.stdout.write(`${kills} of ${count} applies were killed in time\n`);
    expect(kills).toBeGreaterThan(count / 2);
  });

  it.each(["refs/heads/main", "refs/netctl/applied", "refs/notes/netctl", "index"])(
    "when git's %s has moved is recovered to all old or all new",
    async (file) => {
      await kill(fileMoves(workspace, file));
    },
  );
});
