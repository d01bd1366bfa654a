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
  { match: "advertise (ipv4|ipv6) unicast ..." },
  { match: "rd <rd>", unset: "no rd" },
  { match: "route-target (import|export|both) {target}" },
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

/** What may stand in a BGP process of FRR. */
export const bgpRules: readonly Rule[] = [
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
