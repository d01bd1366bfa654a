import type { Checks } from "../checks.ts";
import { linuxPing, linuxPings } from "../linux-ping.ts";

/**
 * What netctl may ask FRR's own command line, whose ping never ends. A session may be Established and pass nothing,
 * where no policy says what may (`bgp ebgp-requires-policy`): only the number of accepted prefixes tells.
 */
export const frrCliChecks: Checks = {
  shows: ["show [^|>;&`$]+(?:\\| *include [^|>;&`$]+)?"],
  ready: {
    interface: {
      up: {
        command: "show interface {port}",
        expect: "^Interface \\S+ is up, line protocol is up",
      },
      down: {
        command: "show interface {port}",
        expect: "^Interface \\S+ is (?:administratively )?down",
      },
    },
    bgp: {
      established: {
        command: "show bgp[ vrf {vrf}] neighbors {neighbor}",
        expect: "^ *BGP state = Established\\b",
        numbers: { routes: "^ *(\\d+) accepted prefixes" },
      },
    },
    route: {
      present: {
        command: "show ip route[ vrf {vrf}] {prefix}",
        expect: "^Routing entry for {prefix}$",
      },
    },
  },
};

/** What it may ask where there is a shell as well. */
export const frrChecks: Checks = {
  shows: [...frrCliChecks.shows, linuxPings],
  ready: { ...frrCliChecks.ready, ping: { answered: linuxPing } },
};
