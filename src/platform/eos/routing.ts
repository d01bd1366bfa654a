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
    match: "neighbor {n} update-source <interface>",
    unset: "no neighbor {n} update-source",
    refs: [...NEEDS, "interface {interface}"],
  },
  {
    match: "neighbor {n} ebgp-multihop [<hops>]",
    unset: "no neighbor {n} ebgp-multihop",
    refs: NEEDS,
  },
  { match: "neighbor {n} timers <timers...>", unset: "no neighbor {n} timers", refs: NEEDS },
  {
    match: "neighbor {n} password <password...:text>",
    unset: "no neighbor {n} password",
    secret: true,
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
    match: "neighbor {n} maximum-routes <limit...>",
    unset: "no neighbor {n} maximum-routes",
    refs: NEEDS,
  },
  {
    match: "neighbor {n} send-community ...",
    unset: "no neighbor {n} send-community",
    refs: NEEDS,
  },
  { match: "neighbor {n} local-as <as...>", unset: "no neighbor {n} local-as", refs: NEEDS },
  { match: "neighbor {n} allowas-in [<times>]", unset: "no neighbor {n} allowas-in", refs: NEEDS },
  { match: "neighbor {n} bfd ...", unset: "no neighbor {n} bfd", refs: NEEDS },
  { match: "neighbor {n} next-hop-self", refs: NEEDS },
  { match: "neighbor {n} {word} ...", refs: NEEDS },
];

const neighborAnchors: readonly Rule[] = [
  {
    match: "neighbor {n} peer group",
    also: ["neighbor {n} peer-group"],
    unset: "no neighbor {n} peer group",
    defines: ["./neighbor {n}", "./peer-group {n}"],
    unsetWipes: ["neighbor {n} ...", "neighbor * peer group {n}"],
    rank: 9,
  },
  {
    match: "neighbor {n} peer group <group>",
    takesAlong: ["neighbor {n} ..."],
    also: ["neighbor {n} peer-group <group>"],
    unset: "no neighbor {n} peer group",
    refs: ["./peer-group {group}"],
    defines: ["./neighbor {n}"],
    rank: 11,
  },
  {
    match: "neighbor {n} remote-as <as>",
    unset: "no neighbor {n} remote-as",
    defines: ["./neighbor {n}"],
    rank: 12,
  },
];

const familyRules: readonly Rule[] = [
  { match: "network {prefix:prefix} ...", unset: "no network {prefix}" },
  {
    match: "aggregate-address {prefix:prefix} <options...:bag>",
    unset: "no aggregate-address {prefix}",
  },
  { match: "redistribute {protocol} ...", unset: "no redistribute {protocol}" },
  { match: "maximum-paths <paths...>", unset: "no maximum-paths" },
  ...neighborLines,
];

const vrfRules: readonly Rule[] = [
  { match: "rd <rd>", unset: "no rd", rank: 5 },
  { match: "route-target (import|export) {target...}" },
  { match: "router-id <id>", unset: "no router-id", rank: 5 },
  ...neighborAnchors,
  ...familyRules,
  { match: "address-family {family...}", section: { rules: familyRules, delete: "line" } },
];

const bgpRules: readonly Rule[] = [
  { match: "distance bgp <distances...>", unset: "no distance bgp" },
  { match: "bgp default ipv4-unicast", default: ["bgp default ipv4-unicast"], rank: 6 },
  ...vrfRules,
  {
    match: "vlan {vlan...}",
    section: {
      delete: "line",
      rules: [
        { match: "rd <rd>", unset: "no rd" },
        { match: "route-target (import|export|both) {target...}" },
        { match: "redistribute {what}" },
      ],
    },
  },
  {
    match: "vrf {vrf}",
    refs: ["vrf {vrf}"],
    section: { rules: vrfRules, delete: "line", scope: true },
  },
];

