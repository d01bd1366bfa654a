import { afterAll, beforeAll, describe, it } from "vitest";
import { fileMoves, journalHas } from "../support/killing.ts";
import { Rounds } from "../support/rounds.ts";

let rounds: Rounds;

beforeAll(async () => {
  rounds = await Rounds.make();
}, 600_000);

afterAll(async () => rounds.remove(), 30_000);

/** A few moments of the many that `npm run test:long` tries. */
describe("a killed apply", { timeout: 600_000 }, () => {
  it.each([
    ["with orders to go into trial on disk", () => journalHas(rounds.workspace, 10)],
    ["with the first device in trial", () => journalHas(rounds.workspace, 11)],
    ["when git has moved", () => fileMoves(rounds.workspace, "refs/netctl/applied")],
  ])("%s is recovered to all old or all new", async (_, moment) => {
    await rounds.kill(moment());
  });
});
