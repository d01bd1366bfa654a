import { addressOfNumber, parseInterface } from "../address.ts";
import type { Json } from "../intent.ts";
import type { Pool, PoolRange } from "./pool.ts";

/** The values of a pool, lowest of the first range first, as their numbers. */
export function* poolNumbers(pool: Pool): Generator<bigint> {
  const size = sizeOf(pool);
  for (const { from, to } of pool.ranges)
    for (let at = from; at <= to; ) {
      const last = at + size - 1n;
      const obstacle = pool.excluded.find((range) => touches(range, { from: at, to: last }));
      if (obstacle === undefined) {
        yield at;
        at += size;
      } else {
        // Past the obstacle, and on to where the next piece may begin.
        const next = obstacle.to + 1n - from;
        at = from + ((next + size - 1n) / size) * size;
      }
    }
}

/** Whether a number is one of the pool's values, with a way to say which. */
export function isInPool(pool: Pool, number: bigint): boolean {
  const size = sizeOf(pool);
  const piece = { from: number, to: number + size - 1n };
  return (
    pool.ranges.some(
      ({ from, to }) => from <= number && piece.to <= to && (number - from) % size === 0n,
    ) && !pool.excluded.some((range) => touches(range, piece))
  );
}

/** A value as services get it: a number, `192.0.2.1`, `192.0.2.1/32`, `192.0.2.0/31`. */
export function poolValue(pool: Pool, number: bigint): Json {
  if (pool.kind === "numbers") return Number(number);
  const address = addressOfNumber(number, pool.version);
  return pool.length === undefined ? address : `${address}/${pool.length}`;
}

/** The number of a value that `poolValue` wrote; undefined for any other text. */
export function numberOfValue(pool: Pool, text: string): bigint | undefined {
  if (pool.kind === "numbers") return /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
  const address = parseInterface(text);
  if (address === undefined || String(poolValue(pool, address.number)) !== text) return undefined;
  return address.number;
}

function sizeOf({ kind, version, length }: Pool): bigint {
  if (kind !== "prefixes" || length === undefined) return 1n;
  return 1n << BigInt((version === 4 ? 32 : 128) - length);
}

function touches(a: PoolRange, b: PoolRange): boolean {
  return a.from <= b.to && b.from <= a.to;
}