const routeMapRules: readonly Rule[] = [
  { match: "description <text...:text>", unset: "no description" },
  {
    match: "match ip address prefix-list <list>",
    unset: "no match ip address prefix-list",
    refs: ["prefix-list {list}"],
  },
  {
    match: "match ip address access-list <list>",
    unset: "no match ip address access-list",
    refs: ["acl {list}"],
  },
  {
    match: "match community <list>",
    unset: "no match community",
    refs: ["community-list {list}"],
  },
  { match: "set local-preference <value>", unset: "no set local-preference" },
  { match: "set metric <value...>", unset: "no set metric" },
  { match: "set community <values...>", unset: "no set community" },
  { match: "set ip next-hop <hop...>", unset: "no set ip next-hop" },
  { match: "set as-path prepend <path...>", unset: "no set as-path prepend" },
];

const prefixEntries: readonly Rule[] = [
  {
    match: "[seq {seq:int}] <action:action> <entry...>",
    unset: "no seq {seq}",
    replace: "negate-first",
    sequence: { first: 10, step: 10 },
  },
];

const ospfRules: readonly Rule[] = [
  { match: "router-id <id>", unset: "no router-id" },
  { match: "passive-interface default" },
  { match: "passive-interface {interface}", negative: "kept" },
  { match: "network {prefix:prefix} area <area>" },
  { match: "max-lsa <count...>", unset: "no max-lsa" },
  { match: "redistribute {protocol} ...", unset: "no redistribute {protocol}" },
];

/** A route goes by its destination and the whole of its next hop: an address, a port, or both. */
function routesTo(line: string): readonly Rule[] {
  return [
    ["{port} {hop:ip}", "{port} {hop}"],
    ["{hop:ip}", "{hop}"],
    ["{hop}", "{hop}"],
  ].flatMap(([hop, said]) => [
    {
      match: `${line} vrf {vrf} {prefix:prefix} ${hop} ...`,
      refs: ["vrf {vrf}"],
      unset: `no ${line} vrf {vrf} {prefix} ${said}`,
    },
    { match: `${line} {prefix:prefix} ${hop} ...`, unset: `no ${line} {prefix} ${said}` },
  ]);
}

/** Routes, lists and protocols of EOS. */
export const routingRules: readonly Rule[] = [
  { match: "ip routing", negative: "kept", remove: "never", rank: 10 },
  { match: "ip routing vrf {vrf}", refs: ["vrf {vrf}"], negative: "kept", rank: 10 },
  { match: "ipv6 unicast-routing", remove: "never", rank: 10 },
  { match: "ipv6 unicast-routing vrf {vrf}", refs: ["vrf {vrf}"], rank: 10 },
  ...routesTo("ip route"),
  ...routesTo("ipv6 route"),
  {
    match: "ip prefix-list {list} seq {seq:int} <entry...>",
    unset: "no ip prefix-list {list} seq {seq}",
    replace: "negate-first",
    defines: ["prefix-list {list}"],
  },
  {
    match: "ip prefix-list {list}",
    defines: ["prefix-list {list}"],
    section: { delete: "line", rules: prefixEntries },
  },
  {
    match: "ipv6 prefix-list {list}",
    defines: ["prefix-list6 {list}"],
    section: { delete: "line", rules: prefixEntries },
  },
  {
    match: "ip community-list {list} <action> {communities...}",
    unset: "no ip community-list {list} <action> {communities}",
    defines: ["community-list {list}"],
  },
  {
    match: "route-map {map} <action> {seq:int}",
    unset: "no route-map {map} <action> {seq}",
    defines: ["route-map {map}"],
    section: { rules: routeMapRules, delete: "line" },
  },
  {
    match: "router bgp <as>",
    replace: "recreate",
    section: { rules: bgpRules, delete: "line", scope: true },
  },
  {
    match: "router ospf {process:int} [vrf <vrf>]",
    unset: "no router ospf {process}",
    section: { rules: ospfRules, delete: "line" },
  },
];
