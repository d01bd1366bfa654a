import { expect, test } from "vitest";
import { boxed, deleteAll, deletionOrder, networkOf } from "../models/deletions.ts";

const seeds = Array.from({ length: 25 }, (_, at) => 101 + at).filter((seed) => seed !== 114);

// Known to be wrong: a loopback whose service goes stays while another service's line names it (the source of VXLAN on
// EOS), and nobody takes it away when that line goes too. Expected to fail, so that its mend cannot go unseen.
test.fails(
  "services deleted one by one leave devices as if they had never been (seed 114)",
  {
    timeout: 600_000,
  },
  async () => leavesNothing(114),
);

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
