import type { Rule } from "../grammar.ts";

/** IS-IS and label distribution. */
export const isisRules: readonly Rule[] = [
  {
    match: "router isis {process}",
    defines: ["isis {process}"],
    section: {
      delete: "line",
      rules: [
        { match: "net <title>", unset: "no net" },
        { match: "router-id ipv4 <id>", unset: "no router-id ipv4" },
        { match: "is-type <level>", unset: "no is-type" },
        { match: "mpls ldp sync default" },
        {
          match: "address-family {family} unicast",
          section: {
            delete: "line",
            rules: [{ match: "maximum-paths <paths>", unset: "no maximum-paths" }],
          },
        },
      ],
    },
  },
  { match: "mpls ip" },
  {
    match: "mpls ldp",
    section: {
      delete: "line",
      rules: [
        { match: "router-id <id...>", unset: "no router-id" },
        { match: "transport-address interface <interface>", unset: "no transport-address" },
        { match: "interface disabled default" },
        { match: "shutdown", negative: "kept", rank: 90 },
      ],
    },
  },
];
