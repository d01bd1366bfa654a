import type { Rule } from "../grammar.ts";
import { routeMapRules } from "./route-maps.ts";

/** Lines about one BGP neighbour or peer group; the same in the process and in its address families. */
const neighborLines: readonly Rule[] = [
  {
    match: "neighbor {n} description <text...:text>",
    unset: "no neighbor {n} description",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} activate",
    negative: "kept",
    added: true,
    refs: ["./neighbor {n}"],
    rank: 20,
  },
  {
    match: "neighbor {n} update-source <interface>",
    unset: "no neighbor {n} update-source",
    refs: ["./neighbor {n}", "interface {interface}"],
  },
  {
    match: "neighbor {n} ebgp-multihop <hops...>",
    unset: "no neighbor {n} ebgp-multihop",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} timers <timers...>",
    unset: "no neighbor {n} timers",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} password <password...:text>",
    unset: "no neighbor {n} password",
    secret: true,
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} route-map <map> (in|out:way)",
    unset: "no neighbor {n} route-map <map> {way}",
    refs: ["./neighbor {n}", "route-map {map}"],
    rank: 60,
  },
  {
    match: "neighbor {n} prefix-list <list> (in|out:way)",
    unset: "no neighbor {n} prefix-list <list> {way}",
    refs: ["./neighbor {n}", "prefix-list {list}"],
    rank: 60,
  },
  {
    match: "neighbor {n} distribute-list <list> (in|out:way)",
    refs: ["./neighbor {n}", "acl {list}"],
    rank: 60,
  },
  { match: "neighbor {n} filter-list <list> (in|out:way)", refs: ["./neighbor {n}"], rank: 60 },
  {
    match: "neighbor {n} maximum-prefix <limit...>",
    unset: "no neighbor {n} maximum-prefix",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} send-community [<which>]",
    unset: "no neighbor {n} send-community <which>",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} weight <weight>",
    unset: "no neighbor {n} weight",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} local-as <as...>",
    unset: "no neighbor {n} local-as",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} allowas-in [<times>]",
    unset: "no neighbor {n} allowas-in",
    refs: ["./neighbor {n}"],
  },
  { match: "neighbor {n} {word} ...", refs: ["./neighbor {n}"] },
];

/** What makes a neighbour: without it nothing else about it may be said, and it takes all of that along. */
const neighborAnchors: readonly Rule[] = [
  {
    match: "neighbor {n} peer-group",
    unset: "no neighbor {n} peer-group",
    defines: ["./neighbor {n}", "./peer-group {n}"],
    unsetWipes: ["neighbor {n} ...", "neighbor * peer-group {n}"],
    rank: 9,
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
    refs: ["./peer-group {group}"],
    defines: ["./neighbor {n}"],
    rank: 11,
  },
];

const familyRules: readonly Rule[] = [
  ...neighborAnchors,
  { match: "network {network:ip} mask {mask:ip} ...", unset: "no network {network} mask {mask}" },
  { match: "network {network:lower} ...", unset: "no network {network}" },
  {
    match: "aggregate-address {network:ip} {mask:ip} <options...:bag>",
    unset: "no aggregate-address {network} {mask}",
  },
  { match: "redistribute (connected|static|rip:from) ...", unset: "no redistribute {from}" },
  { match: "redistribute {protocol} {id} ...", unset: "no redistribute {protocol} {id}" },
  { match: "maximum-paths <count>", unset: "no maximum-paths", default: ["maximum-paths 1"] },
  { match: "maximum-paths ibgp <count>", unset: "no maximum-paths ibgp" },
  { match: "distance bgp <distances...>", unset: "no distance bgp" },
  ...neighborLines,
];

