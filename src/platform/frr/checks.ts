import type { Checks } from "../checks.ts";

/**
 * What netctl may ask FRR. A session may be Established and pass nothing, where no policy says what may
 * (`bgp ebgp-requires-policy`): only the number of accepted prefixes tells.
 */
export const frrChecks: Checks = {
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
