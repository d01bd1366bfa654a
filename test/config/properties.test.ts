import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seed } from "../support/seed.ts";
import { type Law, laws } from "./oracle/laws.ts";
import { worlds } from "./oracle/worlds.ts";

/** Runs of every property: more with NETCTL_RUNS. A failure prints its seed and the smallest case. */
const runs = Number(process.env["NETCTL_RUNS"] ?? 150);
const LIMIT_MS = 900_000;

describe.each(worlds)("$name, on a box that knows nothing of the grammar", (world) => {
  it.each(Object.entries<Law>(laws))(
    "%s",
    (_, { arbitrary, wrong, share = 1 }) => {
      fc.assert(
        fc.property(arbitrary, (drawn) => {
          expect(wrong(world, drawn)).toBeUndefined();
        }),
        { numRuns: Math.ceil(runs * share), seed },
      );
    },
    LIMIT_MS,
  );
});
