import type { Rule } from "../grammar.ts";

/** Lines about a neighbour or a group, the same in the process and in its families. */
export const neighborLines: readonly Rule[] = [
  {
    match: "neighbor {n} description <text...:text>",
    unset: "no neighbor {n} description",
    refs: ["./neighbor {n}"],
  },
  { match: "neighbor {n:ip} activate", negative: "kept", refs: ["./neighbor {n}"], rank: 20 },
  // Of a group: its members come into the family and leave it with it, whatever was said of them.
  {
    match: "neighbor {n} activate",
    negative: "kept",
    refs: ["./neighbor {n}"],
    wipes: ["neighbor {m} activate where neighbor {m} peer-group {n}"],
    rank: 19,
  },
  {
    match: "neighbor {n} update-source <source>",
    unset: "no neighbor {n} update-source",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n:ip} ebgp-multihop [<hops>]",
    unset: "no neighbor {n} ebgp-multihop",
    refs: ["./neighbor {n}"],
    claims: ["./time to live of {n}"],
  },
  // A group gives its members its own, also where it loses it.
  {
    match: "neighbor {n} ebgp-multihop [<hops>]",
    unset: "no neighbor {n} ebgp-multihop",
    refs: ["./neighbor {n}"],
    claims: ["./time to live of {n}"],
    wipes: ["neighbor {m} ebgp-multihop ... where neighbor {m} peer-group {n}"],
  },
  {
    match: "neighbor {n:ip} ttl-security hops <hops>",
    unset: "no neighbor {n} ttl-security hops <hops>",
    refs: ["./neighbor {n}"],
    claims: ["./time to live of {n}"],
  },
  {
    match: "neighbor {n} ttl-security hops <hops>",
    unset: "no neighbor {n} ttl-security hops <hops>",
    refs: ["./neighbor {n}"],
    claims: ["./time to live of {n}"],
    wipes: ["neighbor {m} ttl-security ... where neighbor {m} peer-group {n}"],
  },
  {
    match: "neighbor {n} timers <keepalive> <hold>",
    unset: "no neighbor {n} timers",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} timers connect <seconds>",
    unset: "no neighbor {n} timers connect",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} password <password...:text>",
    unset: "no neighbor {n} password",
    refs: ["./neighbor {n}"],
  },
  // A member that is given what its group has at that moment has nothing of its own.
  {
    match: "neighbor {n} route-map <map> (in|out:way)",
    unset: "no neighbor {n} route-map <map> {way}",
    refs: ["./neighbor {n}", "route-map {map}"],
    precedes: ["neighbor {m} route-map {map} {way} where neighbor {m} peer-group {n}"],
    rank: 60,
  },
  {
    match: "neighbor {n} filter-list <list> (in|out:way)",
    unset: "no neighbor {n} filter-list <list> {way}",
    refs: ["./neighbor {n}", "as-path {list}"],
    rank: 60,
  },
  {
    match: "neighbor {n} default-originate [route-map <map>]",
    unset: "no neighbor {n} default-originate",
    refs: ["./neighbor {n}", "route-map {map}"],
  },
  {
    match: "neighbor {n} maximum-prefix <limit...>",
    unset: "no neighbor {n} maximum-prefix",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} local-as <as...>",
    unset: "no neighbor {n} local-as",
    refs: ["./neighbor {n}"],
  },
  // Each form is remembered by itself, and taken away to the word.
  {
    match: "neighbor {n} remove-private-AS [all] [replace-AS]",
    replace: "negate-first",
    refs: ["./neighbor {n}"],
  },
  { match: "neighbor {n} next-hop-self", refs: ["./neighbor {n}"] },
  { match: "neighbor {n} next-hop-self force", refs: ["./neighbor {n}"] },
  { match: "neighbor {n} capability {what} ...", refs: ["./neighbor {n}"] },
  {
    match: "neighbor {n} shutdown [message <text...:text>]",
    unset: "no neighbor {n} shutdown",
    replace: "accumulate",
    refs: ["./neighbor {n}"],
  },
  // On from the start: it prints which of them are off, and `all` where all are.
  { match: "neighbor {n} send-community", negative: "kept", refs: ["./neighbor {n}"] },
  {
    match: "neighbor {n} send-community (extended|large:what)",
    negative: "kept",
    refs: ["./neighbor {n}"],
  },
  {
    match: "neighbor {n} send-community all",
    negative: "kept",
    wipes: ["neighbor {n} send-community ..."],
    refs: ["./neighbor {n}"],
  },
  { match: "neighbor {n} {word} ...", refs: ["./neighbor {n}"] },
];

/** What makes a neighbour or a group. */
export const neighborAnchors: readonly Rule[] = [
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
    match: "neighbor {n:ip} remote-as <as>",
    unset: "no neighbor {n}",
    defines: ["./neighbor {n}"],
    unsetWipes: ["neighbor {n} ..."],
    rank: 10,
  },
  // Of a group: its members have it as well, and live by it.
  {
    match: "neighbor {n} remote-as <as>",
    unset: "no neighbor {n} remote-as <as>",
    refs: ["./peer-group {n}"],
    wipes: ["neighbor {m} remote-as ... where neighbor {m} peer-group {n}"],
    unsetWipes: ["neighbor * peer-group {n}"],
    rank: 10,
  },
  {
    match: "neighbor {n} peer-group <group>",
    takesAlong: ["neighbor {n} ..."],
    unset: "no neighbor {n} peer-group <group>",
    wipes: ["neighbor {n} ebgp-multihop ... where neighbor {group} ebgp-multihop ..."],
    unsetWipes: ["neighbor {n} ..."],
    refs: ["./peer-group {group}"],
    defines: ["./neighbor {n}"],
    rank: 11,
  },
];

/** Lists of prefixes for a neighbour: it has one, of either kind, for a direction and a family. */
export function filterRules(family: string): readonly Rule[] {
  const claims = [`./filter of {n} {way} ${family}`];
  return [
    {
      match: "neighbor {n} prefix-list <list> (in|out:way)",
      unset: "no neighbor {n} prefix-list <list> {way}",
      refs: ["./neighbor {n}", "prefix-list {list}"],
      claims,
      rank: 60,
    },
    {
      match: "neighbor {n} distribute-list <list> (in|out:way)",
      unset: "no neighbor {n} distribute-list <list> {way}",
      refs: ["./neighbor {n}", "acl {list}"],
      claims,
      rank: 60,
    },
  ];
}
