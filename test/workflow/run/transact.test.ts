import { describe, expect, it } from "vitest";
import { exitCodeOfOutcome } from "../../../src/cli/exit-code.ts";
import { NetctlError } from "../../../src/errors.ts";
import type { Outcome } from "../../../src/report/outcome.ts";
import type { DevicePhase } from "../../../src/transaction/order.ts";
import { begin } from "../../../src/transaction/transaction.ts";
import { outcomeOf } from "../../../src/workflow/outcome.ts";
import type { JournalEntry } from "../../../src/workflow/run/journal-entry.ts";
import { transact } from "../../../src/workflow/run/transact.ts";
import { dice } from "../../transaction/exploration/random.ts";
import { type Mishap, ModelNetwork } from "./model-network.ts";

async function carriedOut(
  network: ModelNetwork,
  write: (entry: JournalEntry) => Promise<void> = async () => undefined,
): Promise<Outcome> {
  const ended = await transact(begin("t", network.members), {
    carryOut: (order) => network.carryOut(order),
    write,
    emit: () => undefined,
    signal: new AbortController().signal,
  });
  return outcomeOf(ended);
}

/** Old or new as the outcome says, except those that it names in doubt. */
function expectTold(network: ModelNetwork, outcome: Outcome): void {
  const settled = network.settled();
  const wanted = network.commit === undefined ? "old" : "new";
  for (const { device, result } of outcome.devices) {
    if (result === "in-doubt") continue;
    expect(settled.get(device), `${device} is called ${result}`).toBe(wanted);
    expect(result === "new").toBe(wanted === "new");
  }
  const doubted = outcome.devices.filter(({ result }) => result === "in-doubt");
  expect(outcome.end === "in-doubt").toBe(doubted.length > 0);
  expect(outcome.commit).toBe(network.commit);
}

const phases: readonly DevicePhase[] = [
  ...(["preflight", "prepare", "trial", "verify", "confirm", "save"] as const),
  ...(["discard", "restore"] as const),
];
const mishaps: readonly Mishap["kind"][] = [
  ...(["refusal", "lost answer", "lost request", "hang", "early timer"] as const),
];

describe("a transaction over 100 devices of which 3 in 100 fail", { timeout: 60_000 }, () => {
  it("ends old, new or in doubt with names, and the exit code says which, for 100 seeds", async () => {
    const codes = new Map<number, number>();
    for (let seed = 1; seed <= 100; seed += 1) {
      const next = dice(seed);
      const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
      // Few faults before the record in half of the seeds, or nothing would ever be recorded.
      const late: readonly DevicePhase[] = ["confirm", "save"];
      const where = seed % 2 === 0 ? late : phases;
      const hit = Array.from({ length: 3 }, (): [string, Mishap] => [
        `r${Math.floor(next() * 100)}`,
        { phase: pick(where), kind: pick(mishaps) },
      ]);
      const network = new ModelNetwork(100, new Map(hit), next);
      network.isRefusing = seed % 10 === 1;
      const outcome = await carriedOut(network);
      expectTold(network, outcome);
      const code = exitCodeOfOutcome(outcome);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      const expected: Readonly<Record<Outcome["end"], readonly number[]>> = {
        new: [0],
        nothing: [0],
        old: [5],
        "in-doubt": [6],
        refused: [7, 8],
      };
      expect(expected[outcome.end], `seed ${seed}: ${outcome.end}`).toContain(code);
    }
    process.stdout.write(`exit codes of 100 seeds: ${JSON.stringify(Object.fromEntries(codes))}\n`);
    expect([...codes.keys()].sort()).toEqual(expect.arrayContaining([0, 5, 6]));
  });
});

describe("a journal that takes no more lines", () => {
  it("turns everybody back before the record and nobody after it, whichever line it is", async () => {
    const ends: string[] = [];
    for (let lines = 0; lines < 40; lines += 1) {
      const network = new ModelNetwork(3, new Map(), dice(lines + 1));
      let count = 0;
      const outcome = await carriedOut(network, async () => {
        count += 1;
        if (count > lines) throw new NetctlError("refused", "the journal cannot be written");
      });
      expectTold(network, outcome);
      ends.push(outcome.end);
    }
    expect(ends.filter((end) => end === "in-doubt")).toEqual([]);
    const recordedFrom = ends.indexOf("new");
    expect(ends.slice(0, recordedFrom).every((end) => end === "refused" || end === "old")).toBe(
      true,
    );
    expect(ends.slice(recordedFrom).every((end) => end === "new")).toBe(true);
    expect(new Set(ends)).toEqual(new Set(["refused", "old", "new"]));
  });
});
