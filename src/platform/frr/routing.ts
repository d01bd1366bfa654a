import type { Rule } from "../grammar.ts";
import { bgpRules } from "./bgp.ts";

const routeMapRules: readonly Rule[] = [
  { match: "description <text...:text>", unset: "no description" },
  {
    match: "match ip address prefix-list <list>",
    unset: "no match ip address prefix-list",
    refs: ["prefix-list {list}"],
  },
  { match: "match ip address <list>", unset: "no match ip address", refs: ["acl {list}"] },
  {
    match: "match ipv6 address prefix-list <list>",
    unset: "no match ipv6 address prefix-list",
    refs: ["prefix-list6 {list}"],
  },
  { match: "match community <list...>", unset: "no match community" },
  { match: "set local-preference <value>", unset: "no set local-preference" },
  { match: "set metric <value>", unset: "no set metric" },
  { match: "set community <values...>", unset: "no set community <values>" },
  { match: "set as-path prepend <path...>", unset: "no set as-path prepend" },
  { match: "set ip next-hop <hop>", unset: "no set ip next-hop" },
  { match: "on-match goto <seq>", unset: "no on-match goto" },
  { match: "on-match next" },
];

const ospfRules: readonly Rule[] = [
  { match: "ospf router-id <id>", unset: "no ospf router-id" },
  { match: "network {prefix:prefix} area <area>", replace: "negate-first" },
  { match: "passive-interface {interface}" },
  { match: "auto-cost reference-bandwidth <megabits>", unset: "no auto-cost reference-bandwidth" },
  { match: "default-information originate ...", unset: "no default-information originate" },
  { match: "redistribute {protocol} ...", unset: "no redistribute {protocol}" },
];

/** It refuses a blackhole beside a next hop, whichever of them comes second. */
const WAY = ["./way to {prefix}"];

const routes: readonly Rule[] = [
  {
    match: "ip route {prefix:prefix} {hop} ...",
    unset: "no ip route {prefix} {hop}",
    shares: WAY,
  },
  {
    match: "ip route {prefix:prefix} (blackhole|Null0|reject:hop) ...",
    unset: "no ip route {prefix} {hop}",
    claims: WAY,
  },
  {
    match: "ipv6 route {prefix:prefix} {hop:lower} ...",
    unset: "no ipv6 route {prefix} {hop}",
    shares: WAY,
  },
  {
    match: "ipv6 route {prefix:prefix} (blackhole|Null0|reject:hop) ...",
    unset: "no ipv6 route {prefix} {hop}",
    claims: WAY,
  },
];

/** What may stand in a VRF. */
export const vrfRules: readonly Rule[] = [...routes, { match: "vni <vni>" }];

/** Routes, lists and protocols of FRR. */
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
  {
    match: "access-list {list} [seq {seq:int}] <entry...>",
    unset: "no access-list {list} seq {seq} <entry>",
    replace: "negate-first",
    sequence: { first: 5, step: 5 },
    defines: ["acl {list}"],
  },
  {
    match: "ip prefix-list {list} [seq {seq:int}] <action> <prefix:prefix> [ge <ge>] [le <le>]",
    also: [
      "ip prefix-list {list} [seq {seq:int}] <action> <prefix:prefix> le <le> ge <ge>",
      "ip prefix-list {list} [seq {seq:int}] <action> <prefix:any> [ge <ge>] [le <le>]",
    ],
    unset: "no ip prefix-list {list} seq {seq}",
    sequence: { first: 5, step: 5 },
    defines: ["prefix-list {list}"],
    claims: ["entry of {list}: {prefix} {ge} {le}"],
  },
  {
    match: "ipv6 prefix-list {list} [seq {seq:int}] <entry...:lower>",
    unset: "no ipv6 prefix-list {list} seq {seq}",
    sequence: { first: 5, step: 5 },
    defines: ["prefix-list6 {list}"],
  },
  { match: "bgp community-list {list...}" },
  {
    match: "route-map {map} <action> {seq:int}",
    unset: "no route-map {map} <action> {seq}",
    defines: ["route-map {map}"],
    section: { rules: routeMapRules, delete: "line" },
  },
];
