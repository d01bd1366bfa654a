import type { Rule } from "../grammar.ts";
import { bgpRules } from "./bgp.ts";

const ospfRules: readonly Rule[] = [
  { match: "ospf router-id <id>", unset: "no ospf router-id" },
  // Areas go by network or by port, not both.
  {
    match: "network {prefix:prefix} area <area>",
    replace: "negate-first",
    shares: ["areas by network"],
    bars: ["areas by port"],
  },
  { match: "passive-interface {interface}" },
  { match: "area {area} stub [no-summary]", unset: "no area {area} stub" },
  { match: "area {area} range {prefix:prefix} ...", replace: "negate-first" },
  { match: "auto-cost reference-bandwidth <megabits>", unset: "no auto-cost reference-bandwidth" },
  { match: "area {area} authentication [message-digest]", unset: "no area {area} authentication" },
  {
    match: "log-adjacency-changes [detail]",
    unset: "no log-adjacency-changes",
  },
  { match: "timers throttle spf <times...>", unset: "no timers throttle spf" },
  { match: "max-metric router-lsa administrative" },
  {
    match: "max-metric router-lsa (on-startup|on-shutdown:when) <seconds>",
    unset: "no max-metric router-lsa {when}",
  },
  { match: "default-metric <metric>", unset: "no default-metric" },
  { match: "distance <distance>", unset: "no distance <distance>" },
  { match: "default-information originate ...", unset: "no default-information originate" },
  { match: "redistribute {protocol} ...", unset: "no redistribute {protocol}" },
];

/** It refuses a blackhole beside a next hop, whichever of them comes second. */
const WAY = ["./way to {prefix}"];

function routesOf(family: "ip" | "ipv6", hop: string): readonly Rule[] {
  return [
    // The port is a part of the name: by one hop there may be a route with it and one without.
    {
      match: `${family} route {prefix:prefix} ${hop} [{port:port}] ...`,
      unset: `no ${family} route {prefix} {hop} [{port}]`,
      shares: WAY,
    },
    {
      match: `${family} route {prefix:prefix} (blackhole|Null0|reject:hop) ...`,
      unset: `no ${family} route {prefix} {hop}`,
      claims: WAY,
    },
  ];
}

const routes = [...routesOf("ip", "{hop}"), ...routesOf("ipv6", "{hop:lower}")];

/** What may stand in a VRF. */
export const vrfRules: readonly Rule[] = [...routes, { match: "vni <vni>" }];

/** Routes and protocols of FRR. */
export const routingRules: readonly Rule[] = [
  ...routes,
  {
    match: "router bgp <as> vrf {vrf}",
    replace: "recreate",
    section: { rules: bgpRules, delete: "line", scope: true },
    refs: ["bgp", "vrf {vrf}"],
  },
  {
    match: "router bgp <as>",
    replace: "recreate",
    section: { rules: bgpRules, delete: "line", scope: true },
    defines: ["bgp"],
  },
  {
    match: "router isis {process} [vrf {vrf}]",
    section: {
      delete: "line",
      rules: [
        { match: "net {title}" },
        { match: "is-type <level>", unset: "no is-type" },
        { match: "metric-style <style>", unset: "no metric-style" },
      ],
    },
  },
  { match: "router ospf [vrf {vrf}]", section: { rules: ospfRules, delete: "line" } },
];
