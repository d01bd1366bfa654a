import { describe, expect, it } from "vitest";
import type { Kind } from "../transaction/exploration/device.ts";
import { explore, start } from "../transaction/exploration/explore.ts";
import { tell, tellTotal } from "../transaction/exploration/tell.ts";

tellTotal();

const kinds: readonly Kind[] = ["live", "session", "candidate"];

/** Three devices, two of them of a kind; with those of `exploration.test.ts` these are all mixtures there are. */
const twoAlike = kinds.flatMap((kind) =>
  kinds.filter((other) => other !== kind).map((other): readonly Kind[] => [kind, kind, other]),
);

describe("every order of answers and every pair of faults", { timeout: 3_600_000 }, () => {
  it.each(twoAlike.map((devices) => [devices, 2] as const))(
    "over %s with at most %i ends old, new, or in doubt with a name",
    (devices, faults) => {
      const explored = explore(start(devices, faults));
      tell(`${devices.join(", ")}, ${faults} faults`, explored);
      expect(explored.states).toBeGreaterThan(100_000);
    },
  );
});
