import { afterAll } from "vitest";
import type { Explored } from "./explore.ts";

let total = 0;

/** Says on the test's own output what was covered: a search that looked at nothing must not pass unseen. */
export function tell(what: string, { states, runs }: Explored): void {
  total += states;
  process.stdout.write(`explored ${what}: ${states} states, ${runs.toPrecision(4)} runs\n`);
}

/** Says at the end of a test file how much that was in all. */
export function tellTotal(): void {
  afterAll(() => {
    process.stdout.write(
      `explored in all: ${total} states; none ended mixed or needlessly in doubt\n`,
    );
  });
}
