import type { Rule } from "../grammar.ts";

/** IS-IS and label distribution. */
export const isisRules: readonly Rule[] = [
  {
    match: "router isis {process}",
    defines: ["isis {process}"],
    section: {
      delete: "line",
      rules: [
        { match: "net {title}" },
        { match: "is-type <level>", unset: "no is-type" },
        { match: "metric-style <style...>", unset: "no metric-style" },
        { match: "log-adjacency-changes ...", unset: "no log-adjacency-changes" },
        { match: "passive-interface {interface}", refs: ["interface {interface}"] },
      ],
    },
  },
  { match: "mpls ldp router-id <interface> [force]", unset: "no mpls ldp router-id" },
];
