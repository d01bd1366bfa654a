import type { Checks } from "../checks.ts";
import { linuxPing, linuxPings } from "../linux-ping.ts";

/** What netctl may ask BIRD, which shows all of a kind: whom it is about is a comment to it. Its box pings. */
export const birdChecks: Checks = {
  shows: ["show [^|>;&`$]+", linuxPings],
  ready: {
    interface: {
      up: { command: "show interfaces # {port}", expect: "^{port} up \\(" },
      down: { command: "show interfaces # {port}", expect: "^{port} down \\(" },
    },
    ping: { answered: linuxPing },
    bgp: {
      established: {
        command: "show protocols all # {neighbor}",
        expect: "^ +BGP state: +Established\\n +Neighbor address: {neighbor}$",
        numbers: {
          routes: "^ +Neighbor address: {neighbor}\\n(?:.+\\n)*? +Routes: +(\\d+) imported",
        },
      },
    },
    route: {
      present: { command: "show route {prefix}", expect: "^{prefix} +(?:unicast|blackhole) " },
    },
  },
};
