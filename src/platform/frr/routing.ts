import type { Rule } from "../grammar.ts";

const NEEDS = ["./neighbor {n}"];

const neighborLines: readonly Rule[] = [
  {
    match: "neighbor {n} description <text...:text>",
    unset: "no neighbor {n} description",
    refs: NEEDS,
  },
  { match: "neighbor {n} activate", negative: "kept", refs: NEEDS, rank: 20 },
  {
    match: "neighbor {n} update-source <source>",
    unset: "no neighbor {n} update-source",
    refs: NEEDS,
  },
  {
    match: "neighbor {n} ebgp-multihop [<hops>]",
    unset: "no neighbor {n} ebgp-multihop",
    refs: NEEDS,
  },
  { match: "neighbor {n} timers <keepalive> <hold>", unset: "no neighbor {n} timers", refs: NEEDS },
  {
    match: "neighbor {n} timers connect <seconds>",
    unset: "no neighbor {n} timers connect",
    refs: NEEDS,
  },
  {
    match: "neighbor {n} password <password...:text>",
    unset: "no neighbor {n} password",
    refs: NEEDS,
  },
  {
    match: "neighbor {n} route-map <map> (in|out:way)",
    unset: "no neighbor {n} route-map <map> {way}",
    refs: [...NEEDS, "route-map {map}"],
    rank: 60,
  },
  {
    match: "neighbor {n} prefix-list <list> (in|out:way)",
    unset: "no neighbor {n} prefix-list <list> {way}",
    refs: [...NEEDS, "prefix-list {list}"],
    rank: 60,
  },
  {
    match: "neighbor {n} maximum-prefix <limit...>",
    unset: "no neighbor {n} maximum-prefix",
    refs: NEEDS,
  },
  { match: "neighbor {n} local-as <as...>", unset: "no neighbor {n} local-as", refs: NEEDS },
  { match: "neighbor {n} {word} ...", refs: NEEDS },
];

const neighborAnchors: readonly Rule[] = [
  {
    match: "neighbor {n} peer-group",
    unset: "no neighbor {n} peer-group",
    defines: ["./neighbor {n}", "./peer-group {n}"],
    unsetWipes: ["neighbor {n} ...", "neighbor * peer-group {n}"],
    rank: 9,
  },
  {
    match: "neighbor {n} interface remote-as <as>",
    unset: "no neighbor {n} interface",
    defines: ["./neighbor {n}"],
    unsetWipes: ["neighbor {n} ..."],
    rank: 10,
  },
  {
    match: "neighbor {n} remote-as <as>",
    unset: "no neighbor {n}",
    defines: ["./neighbor {n}"],
    unsetWipes: ["neighbor {n} ..."],
    rank: 10,
  },
  {
    match: "neighbor {n} peer-group <group>",
    takesAlong: ["neighbor {n} ..."],
    unset: "no neighbor {n} peer-group <group>",
    unsetWipes: ["neighbor {n} ..."],
    refs: ["./peer-group {group}"],
    defines: ["./neighbor {n}"],
    rank: 11,
  },
];

const familyRules: readonly Rule[] = [
  { match: "network {prefix:prefix} ...", unset: "no network {prefix}" },
  {
    match: "aggregate-address {prefix:prefix} <options...:bag>",
    unset: "no aggregate-address {prefix}",
  },
  { match: "redistribute {protocol} ...", unset: "no redistribute {protocol}" },
  { match: "advertise-all-vni" },
  {
    match: "vni {vni:int}",
    section: {
      delete: "line",
      exit: "exit-vni",
      rules: [
        { match: "rd <rd>", unset: "no rd" },
        { match: "route-target (import|export|both) {target}" },
      ],
    },
  },
  { match: "maximum-paths <count>", unset: "no maximum-paths" },
  { match: "maximum-paths ibgp <count>", unset: "no maximum-paths ibgp" },
  ...neighborLines,
];

const bgpRules: readonly Rule[] = [
  { match: "bgp router-id <id>", unset: "no bgp router-id", rank: 5 },
  { match: "bgp default ipv4-unicast", default: ["bgp default ipv4-unicast"], rank: 6 },
  { match: "bgp ebgp-requires-policy", negative: "kept", rank: 6 },
  { match: "bgp cluster-id <id>", unset: "no bgp cluster-id" },
  { match: "timers bgp <timers...>", unset: "no timers bgp" },
  ...neighborAnchors,
  ...familyRules,
  {
    match: "address-family (ipv4|ipv6:family) unicast",
    also: ["address-family (ipv4|ipv6:family)"],
    section: { rules: familyRules, delete: "children", exit: "exit-address-family" },
  },
  {
    match: "address-family {family...}",
    section: { rules: familyRules, delete: "children", exit: "exit-address-family" },
  },
];

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