const bgpRules: readonly Rule[] = [
  { match: "bgp router-id <id>", unset: "no bgp router-id", rank: 5 },
  { match: "bgp log-neighbor-changes", default: ["bgp log-neighbor-changes"], added: true },
  { match: "bgp default ipv4-unicast", default: ["bgp default ipv4-unicast"], rank: 6 },
  { match: "bgp cluster-id <id>", unset: "no bgp cluster-id" },
  { match: "timers bgp <timers...>", unset: "no timers bgp" },
  ...familyRules,
  {
    match: "address-family {family} vrf {vrf}",
    also: ["address-family {family} unicast vrf {vrf}"],
    section: { rules: familyRules, delete: "line", exit: "exit-address-family", scope: true },
    refs: ["vrf {vrf}"],
  },
  {
    match: "address-family (ipv4|ipv6|vpnv4|vpnv6:family)",
    also: ["address-family (ipv4|ipv6|vpnv4|vpnv6:family) unicast"],
    section: { rules: familyRules, delete: "line", exit: "exit-address-family" },
  },
  {
    match: "address-family {family...}",
    section: { rules: familyRules, delete: "line", exit: "exit-address-family" },
  },
];

const ospfRules: readonly Rule[] = [
  { match: "router-id <id>", unset: "no router-id" },
  { match: "passive-interface default" },
  { match: "passive-interface {interface}", negative: "kept" },
  {
    match: "network {network:ip} {wildcard:ip} area <area>",
    replace: "overwrite",
    unset: "no network {network} {wildcard} area <area>",
  },
  { match: "auto-cost reference-bandwidth <megabits>", unset: "no auto-cost reference-bandwidth" },
  { match: "default-information originate ...", unset: "no default-information originate" },
  { match: "redistribute (connected|static:from) ...", unset: "no redistribute {from}" },
  { match: "redistribute {protocol} {id} ...", unset: "no redistribute {protocol} {id}" },
  { match: "log-adjacency-changes ...", unset: "no log-adjacency-changes" },
];

/** A route goes by its destination and the whole of its next hop: an address, a port, or both. */
function routesTo(line: string, destination: string, said: string): readonly Rule[] {
  return [
    ["{port} {hop:ip}", "{port} {hop}"],
    ["{hop:ip}", "{hop}"],
    ["{hop}", "{hop}"],
  ].flatMap(([hop, saidHop]) => [
    {
      match: `${line} vrf {vrf} ${destination} ${hop} ...`,
      refs: ["vrf {vrf}"],
      unset: `no ${line} vrf {vrf} ${said} ${saidHop}`,
    },
    { match: `${line} ${destination} ${hop} ...`, unset: `no ${line} ${said} ${saidHop}` },
  ]);
}

/** Routes, protocols and the lists they use. */
export const routingRules: readonly Rule[] = [
  {
    match: "router ospf {process:int} [vrf <vrf>]",
    section: { rules: ospfRules, delete: "line" },
    defines: ["ospf {process}"],
    unset: "no router ospf {process}",
  },
  {
    match: "router bgp <as>",
    replace: "recreate",
    section: { rules: bgpRules, delete: "line", scope: true },
  },
  ...routesTo("ip route", "{network:ip} {mask:ip}", "{network} {mask}"),
  ...routesTo("ipv6 route", "{prefix:prefix}", "{prefix}"),
  {
    match: "ip prefix-list {list} description <text...:text>",
    unset: "no ip prefix-list {list} description",
  },
  {
    match: "ip prefix-list {list} [seq {seq:int}] <entry...>",
    unset: "no ip prefix-list {list} seq {seq} <entry>",
    replace: "negate-first",
    sequence: {
      first: 5,
      step: 5,
      standIn: "ip prefix-list {list} seq {seq} deny 0.0.0.0/0 le 32",
    },
    defines: ["prefix-list {list}"],
  },
  {
    match: "ipv6 prefix-list {list} [seq {seq:int}] <entry...:lower>",
    unset: "no ipv6 prefix-list {list} seq {seq} <entry>",
    replace: "negate-first",
    sequence: {
      first: 5,
      step: 5,
      standIn: "ipv6 prefix-list {list} seq {seq} deny ::/0 le 128",
    },
    defines: ["prefix-list {list}"],
  },
  { match: "ip as-path access-list {list} {entry...}" },
  {
    match: "ip community-list (standard|expanded) {list} {entry...}",
    defines: ["community-list {list}"],
  },
  {
    match: "route-map {map} <action> {seq:int}",
    unset: "no route-map {map} <action> {seq}",
    defines: ["route-map {map}"],
    section: { rules: routeMapRules, delete: "line" },
  },
];
