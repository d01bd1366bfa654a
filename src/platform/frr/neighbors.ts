import type { Rule } from "../grammar.ts";

/** A pattern for every member of the group `{n}`: of those with an address, and of those behind a port. */
function ofMembers(pattern: string): string {
  return `${pattern} where neighbor {m} [interface] peer-group {n}`;
}

/** Other lines are taken beside one value of this alone: set after it changed, taken away before. */
function judging(...lines: readonly string[]): Pick<Rule, "precedes" | "follows"> {
  return { precedes: lines, follows: lines };
}

/** What it takes beside an AS of the one kind alone, its own or another; what is left over from before stays for ever. */
const bound = "(local-as|ebgp-multihop|as-override|remove-private-AS|route-reflector-client) ...";

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
    wipes: [ofMembers("neighbor {m} activate")],
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
    wipes: [ofMembers("neighbor {m} ebgp-multihop ...")],
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
    wipes: [ofMembers("neighbor {m} ttl-security ...")],
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
    precedes: [ofMembers("neighbor {m} route-map {map} {way}")],
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

/** A neighbour's line about its group. Another group is refused while it is in one, and to leave one deletes it. */
const membership = {
  takesAlong: ["neighbor {n} ..."],
  replace: "negate-first",
  unsetWipes: ["neighbor {n} ..."],
  refs: ["./peer-group {group}"],
  defines: ["./neighbor {n}"],
} as const satisfies Partial<Rule>;

/** What makes a neighbour or a group. */
export const neighborAnchors: readonly Rule[] = [
  {
    match: "neighbor {n} peer-group",
    unset: "no neighbor {n} peer-group",
    defines: ["./neighbor {n}", "./peer-group {n}"],
    unsetWipes: ["neighbor {n} ...", "neighbor * [interface] peer-group {n}"],
    rank: 8,
  },
  // A port is made by its group and told its AS afterwards; an address must have its AS before it can join.
  { match: "neighbor {n} interface peer-group <group>", ...membership, rank: 9 },
  {
    match: "neighbor {n} interface remote-as <as>",
    unset: "no neighbor {n} interface",
    defines: ["./neighbor {n}"],
    unsetWipes: ["neighbor {n} ..."],
    follows: [`neighbor {n} ${bound}`],
    rank: 11,
  },
  {
    match: "neighbor {n:ip} remote-as <as>",
    unset: "no neighbor {n}",
    defines: ["./neighbor {n}"],
    unsetWipes: ["neighbor {n} ..."],
    precedes: ["neighbor {n} peer-group *"],
    follows: [`neighbor {n} ${bound}`],
    rank: 11,
  },
  // Of a group: its members have it as well, and live by it. Of a port it stands beside its group.
  {
    match: "neighbor {n} remote-as <as>",
    unset: "no neighbor {n} remote-as <as>",
    refs: ["./neighbor {n}"],
    wipes: [ofMembers("neighbor {m} remote-as ...")],
    unsetWipes: ["neighbor * [interface] peer-group {n}"],
    ...judging(`neighbor {n} ${bound}`, ofMembers(`neighbor {m} ${bound}`)),
    rank: 10,
  },
  {
    match: "neighbor {n} peer-group <group>",
    ...membership,
    wipes: [
      "neighbor {n} activate",
      "neighbor {n} ebgp-multihop ... where neighbor {group} ebgp-multihop ...",
    ],
    rank: 12,
  },
];

/** Lists of prefixes for a neighbour: it has one, of either kind, for a direction and a family; its group has no other kind. */
export function filterRules(family: string): readonly Rule[] {
  const one = (kind: string, list: string, other: string): Rule => ({
    match: `neighbor {n} ${kind} <list> (in|out:way)`,
    unset: `no neighbor {n} ${kind} <list> {way}`,
    refs: ["./neighbor {n}", `${list} {list}`],
    claims: [`./filter of {n} {way} ${family}`],
    ...judging(ofMembers(`neighbor {m} ${other} * {way}`)),
    rank: 60,
  });
  return [
    one("prefix-list", "prefix-list", "distribute-list"),
    one("distribute-list", "acl", "prefix-list"),
  ];
}
