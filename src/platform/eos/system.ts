import type { Rule } from "../grammar.ts";

const entryRules: readonly Rule[] = [
  {
    match: "[{seq:int}] <action:action> <entry...>",
    unset: "no {seq}",
    replace: "negate-first",
    sequence: { first: 10, step: 10 },
  },
];

/** Names, time, logging, access and the like. */
export const systemRules: readonly Rule[] = [
  { match: "transceiver qsfp default-mode <mode>", added: true },
  { match: "hostname <name>", remove: "never" },
  { match: "dns domain <name>", also: ["ip domain-name <name>"], unset: "no dns domain" },
  { match: "ip name-server vrf {vrf} {address}" },
  { match: "ntp server [vrf {vrf}] {address} ...", unset: "no ntp server [vrf {vrf}] {address}" },
  { match: "ntp local-interface <interface...>", unset: "no ntp local-interface" },
  { match: "logging host {address} ...", unset: "no logging host {address}" },
  { match: "logging vrf {vrf} host {address} ...", unset: "no logging vrf {vrf} host {address}" },
  { match: "logging buffered ...", unset: "no logging buffered" },
  {
    match: "logging vrf {vrf} source-interface <interface>",
    unset: "no logging vrf {vrf} source-interface",
  },
  { match: "logging source-interface <interface>", unset: "no logging source-interface" },
  { match: "spanning-tree mode <mode>", unset: "no spanning-tree mode" },
  { match: "aaa root", negative: "kept" },
  {
    match: "aaa group server (tacacs+|radius) {group}",
    defines: ["aaa group {group}"],
    section: { delete: "line", rules: [{ match: "server {address} ...", ordered: {} }] },
  },
  {
    match: "(tacacs-server|radius-server) host {address} <key...:text>",
    unset: "no (tacacs-server|radius-server) host {address}",
    secret: true,
  },
  { match: "aaa {kind} {what} {list} <methods...>", unset: "no aaa {kind} {what} {list}" },
  { match: "username {name} ...", unset: "no username {name}", secret: true },
  { match: "enable secret ...", unset: "no enable secret", secret: true, remove: "never" },
  {
    match: "snmp-server community {community} ...",
    unset: "no snmp-server community {community}",
    secret: true,
  },
  { match: "snmp-server view {view} {tree} <whether>", unset: "no snmp-server view {view} {tree}" },
  {
    match: "snmp-server group {group} v3 <rights...>",
    unset: "no snmp-server group {group} v3",
    rank: 10,
  },
  {
    match: "snmp-server user {user} {group} {version} <keys...:text>",
    unset: "no snmp-server user {user} {group} {version}",
    secret: true,
    rank: 20,
  },
  { match: "snmp-server location <text...:text>", unset: "no snmp-server location" },
  { match: "snmp-server contact <text...:text>", unset: "no snmp-server contact" },
  { match: "clock timezone <zone>", unset: "no clock timezone" },
  {
    match: "vlan {vlan}",
    expand: { key: "vlan", of: "list", joined: true },
    section: {
      delete: "line",
      rules: [{ match: "name <name>", unset: "no name" }, { match: "trunk group {group}" }],
    },
  },
  {
    match: "vrf instance {vrf}",
    also: ["vrf definition {vrf}"],
    defines: ["vrf {vrf}"],
    rank: 10,
    section: {
      delete: "line",
      rules: [
        { match: "description <text...:text>", unset: "no description" },
        { match: "rd <rd>", unset: "no rd" },
      ],
    },
  },
  {
    match: "management api http-commands",
    section: {
      delete: "line",
      rules: [
        { match: "shutdown", negative: "kept" },
        { match: "protocol {protocol} ...", negative: "kept" },
        {
          match: "vrf {vrf}",
          section: { delete: "line", rules: [{ match: "shutdown", negative: "kept" }] },
        },
      ],
    },
  },
  {
    match: "management ssh",
    section: {
      delete: "line",
      rules: [{ match: "idle-timeout <minutes>", unset: "no idle-timeout" }],
    },
  },
];

/** Lists, banners and what else stands outside interfaces and protocols. */
export const serviceRules: readonly Rule[] = [
  {
    match: "ip access-list [standard] {acl}",
    defines: ["acl {acl}"],
    section: { delete: "line", rules: entryRules },
  },
  {
    match: "ipv6 access-list [standard] {acl}",
    defines: ["acl6 {acl}"],
    section: { delete: "line", rules: entryRules },
  },
  { match: "mac access-list {acl}", section: { delete: "line", rules: entryRules } },
  {
    match: "banner (motd|login:kind)",
    unset: "no banner {kind}",
    block: { end: "line", line: "EOF" },
  },
];
