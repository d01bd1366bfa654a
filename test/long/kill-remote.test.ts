import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileMoves, journalHas } from "../support/killing.ts";
import { Rounds } from "../support/rounds.ts";

let rounds: Rounds;

beforeAll(async () => {
  rounds = await Rounds.make({ isShared: true });
}, 600_000);

afterAll(async () => rounds.remove(), 30_000);

describe("an apply that a remote decides, and that is killed while its git may live on", {
  timeout: 1_800_000,
}, () => {
  it("at every line of its journal is recovered to all old or all new", async () => {
    const count = await rounds.journalLength();
    expect(count).toBeGreaterThan(20);
    let kills = 0;
    for (let line = 1; line <= count; line += 1) {
      if (await rounds.kill(journalHas(rounds.workspace, line))) kills += 1;
    }
    process.stdout.write(`${kills} of ${count} applies were killed in time\n`);
    expect(kills).toBeGreaterThan(count / 2);
  });

  const hub = "../../hub.git";
  it.each([
    ...["refs/netctl/lock", "refs/heads/main", "refs/netctl/applied"].map((ref) => `${hub}/${ref}`),
    ...["refs/netctl/applied", "refs/heads/main", "refs/notes/netctl", "index"],
    `${hub}/refs/notes/netctl`,
  ])("when %s has moved is recovered to all old or all new", async (file) => {
    await rounds.kill(fileMoves(rounds.workspace, file));
  });
});
