import { describe, expect, it } from "vitest";
import type { Kind } from "../transaction/exploration/device.ts";
import { explore, start } from "../transaction/exploration/explore.ts";
import { tell } from "../transaction/exploration/tell.ts";

const kinds: readonly Kind[] = ["live", "session", "candidate"];

/** Three devices of all kinds, in any mixture: the order of names means nothing to the machine. */
const mixtures = kinds.flatMap((first, a) =>
  kinds.slice(a).flatMap((second, b) => kinds.slice(a + b).map((third) => [first, second, third])),
);

describe("every order of answers and every pair of faults", { timeout: 3_600_000 }, () => {
  it.each(mixtures)("over %s, %s and %s", (...three) => {
    const explored = explore(start(three, 2));
    tell(`${three.join(", ")}, 2 faults`, explored);
    expect(explored.states).toBeGreaterThan(100_000);
  });

  it("over two devices with three faults", () => {
    const explored = explore(start(["live", "session"], 3));
    tell("live, session, 3 faults", explored);
    expect(explored.states).toBeGreaterThan(100_000);
  });
});
