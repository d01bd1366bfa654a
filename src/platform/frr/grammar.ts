import type { Grammar } from "../grammar.ts";
import { frrGuard } from "./guard.ts";
import { interfaceRules } from "./interfaces.ts";
import { listRules } from "./lists.ts";
import { routingRules, vrfRules } from "./routing.ts";

/** Configuration of FRRouting, as `vtysh` prints it and takes it. */
export const grammar: Grammar = {
  syntax: "indented",
  indent: 1,
  negation: "no",
  comments: ["!", "#"],
  closers: ["exit", "end", "exit-address-family", "exit-vrf", "exit-route-map", "exit-vni"],
  exit: "exit",
  volatile: ["Building configuration\\.\\.\\.", "Current configuration:"],
  types: {
    any: "any",
    exact: "exact-match",
    port: "(?!(?:tag|label|table|vrf|nexthop-vrf|onlink|color|bfd)$)[A-Za-z]\\S*",
  },
  delimiters: "",
  guard: frrGuard,
  common: [],
  rules: [
    { match: "frr version ...", manage: "never" },
    { match: "frr defaults ...", manage: "never" },
    { match: "hostname <name>", remove: "never" },
    { match: "domainname <name>" },
    { match: "log syslog [<level>]", unset: "no log syslog" },
    { match: "log file <file> [<level>]", unset: "no log file" },
    { match: "log timestamp precision <digits>", unset: "no log timestamp precision" },
    { match: "service integrated-vtysh-config", manage: "never" },
    { match: "agentx", remove: "never" },
    { match: "password <password...:text>", remove: "never", secret: true },
    { match: "enable password <password...:text>", remove: "never", secret: true },
    { match: "ip forwarding", negative: "kept" },
    { match: "ipv6 forwarding", negative: "kept" },
    { match: "banner motd (default|file|line:kind) ...", unset: "no banner motd" },
    {
      match: "vrf {vrf}",
      defines: ["vrf {vrf}"],
      section: { rules: vrfRules, delete: "line", exit: "exit-vrf" },
    },
    {
      match: "interface {interface}",
      defines: ["interface {interface}"],
      section: { rules: interfaceRules, delete: "children" },
    },
    ...routingRules,
    ...listRules,
    { match: "line vty", section: { rules: [], delete: "never" } },
  ],
};
