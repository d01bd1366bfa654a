import fc from "fast-check";
import { expect, test } from "vitest";
import { allocate, type PoolRequest } from "../../../src/intent/pools/allocate.ts";
import type { Pool } from "../../../src/intent/pools/pool.ts";
import {
  isInPool,
  numberOfValue,
  poolNumbers,
  poolValue,
} from "../../../src/intent/pools/pool-values.ts";
import { readTaken } from "../../../src/intent/pools/taken.ts";

const place = { path: "pools/p.yaml", line: 1, column: 1 };
const numbers: Pool = {
  ...{ name: "p", kind: "numbers", version: 4, length: undefined, excluded: [], place },
  ranges: [{ from: 1n, to: 40n }],
};
const request = (owner: string): PoolRequest => ({ pool: "p", owner, place });

/** What owners get after what was recorded, and the record that comes of it. */
function given(record: string, owners: readonly string[]) {
  const { taken, findings } = readTaken(numbers, record);
  const result = allocate(new Map([["p", numbers]]), new Map([["p", taken]]), owners.map(request));
  expect([...findings, ...result.findings]).toEqual([]);
  const values = new Map(owners.map((owner) => [owner, result.valueOf(request(owner))]));
  return { values, record: result.texts.get("p")?.text ?? "" };
}

test("whoever comes and goes keeps what is held, gets nothing twice, and gets again the same from the record", () => {
  const owners = fc.subarray("a b c d e f g h".split(" "), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(owners, { minLength: 1, maxLength: 8 }), (steps) => {
      let before = { values: new Map<string, unknown>(), record: "" };
      for (const step of steps) {
        const now = given(before.record, step);
        const newcomers = step.filter((owner) => !before.values.has(owner));
        const others = new Set(before.values.values());
        expect(new Set(now.values.values()).size).toBe(step.length);
        for (const owner of step)
          if (!newcomers.includes(owner))
            expect(now.values.get(owner)).toBe(before.values.get(owner));
        for (const owner of newcomers) expect(others.has(now.values.get(owner))).toBe(false);
        expect(given(now.record, [...step].reverse())).toEqual(
          expect.objectContaining({ record: now.record }),
        );
        before = now;
      }
    }),
  );
});

test("every value of a pool is in it, is read back as itself, and touches nothing that is excluded", () => {
  const range = fc.tuple(fc.nat(60), fc.nat(12)).map(([from, more]) => ({
    from: BigInt(from),
    to: BigInt(from + more),
  }));
  const pool = fc.record({
    kind: fc.constantFrom<Pool["kind"]>("numbers", "prefixes"),
    excluded: fc.array(range, { maxLength: 3 }),
    length: fc.constantFrom(32, 31, 30),
  });
  fc.assert(
    fc.property(pool, ({ kind, excluded, length }) => {
      const size = kind === "numbers" ? 1n : 1n << BigInt(32 - length);
      const one: Pool = { ...numbers, kind, excluded, length, ranges: [{ from: 0n, to: 63n }] };
      const expected = Array.from(
        { length: Number(64n / size) },
        (_, i) => BigInt(i) * size,
      ).filter((from) => !excluded.some((each) => each.from < from + size && from <= each.to));
      const found = [...poolNumbers(one)];
      expect(found).toEqual(expected);
      for (const number of found) {
        expect(isInPool(one, number)).toBe(true);
        expect(numberOfValue(one, String(poolValue(one, number)))).toBe(number);
      }
    }),
  );
});
