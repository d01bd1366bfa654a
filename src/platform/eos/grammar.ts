import type { Grammar } from "../grammar.ts";
import { eosGuard } from "./guard.ts";
import { interfaceRules } from "./interfaces.ts";
import { isisRules } from "./isis.ts";
import { routingRules } from "./routing.ts";
import { serviceRules, systemRules } from "./system.ts";

/** Configuration of Arista EOS, as `show running-config` prints it and a configuration session takes it. */
export const grammar: Grammar = {
  syntax: "indented",
  indent: 3,
  negation: "no",
  comments: ["!"],
  closers: ["exit", "end"],
  exit: "exit",
  volatile: [],
  types: {
    action: "permit|deny|remark|evaluate|dynamic|counters",
    virtual: "(?:Loopback|Tunnel|Vlan|Port-Channel|Vxlan)\\d.*|.+\\.\\d+",
  },
  delimiters: "",
  guard: eosGuard,
  common: [],
  rules: [
    ...systemRules,
    {
      match: "interface {interface:virtual}",
      defines: ["interface {interface}"],
      section: { rules: interfaceRules, delete: "line" },
    },
    {
      match: "interface {interface}",
      expand: { key: "interface", of: "list" },
      defines: ["interface {interface}"],
      section: { rules: interfaceRules, delete: "children" },
    },
    ...serviceRules,
    ...isisRules,
    ...routingRules,
  ],
};
