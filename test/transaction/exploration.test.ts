import { describe, expect, it } from "vitest";
import type { Kind } from "./exploration/device.ts";
import { explore, start } from "./exploration/explore.ts";
import { mutants } from "./exploration/mutants.ts";
import { wander } from "./exploration/random.ts";
import { tell, tellTotal } from "./exploration/tell.ts";

const kinds: readonly Kind[] = ["live", "session", "candidate"];

tellTotal();

describe("every order of answers, with faults", { timeout: 120_000 }, () => {
  it.each<[readonly Kind[], number]>([
    [["live"], 2],
    [["session"], 2],
    [["candidate"], 2],
    [["live", "session"], 1],
    [kinds, 1],
  ])("over %s with at most %i ends old, new, or in doubt with a name", (devices, faults) => {
    const explored = explore(start(devices, faults));
    tell(`${devices.join(", ")}, ${faults} faults`, explored);
    expect(explored.states).toBeGreaterThan(500);
  });

  it("goes in waves to the same ends", () => {
    const explored = explore(start(["session", "live"], 1, [["a0"], ["b1"]]));
    tell("session before live, 1 fault", explored);
    expect(explored.states).toBeGreaterThan(500);
  });

  it("ends well on random ways with more devices and more faults", () => {
    const seeds = 150;
    const first = Number(process.env["NETCTL_SEED"] ?? 1);
    const many = [...kinds, ...kinds];
    for (let seed = first; seed < first + seeds; seed += 1) {
      expect(() => wander(start(many, 4), seed), `seed ${seed}`).not.toThrow();
    }
    process.stdout.write(`wandered with seeds ${first} to ${first + seeds - 1}\n`);
  });
});

describe("an exploration that bites", { timeout: 120_000 }, () => {
  it.each(Object.keys(mutants))("finds a machine that %s", (name) => {
    const on = mutants[name];
    const find = () => {
      explore(start(["session"], 2), on);
      explore(start(["live"], 2), on);
      explore(start(["candidate"], 2), on);
      explore(start(["live", "session"], 1), on);
    };
    expect(find).toThrow();
  });
});
