import type { Rule } from "../grammar.ts";

/** What may stand in an interface of FRR. Negations are short: it refuses `no description TEXT`. */
export const interfaceRules: readonly Rule[] = [
  { match: "description <text...:text>", unset: "no description" },
  { match: "vrf <vrf>", manage: "never" },
  {
    match: "ip address {prefix}",
    claims: ["address {prefix}"],
    shares: ["addresses of {interface}"],
  },
  {
    match: "ipv6 address {prefix:lower}",
    claims: ["address6 {prefix}"],
    shares: ["addresses of {interface}"],
  },
  { match: "bandwidth <megabits>", unset: "no bandwidth" },
  // It refuses another area while one is set.
  {
    match: "ip ospf area <area>",
    unset: "no ip ospf area",
    replace: "negate-first",
    shares: ["areas by port"],
    bars: ["areas by network"],
  },
  { match: "ip ospf cost <cost>", unset: "no ip ospf cost" },
  { match: "ip ospf priority <priority>", unset: "no ip ospf priority" },
  { match: "ip ospf hello-interval <seconds>", unset: "no ip ospf hello-interval" },
  { match: "ip ospf dead-interval <seconds...>", unset: "no ip ospf dead-interval" },
  { match: "ip ospf retransmit-interval <seconds>", unset: "no ip ospf retransmit-interval" },
  { match: "ip ospf transmit-delay <seconds>", unset: "no ip ospf transmit-delay" },
  { match: "ip ospf network <kind...>", unset: "no ip ospf network" },
  { match: "ip ospf passive" },
  {
    match: "ip ospf message-digest-key {id:int} md5 <key>",
    unset: "no ip ospf message-digest-key {id}",
    replace: "negate-first",
  },
  { match: "ip ospf authentication [<kind>]", unset: "no ip ospf authentication" },
  { match: "ip ospf authentication-key <key>", unset: "no ip ospf authentication-key" },
  { match: "ip router isis <process>", unset: "no ip router isis" },
  { match: "isis metric <metric...>", unset: "no isis metric" },
  { match: "isis network point-to-point" },
  { match: "isis passive" },
  // A port that is shut lets no address go without an error.
  {
    match: "shutdown",
    default: ["no shutdown"],
    claims: ["addresses of {interface}"],
    rank: 90,
  },
];
