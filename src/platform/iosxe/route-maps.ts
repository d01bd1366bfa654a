import type { Rule } from "../grammar.ts";

/** What may stand in a clause of a route map. */
export const routeMapRules: readonly Rule[] = [
  { match: "description <text...:text>", unset: "no description" },
  {
    match: "match ip address prefix-list <lists...:bag>",
    replace: "negate-first",
    refs: ["prefix-list {lists}"],
  },
  {
    match: "match ipv6 address prefix-list <lists...:bag>",
    replace: "negate-first",
    refs: ["prefix-list {lists}"],
  },
  { match: "match ip address <lists...:bag>", replace: "negate-first", refs: ["acl {lists}"] },
  { match: "match community <lists...>", replace: "negate-first" },
  { match: "match (as-path|tag|metric|interface) <values...>", replace: "negate-first" },
  { match: "set local-preference <value>", unset: "no set local-preference" },
  { match: "set metric <value...>", unset: "no set metric" },
  { match: "set weight <value>", unset: "no set weight" },
  { match: "set tag <value>", unset: "no set tag" },
  { match: "set origin <value>", unset: "no set origin" },
  { match: "set community <values...>", unset: "no set community" },
  { match: "set ip next-hop <hops...>", unset: "no set ip next-hop" },
  { match: "set as-path prepend <path...>", unset: "no set as-path prepend" },
  { match: "continue [<seq>]", unset: "no continue" },
];
