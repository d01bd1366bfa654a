import type { Rule } from "../grammar.ts";

const serverRules: readonly Rule[] = [
  { match: "address ipv4 <address...>", unset: "no address ipv4" },
  { match: "key <key...:text>", unset: "no key", secret: true },
  { match: "timeout <seconds>", unset: "no timeout" },
];

/** Who may log in: method lists, groups of servers, servers. */
export const aaaRules: readonly Rule[] = [
  { match: "aaa new-model", remove: "never" },
  {
    match: "aaa group server (tacacs+|radius) {group}",
    defines: ["aaa group {group}"],
    section: {
      delete: "line",
      rules: [{ match: "server name {server}", ordered: {}, refs: ["aaa server {server}"] }],
    },
  },
  {
    match: "aaa authentication login {list} <methods...>",
    unset: "no aaa authentication login {list}",
    defines: ["aaa login {list}"],
  },
  { match: "aaa {kind} {what} {list} <methods...>", unset: "no aaa {kind} {what} {list}" },
  {
    match: "(tacacs|radius) server {server}",
    defines: ["aaa server {server}"],
    section: { delete: "line", rules: serverRules },
  },
];
