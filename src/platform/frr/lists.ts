import type { Rule } from "../grammar.ts";

/** A list whose entries are told by number; the same under a second number is ignored without a word. */
function entries(words: string, list: string): Rule {
  return {
    match: `${words} [seq {seq:int}] <entry...>`,
    unset: `no ${words.replace(/\([^)]*:(\w+)\)/, "{$1}")} seq {seq} <entry>`,
    sequence: { first: 5, step: 5 },
    defines: [list],
    claims: [`entry of ${list}: <entry>`],
  };
}

const routeMapRules: readonly Rule[] = [
  { match: "description <text...:text>", unset: "no description" },
  {
    match: "match ip address prefix-list <list>",
    unset: "no match ip address prefix-list",
    refs: ["prefix-list {list}"],
  },
  { match: "match ip address <list>", unset: "no match ip address", refs: ["acl {list}"] },
  { match: "match ipv6 address <list>", unset: "no match ipv6 address", refs: ["acl6 {list}"] },
  {
    match: "match ipv6 address prefix-list <list>",
    unset: "no match ipv6 address prefix-list",
    refs: ["prefix-list6 {list}"],
  },
  {
    match: "match community <list> [<how>]",
    unset: "no match community",
    refs: ["community-list {list}"],
  },
  {
    match: "match large-community <list> [<how>]",
    unset: "no match large-community",
    refs: ["large-community-list {list}"],
  },
  { match: "match as-path <list>", unset: "no match as-path", refs: ["as-path {list}"] },
  { match: "match (tag|metric|interface:what) <value>", unset: "no match {what}" },
  { match: "set local-preference <value>", unset: "no set local-preference" },
  { match: "set metric <value>", unset: "no set metric" },
  {
    match: "set (community|large-community:what) <values...>",
    unset: "no set {what} <values>",
  },
  { match: "set extcommunity (rt|soo:kind) <values...>", unset: "no set extcommunity {kind}" },
  { match: "set as-path prepend <path...>", unset: "no set as-path prepend" },
  { match: "set ip next-hop <hop>", unset: "no set ip next-hop" },
  { match: "set (tag|origin|weight:what) <value>", unset: "no set {what}" },
  { match: "call <map>", unset: "no call", refs: ["route-map {map}"] },
  { match: "on-match goto <seq>", unset: "no on-match goto", wipes: ["on-match next"] },
  { match: "on-match next", wipes: ["on-match goto ..."] },
];

/** Lists that routes and packets are judged by. */
export const listRules: readonly Rule[] = [
  entries("access-list {list}", "acl {list}"),
  {
    match: "access-list {list} remark <text...:text>",
    unset: "no access-list {list} remark",
  },
  entries("ipv6 access-list {list}", "acl6 {list}"),
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
    match: "ip prefix-list {list} description <text...:text>",
    unset: "no ip prefix-list {list} description",
  },
  {
    match: "ipv6 prefix-list {list} [seq {seq:int}] <entry...:lower>",
    unset: "no ipv6 prefix-list {list} seq {seq}",
    sequence: { first: 5, step: 5 },
    defines: ["prefix-list6 {list}"],
    claims: ["entry of prefix-list6 {list}: <entry>"],
  },
  {
    match: "ipv6 prefix-list {list} description <text...:text>",
    unset: "no ipv6 prefix-list {list} description",
  },
  entries("bgp as-path access-list {list}", "as-path {list}"),
  entries("bgp community-list (standard|expanded:kind) {list}", "community-list {list}"),
  entries(
    "bgp large-community-list (standard|expanded:kind) {list}",
    "large-community-list {list}",
  ),
  entries("bgp extcommunity-list (standard|expanded:kind) {list}", "extcommunity-list {list}"),
  {
    match: "route-map {map} <action> {seq:int}",
    unset: "no route-map {map} <action> {seq}",
    defines: ["route-map {map}"],
    section: { rules: routeMapRules, delete: "line" },
  },
];
