import type { Checks } from "../checks.ts";

/** What netctl may ask BIRD, which pings nobody and shows all of a kind: whom it is about is a comment to it. */
export const birdChecks: Checks = {
  shows: ["show [^|>;&`$]+"],
  ready: {
    interface: {
      up: { command: "show interfaces # {port}", expect: "^{port} up \\(" },
      down: { command: "show interfaces # {port}", expect: "^{port} down \\(" },
    },
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
