import type { Rule } from "../grammar.ts";
import { filterRules, neighborAnchors, neighborLines } from "./neighbors.ts";

const familyRules: readonly Rule[] = [
  {
    match: "network {prefix:prefix} [route-map <map>] ...",
    unset: "no network {prefix}",
    refs: ["route-map {map}"],
  },
  {
    match: "aggregate-address {prefix:prefix} <options...:bag>",
    unset: "no aggregate-address {prefix}",
  },
  {
    match: "redistribute {protocol} [metric <metric>] [route-map <map>]",
    also: ["redistribute {protocol} [route-map <map>] [metric <metric>]"],
    unset: "no redistribute {protocol}",
    replace: "accumulate",
    refs: ["route-map {map}"],
  },
  {
    match: "redistribute {protocol} {instance:int} [metric <metric>] [route-map <map>]",
    unset: "no redistribute {protocol} {instance}",
    replace: "accumulate",
    refs: ["route-map {map}"],
  },
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
  { match: "advertise (ipv4|ipv6) unicast ..." },
  { match: "rd <rd>", unset: "no rd" },
  { match: "route-target (import|export|both) {target}" },
  // Whatever table map it is told to leave, it leaves the one it has.
  {
    match: "table-map <map>",
    unset: "no table-map <map>",
    refs: ["route-map {map}"],
  },
  { match: "distance bgp <distances...>", unset: "no distance bgp" },
  { match: "maximum-paths <count>", unset: "no maximum-paths" },
  { match: "maximum-paths ibgp <count>", unset: "no maximum-paths ibgp" },
  ...neighborLines,
];

const inFamilyRules = [...familyRules, ...filterRules("{family}")];

/** What may stand in a BGP process, of the router or of a VRF. */
export const bgpRules: readonly Rule[] = [
  { match: "bgp router-id <id>", unset: "no bgp router-id", rank: 5 },
  { match: "bgp default ipv4-unicast", default: ["bgp default ipv4-unicast"], rank: 6 },
  { match: "bgp ebgp-requires-policy", negative: "kept", rank: 6 },
  { match: "bgp cluster-id <id>", unset: "no bgp cluster-id" },
  {
    match: "bgp confederation peers <peers...>",
    set: {
      of: "words",
      capture: "peers",
      add: "bgp confederation peers <peers>",
      remove: "no bgp confederation peers <peers>",
      limit: 20,
    },
  },
  { match: "bgp graceful-restart {what} <value>", unset: "no bgp graceful-restart {what}" },
  { match: "bgp listen limit <count>", unset: "no bgp listen limit" },
  { match: "timers bgp <timers...>", unset: "no timers bgp" },
  ...neighborAnchors,
  ...familyRules,
  ...filterRules("of the process"),
  {
    match: "address-family (ipv4|ipv6:family) unicast",
    also: ["address-family (ipv4|ipv6:family)"],
    section: { rules: inFamilyRules, delete: "children", exit: "exit-address-family" },
  },
  {
    match: "address-family {family...}",
    section: { rules: inFamilyRules, delete: "children", exit: "exit-address-family" },
  },
];
