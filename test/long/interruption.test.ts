import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileMoves, journalHas } from "../support/killing.ts";
import { Rounds } from "../support/rounds.ts";

let rounds: Rounds;

const signals = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const;

beforeAll(async () => {
  rounds = await Rounds.make({ isShared: true });
}, 600_000);

afterAll(async () => rounds.remove(), 30_000);

describe("an apply over SSH that is interrupted, with a remote that decides", {
  timeout: 1_800_000,
}, () => {
  it("leaves the network whole by itself, old before the record and new from then on", async () => {
    const count = await rounds.journalLength();
    const ends = new Set<string>();
    for (let line = 1; line <= count; line += 3) {
      const [signal, code] = signals[Math.floor(line / 3) % 3] ?? signals[0];
      ends.add(await rounds.interrupt(journalHas(rounds.workspace, line), signal, code));
    }
    expect([...ends].sort()).toEqual(["new", "old"]);
  });

  it.each([
    "../../hub.git/refs/netctl/lock",
    "../../hub.git/refs/netctl/applied",
    "refs/netctl/applied",
  ])("while %s moves, in the middle of a push, leaves it whole as well", async (file) => {
    await rounds.interrupt(fileMoves(rounds.workspace, file), "SIGINT", 130);
  });

  it("twice leaves at once, and recovery makes it whole", async () => {
    const count = await rounds.journalLength();
    for (let line = 2; line <= count; line += 6) {
      const [signal, code] = signals[Math.floor(line / 3) % 3] ?? signals[0];
      await rounds.interruptTwice(journalHas(rounds.workspace, line), signal, code);
    }
  });
});
