import type { Rule } from "../grammar.ts";

const classRules: readonly Rule[] = [
  { match: "police <rate...>", unset: "no police" },
  { match: "bandwidth <rate...>", unset: "no bandwidth" },
  { match: "shape average <rate...>", unset: "no shape average" },
];

/** Classes and their treatment, bridge domains, address translation. */
export const forwardingRules: readonly Rule[] = [
  {
    match: "class-map {class...}",
    defines: ["class {class}"],
    section: { delete: "line", rules: [] },
  },
  {
    match: "policy-map {policy}",
    defines: ["policy {policy}"],
    section: {
      delete: "line",
      rules: [
        { match: "description <text...:text>", unset: "no description" },
        {
          match: "class {class}",
          ordered: { insert: "class {class} insert-before {next}" },
          section: { delete: "line", rules: classRules },
        },
      ],
    },
  },
  {
    match: "bridge-domain {domain:int}",
    defines: ["bridge-domain {domain}"],
    section: { delete: "line", rules: [] },
  },
  {
    match: "ip nat inside source list {list} <pool...>",
    unset: "no ip nat inside source list {list} <pool>",
    unsetAsks: [{ when: "Dynamic mapping in use.*\\[no\\]:\\s*$", reply: "yes" }],
    refs: ["acl {list}"],
    replace: "negate-first",
  },
  {
    match: "ip nat inside source static {protocol} {inside:ip} {port:int} <outside...>",
    unset: "no ip nat inside source static {protocol} {inside} {port} <outside>",
    unsetAsks: [{ when: "Static entry in use.*\\[no\\]:\\s*$", reply: "yes" }],
    replace: "negate-first",
  },
];
