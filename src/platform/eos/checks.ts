import type { Checks } from "../checks.ts";

/** What netctl may ask EOS, whose pipes lead to a Unix shell: only filters are let through. */
export const eosChecks: Checks = {
  shows: [
    "show [^|>;&`$]+(?:\\| *(?:begin|count|exclude|grep|include|json|no-more|nz|section)\\b[^|>;&`$]*)*",
    "(?:ping|traceroute) [\\w.: \\-]+",
  ],
  ready: {
    interface: {
      up: { command: "show interfaces {port}", expect: "^\\S+ is up, line protocol is up" },
      down: { command: "show interfaces {port}", expect: "^\\S+ is (?:administratively )?down" },
    },
    ping: {
      answered: {
        command: "ping[ vrf {vrf}] {address} repeat 3",
        expect: "\\b[1-9]\\d* (?:packets )?received",
      },
    },
    bgp: {
      established: {
        command: "show ip bgp neighbors {neighbor}[ vrf {vrf}]",
        expect: "^ *BGP state is Established\\b",
        numbers: { routes: "^ *IPv4 Unicast: +\\d+ +(\\d+)" },
      },
    },
    route: {
      present: {
        command: "show ip route[ vrf {vrf}] {prefix}",
        expect: "^ +[A-Z].* {prefix}(?:\\s|$)",
      },
    },
  },
};
