import { expect, test } from "vitest";
import { boxed, deleteAll, deletionOrder, networkOf } from "./deletions.ts";

// More seeds: test/long/deletions.test.ts
test.each([1, 2])(
  "services deleted one by one leave devices as if they had never been (seed %i)",
  {
    timeout: 60_000,
  },
  async (seed) => {
    const network = networkOf(seed, 6);
    expect(network.services.length).toBeGreaterThanOrEqual(6);
    const order = deletionOrder(network, seed);
    for (const device of boxed) expect(await deleteAll(network, order, device)).toEqual([]);
  },
);
