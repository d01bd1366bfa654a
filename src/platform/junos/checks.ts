import type { Checks } from "../checks.ts";

/** What netctl may ask Junos. A ping without a count never ends. */
export const junosChecks: Checks = {
  shows: [
    "show [^|>;&]+(?:\\| *(?:count|display|except|find|hold|last|match|no-more|trim)\\b[^|>;&]*)*",
    "ping [\\w.: \\-]*\\bcount [1-9]\\d?\\b[\\w.: \\-]*",
    "traceroute [\\w.: \\-]+",
  ],
  ready: {
    interface: {
      up: { command: "show interfaces {port} terse", expect: "^{port} +up +up\\b" },
      down: { command: "show interfaces {port} terse", expect: "^{port} +(?:down|up +down)\\b" },
    },
    ping: {
      answered: {
        command: "ping {address}[ routing-instance {vrf}] rapid count 3",
        expect: "\\b[1-9]\\d* packets received",
      },
    },
    bgp: {
      established: {
        command: "show bgp neighbor[ instance {vrf}] {neighbor}",
        expect: "\\bState: Established\\b",
        numbers: { routes: "^ *Accepted prefixes: +(\\d+)" },
      },
    },
    route: {
      present: {
        command: "show route {prefix} exact[ table {vrf}.inet.0]",
        expect: "^{prefix}\\s+\\*?\\[",
      },
    },
  },
};
