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

/**
 * A list of prefixes. Beside an entry for any, and one that was for any till just now, it ignores a second one; an exact
 * one stays so though typed again without the word.
 */
function access(words: string, list: string): Rule {
  return {
    match: `${words} {list} [seq {seq:int}] <action> [<all:any>] [<prefix:prefix>] [<exact:exact>] <more...>`,
    unset: `no ${words} {list} seq {seq} <action> <all> <prefix> <exact> <more>`,
    replace: "accumulate",
    sequence: { first: 5, step: 5 },
    defines: [`${list} {list}`],
    claims: [`entry of ${list} {list}: <action> <all> <prefix> <more>`],
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
  { match: "set ip next-hop <hop:ip>", unset: "no set ip next-hop <hop>" },
  { match: "set ip next-hop (peer-address|unchanged)" },
  { match: "set ipv6 next-hop global <hop>", unset: "no set ipv6 next-hop global <hop>" },
  { match: "set as-path exclude <path...>", unset: "no set as-path exclude" },
  { match: "set comm-list <list> delete", unset: "no set comm-list" },
  { match: "set atomic-aggregate" },
  { match: "match (source-protocol|origin|peer:what) <value>", unset: "no match {what}" },
  {
    match: "match ip next-hop address <address>",
    unset: "no match ip next-hop address <address>",
  },
  { match: "set (tag|origin|weight:what) <value>", unset: "no set {what}" },
  { match: "call <map>", unset: "no call", refs: ["route-map {map}"] },
  { match: "on-match goto <seq>", unset: "no on-match goto", wipes: ["on-match next"] },
  { match: "on-match next", wipes: ["on-match goto ..."] },
];

/** Lists that routes and packets are judged by. */
export const listRules: readonly Rule[] = [
  access("access-list", "acl"),
  {
    match: "access-list {list} remark <text...:text>",
    unset: "no access-list {list} remark",
  },
  access("ipv6 access-list", "acl6"),
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
  // It finds an entry by what it says alone, whether that is permitted or denied there.
  {
    match: "bgp as-path access-list {list} [seq {seq:int}] <action> <path...>",
    unset: "no bgp as-path access-list {list} seq {seq} <action> <path>",
    sequence: { first: 5, step: 5 },
    defines: ["as-path {list}"],
    claims: ["entry of as-path {list}: <path>"],
  },
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
