import { setTimeout as delay } from "node:timers/promises";

/** Milliseconds between two looks at something outside that cannot tell us when it is done. */
const pauseMs = 500;

/** Looks again and again until there is a value; undefined when `limitSeconds` have gone by. At least one look. */
export async function until<T>(
  limitSeconds: number,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = performance.now() + limitSeconds * 1000;
  for (;;) {
    const value = await look();
    if (value !== undefined || performance.now() + pauseMs > end) return value;
    await delay(pauseMs);
  }
}
