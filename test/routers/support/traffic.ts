import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { World } from "./world.ts";

/** What became of packets sent all the while, ten in a second. */
export type Loss = { readonly sent: number; readonly lost: number; readonly isFlowing: boolean };

/** Packets on their way from one address to another until somebody asks what became of them. */
export type Traffic = { readonly stop: () => Promise<Loss> };

/** How many answers more show that traffic flows, and the seconds they may take to come. */
const steadyCount = 5;
const steadyLimitSeconds = 10;

/** Starts to send packets from a router; they go on whatever happens. */
export function traffic(world: World, router: string, target: string, source: string): Traffic {
  const ping = world.begin(router, "ping", "-n", "-i", "0.1", "-I", source, target);
  let answered = 0;
  let summary = "";
  createInterface({ input: ping.stdout ?? process.stdin }).on("line", (line) => {
    if (/icmp_seq=\d+ ttl=/.test(line)) answered += 1;
    if (line.includes("packets transmitted")) summary = line;
  });
  return {
    stop: async () => {
      const enough = answered + steadyCount;
      const end = performance.now() + steadyLimitSeconds * 1000;
      while (answered < enough && performance.now() < end) await delay(50);
      const isFlowing = answered >= enough;
      ping.kill("SIGINT");
      await once(ping, "close");
      const sent = Number(/^(\d+) packets/.exec(summary)?.[1] ?? Number.NaN);
      return { sent, lost: sent - answered, isFlowing };
    },
  };
}
