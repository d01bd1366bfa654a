import { describe, expect, it } from "vitest";
import type { Kind } from "../transaction/exploration/device.ts";
import { explore, start } from "../transaction/exploration/explore.ts";
import { wander } from "../transaction/exploration/random.ts";
import { tell, tellTotal } from "../transaction/exploration/tell.ts";

const kinds: readonly Kind[] = ["live", "session", "candidate"];

tellTotal();

/** Two devices of all kinds, in any mixture: the order of names means nothing to the machine. */
const pairs = kinds.flatMap((first, index) =>
  kinds.slice(index).map((second): readonly Kind[] => [first, second]),
);

/** Three of one kind; two of a kind and another one are in a file of their own, to run beside this one. */
const alike = kinds.map((kind): readonly Kind[] => [kind, kind, kind]);

describe("every order of answers and every pair of faults", { timeout: 3_600_000 }, () => {
  it.each([...pairs, ...alike, kinds].map((devices) => [devices, 2] as const))(
    "over %s with at most %i ends old, new, or in doubt with a name",
    (devices, faults) => {
      const explored = explore(start(devices, faults));
      tell(`${devices.join(", ")}, ${faults} faults`, explored);
      expect(explored.states).toBeGreaterThan(10_000);
    },
  );

  it("in waves of one ends the same", () => {
    const explored = explore(start(["session", "live"], 2, [["a0"], ["b1"]]));
    tell("session before live, 2 faults", explored);
    expect(explored.states).toBeGreaterThan(10_000);
  });
});

describe("random ways", { timeout: 3_600_000 }, () => {
  it("over nine devices with at most six faults end well", () => {
    const seeds = Number(process.env["NETCTL_SEEDS"] ?? 5_000);
    const first = Number(process.env["NETCTL_SEED"] ?? 1);
    const many = [...kinds, ...kinds, ...kinds];
    process.stdout.write(`wandering with seeds ${first} to ${first + seeds - 1}\n`);
    for (let seed = first; seed < first + seeds; seed += 1) {
      expect(() => wander(start(many, 6), seed), `seed ${seed}`).not.toThrow();
    }
  });
});
