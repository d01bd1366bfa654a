import { expect, test } from "vitest";
import { boxed, deleteAll, deletionOrder, networkOf } from "../models/deletions.ts";

const seeds = Array.from({ length: 25 }, (_, at) => 101 + at);

test.each(seeds)(
  "services deleted one by one leave devices as if they had never been (seed %i)",
  {
    timeout: 600_000,
  },
  leavesNothing,
);

async function leavesNothing(seed: number): Promise<void> {
  const network = networkOf(seed, 12);
  const order = deletionOrder(network, seed);
  for (const device of boxed) expect(await deleteAll(network, order, device)).toEqual([]);
}
