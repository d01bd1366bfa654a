import type { Explored } from "./explore.ts";

/** Says on the test's own output what was covered: a search that looked at nothing must not pass unseen. */
export function tell(what: string, { states, runs }: Explored): void {
  process.stdout.write(`explored ${what}: ${states} states, ${runs.toPrecision(4)} runs\n`);
}
