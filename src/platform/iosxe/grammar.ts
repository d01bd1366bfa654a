import type { Grammar } from "../grammar.ts";
import { aaaRules } from "./aaa.ts";
import { cryptoRules } from "./crypto.ts";
import { forwardingRules } from "./forwarding.ts";
import { iosxeGuard } from "./guard.ts";
import { interfaceRules } from "./interfaces.ts";
import { isisRules } from "./isis.ts";
import { routingRules } from "./routing.ts";
import { serviceRules, systemRules } from "./system.ts";

/** Configuration of Cisco IOS-XE, as `show running-config` prints it and `configure terminal` takes it. */
export const grammar: Grammar = {
  syntax: "indented",
  indent: 1,
  negation: "no",
  comments: ["!"],
  closers: ["exit", "end", "exit-address-family", "exit-vrf", "quit"],
  exit: "exit",
  volatile: [
    "Building configuration\\.\\.\\.",
    "Current configuration : \\d+ bytes",
    "Using \\d+ out of \\d+ bytes.*",
    "version \\S+",
    "ntp clock-period \\d+",
  ],
  types: {
    action: "permit|deny|remark|evaluate|dynamic|counters",
    virtual:
      "(?:Loopback|Tunnel|Vlan|Port-channel|BDI|BVI|Dialer|nve|VirtualPortGroup)\\d.*|.+\\.\\d+",
  },
  delimiters: "#%~@$|+=^&*",
  guard: iosxeGuard,
  common: [],
  rules: [
    ...systemRules,
    ...aaaRules,
    ...cryptoRules,
    ...forwardingRules,
    {
      match: "interface {interface:virtual}",
      defines: ["interface {interface}"],
      section: { rules: interfaceRules, delete: "line" },
    },
    {
      match: "interface {interface}",
      expand: { key: "interface", of: "list", line: "interface range {interface}" },
      defines: ["interface {interface}"],
      section: { rules: interfaceRules, delete: "children" },
    },
    ...isisRules,
    ...routingRules,
    ...serviceRules,
  ],
};
