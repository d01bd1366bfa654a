import type { Checks } from "../checks.ts";

/** What netctl may ask IOS-XE. A filter's pattern may hold `|`, but nothing after one that writes a file. */
export const iosxeChecks: Checks = {
  shows: [
    "show [^|>;&]+",
    "show [^|>;&]+\\| *(?:b|begin|c|count|e|exclude|i|inc|include|s|sec|section) (?!.*\\| *(?:a|red|t))[^>;&]*",
    "(?:ping|traceroute) [\\w.: \\-]+",
  ],
  ready: {
    interface: {
      up: { command: "show interfaces {port}", expect: "^\\S+ is up, line protocol is up" },
      down: { command: "show interfaces {port}", expect: "^\\S+ is (?:administratively )?down" },
    },
    ping: {
      answered: {
        command: "ping[ vrf {vrf}] {address} repeat 3 timeout 1",
        expect: "^Success rate is [1-9]\\d* percent",
      },
    },
    bgp: {
      established: {
        command: "show ip bgp[ vpnv4 vrf {vrf}] neighbors {neighbor}",
        expect: "^ *BGP state = Established\\b",
        numbers: { routes: "^ *Prefixes Current: +\\d+ +(\\d+)" },
      },
    },
    route: {
      present: {
        command: "show ip route[ vrf {vrf}] {network} {netmask}",
        expect: "^Routing entry for {prefix}(?:,|\\s*$)",
      },
    },
  },
};
