import { setTimeout as delay } from "node:timers/promises";

/** One BIRD router between two of FRR. */
export const birdBetween = {
  routers: [
    { name: "r1", kind: "frr" },
    { name: "b2", kind: "bird" },
    { name: "r3", kind: "frr" },
  ],
  links: [
    ["r1", "eth1", "b2", "eth1"],
    ["b2", "eth2", "r3", "eth1"],
  ],
} as const;

/** Whether what is looked at comes to be as it is wanted, within half a minute. */
export async function comesTo(look: () => Promise<boolean>, wanted: boolean): Promise<boolean> {
  for (let looks = 0; looks < 60; looks++) {
    if ((await look()) === wanted) return true;
    await delay(500);
  }
  return false;
}
