import { once } from "node:events";
import { createInterface } from "node:readline";
import type { World } from "./world.ts";

/** What became of packets sent all the while, ten in a second. */
export type Loss = { readonly sent: number; readonly lost: number; readonly isFlowing: boolean };

/** Packets on their way from one address to another until somebody asks what became of them. */
export type Traffic = { readonly stop: () => Promise<Loss> };

/** How many answers in a row show that traffic flows. */
const steadyCount = 5;

/** Starts to send packets from a router; they go on whatever happens. */
export function traffic(world: World, router: string, target: string, source: string): Traffic {
  const ping = world.begin(router, "ping", "-n", "-i", "0.1", "-I", source, target);
  const answered: number[] = [];
  createInterface({ input: ping.stdout ?? process.stdin }).on("line", (line) => {
    const number = /icmp_seq=(\d+) ttl=/.exec(line)?.[1];
    if (number !== undefined) answered.push(Number(number));
  });
  let summary = "";
  ping.stdout?.on("data", (text: Buffer) => {
    summary = text.toString();
  });
  return {
    stop: async () => {
      ping.kill("SIGINT");
      await once(ping, "close");
      const sent = Number(/(\d+) packets transmitted/.exec(summary)?.[1] ?? Number.NaN);
      const last = answered.slice(-steadyCount);
      const isFlowing = last.length === steadyCount && (last[0] ?? 0) > sent - 2 * steadyCount;
      return { sent, lost: sent - answered.length, isFlowing };
    },
  };
}
