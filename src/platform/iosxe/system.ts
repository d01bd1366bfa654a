import type { Rule } from "../grammar.ts";

const lineRules: readonly Rule[] = [
  { match: "exec-timeout <time...>", unset: "no exec-timeout" },
  { match: "transport input <protocols...:bag>", unset: "no transport input" },
  { match: "transport output <protocols...:bag>", unset: "no transport output" },
  {
    match: "access-class <acl> (in|out:way) [vrf-also]",
    unset: "no access-class <acl> {way}",
    refs: ["acl {acl}"],
  },
  { match: "password <password...:text>", unset: "no password", secret: true },
  {
    match: "login authentication <list>",
    unset: "no login authentication",
    refs: ["aaa login {list}"],
  },
  { match: "login local" },
  { match: "session-timeout <time...>", unset: "no session-timeout" },
  { match: "privilege level <level>", unset: "no privilege level" },
  { match: "stopbits <bits>", added: true },
];

const accessListRules: readonly Rule[] = [
  {
    match: "[{seq:int}] <action:action> <entry...>",
    unset: "no {seq}",
    replace: "negate-first",
    sequence: { first: 10, step: 10, resequence: "ip access-list resequence {acl} {first} {step}" },
  },
];

const vrfFamilyRules: readonly Rule[] = [
  { match: "route-target (import|export) {target}" },
  { match: "(import|export) map <map>", refs: ["route-map {map}"] },
];

const vlanRules: readonly Rule[] = [{ match: "name <name...:text>", unset: "no name" }];

/** All servers of a table stand in one line, and are typed and taken away one by one. */
function nameServers(line: string): Rule {
  return {
    match: `${line} <addresses...>`,
    unset: `no ${line}`,
    set: {
      of: "words",
      capture: "addresses",
      add: `${line} <addresses>`,
      remove: `no ${line} <addresses>`,
      limit: 200,
    },
  };
}

/** Names, time, logging, access and the like. */
export const systemRules: readonly Rule[] = [
  { match: "hostname <name>", remove: "never" },
  { match: "ip domain name <name>", also: ["ip domain-name <name>"], unset: "no ip domain name" },
  { match: "ip domain lookup", also: ["ip domain-lookup"], default: ["ip domain lookup"] },
  nameServers("ip name-server vrf {vrf}"),
  nameServers("ip name-server"),
  {
    match: "username {name} ...",
    unset: "no username {name}",
    unsetAsks: [{ when: "remove all username.*\\[confirm\\]\\s*$", reply: "" }],
    secret: true,
  },
  { match: "enable secret ...", unset: "no enable secret", secret: true, remove: "never" },
  { match: "enable password ...", unset: "no enable password", secret: true },
  { match: "clock timezone <zone...>", unset: "no clock timezone" },
  { match: "service timestamps (debug|log) <format...>", negative: "kept" },
  { match: "license udi ...", manage: "never" },
  { match: "boot-start-marker", manage: "never" },
  { match: "boot-end-marker", manage: "never" },
  {
    match: "vrf definition {vrf}",
    defines: ["vrf {vrf}"],
    rank: 10,
    section: {
      delete: "line",
      rules: [
        { match: "description <text...:text>", unset: "no description" },
        { match: "rd <rd>", rank: 10, replace: "negate-first" },
        { match: "vpn id <id>", unset: "no vpn id" },
        ...vrfFamilyRules,
        {
          match: "address-family (ipv4|ipv6:family)",
          also: ["address-family (ipv4|ipv6:family) unicast"],
          section: { rules: vrfFamilyRules, delete: "line", exit: "exit-address-family" },
        },
      ],
    },
  },
  {
    match: "ip vrf {vrf}",
    defines: ["vrf {vrf}"],
    section: {
      delete: "line",
      rules: [{ match: "rd <rd>", replace: "negate-first" }, ...vrfFamilyRules],
    },
  },
  {
    // These are always there.
    match: "vlan (1|1002|1003|1004|1005:vlan)",
    defines: ["vlan {vlan}"],
    section: { delete: "children", rules: vlanRules },
  },
  {
    match: "vlan {vlan:int}",
    expand: { key: "vlan", of: "list", joined: true },
    defines: ["vlan {vlan}"],
    section: { delete: "line", rules: vlanRules },
  },
  { match: "ip routing", default: ["ip routing"], remove: "never" },
  { match: "ipv6 unicast-routing", remove: "never", rank: 5 },
  {
    match: "archive",
    section: {
      delete: "children",
      rules: [
        // The rollback timer works with the archive: without a path no change can be armed any more.
        { match: "path <path>", remove: "never" },
        { match: "maximum <copies>", unset: "no maximum" },
        { match: "write-memory" },
        { match: "time-period <minutes>", unset: "no time-period" },
        {
          match: "log config",
          section: {
            delete: "children",
            rules: [
              { match: "logging enable" },
              { match: "logging size <lines>", unset: "no logging size" },
              { match: "hidekeys" },
              { match: "notify syslog ...", unset: "no notify syslog" },
            ],
          },
        },
      ],
    },
  },
  {
    match: "crypto pki certificate chain {name}",
    manage: "never",
    section: {
      delete: "never",
      rules: [{ match: "certificate ...", manage: "never", block: { end: "line", line: "quit" } }],
    },
  },
  { match: "crypto pki trustpoint {name}", section: { delete: "line", rules: [] } },
  {
    match: "key chain {name}",
    defines: ["key-chain {name}"],
    section: {
      delete: "line",
      rules: [
        {
          match: "key {id:int}",
          section: {
            delete: "line",
            rules: [{ match: "key-string <key...:text>", unset: "no key-string", secret: true }],
          },
        },
      ],
    },
  },
];

/** What the device prints after its routing. */
export const serviceRules: readonly Rule[] = [
  {
    match: "ip access-list (standard|extended) {acl}",
    defines: ["acl {acl}"],
    section: { delete: "line", rules: accessListRules },
  },
  {
    match: "ip access-list resequence {acl} <first:int> <step:int>",
    renumbers: "ip access-list * {acl}",
  },
  {
    match: "ipv6 access-list {acl}",
    defines: ["acl6 {acl}"],
    section: {
      delete: "line",
      rules: [
        {
          match: "[sequence {seq:int}] <action:action> <entry...>",
          unset: "no sequence {seq}",
          replace: "negate-first",
          // No packet is like that: neighbour discovery, which the end of the list lets through, goes on.
          sequence: {
            first: 10,
            step: 10,
            standIn: "sequence {seq} deny ipv6 host ::1 host ::1",
          },
        },
      ],
    },
  },
  {
    match: "access-list {acl} {entry...}",
    // Whatever entry is named, the whole list goes: those that stay are typed again behind it.
    unset: "no access-list {acl}",
    unsetWipes: ["access-list {acl} ..."],
    ordered: { list: "access-list {acl}", whole: true },
    defines: ["acl {acl}"],
  },
  { match: "ip http server", negative: "kept" },
  { match: "ip ssh version <version>", unset: "no ip ssh version" },
  { match: "ntp source <interface>", unset: "no ntp source", refs: ["interface {interface}"] },
  { match: "ntp server [vrf {vrf}] {address} ...", unset: "no ntp server [vrf {vrf}] {address}" },
  {
    match: "logging host {address} [vrf {vrf}] ...",
    also: ["logging {address:ip} [vrf {vrf}] ..."],
    unset: "no logging host {address} [vrf {vrf}] ...",
  },
  { match: "logging buffered ...", unset: "no logging buffered" },
  {
    match: "logging trap <level>",
    unset: "no logging trap",
    default: ["logging trap informational"],
  },
  {
    match: "logging source-interface <interface> [vrf {vrf}]",
    unset: "no logging source-interface <interface> [vrf {vrf}]",
    refs: ["interface {interface}"],
  },
  { match: "logging facility <facility>", unset: "no logging facility" },
  {
    match: "snmp-server community {community} ...",
    unset: "no snmp-server community {community}",
    secret: true,
  },
  { match: "snmp-server location <text...:text>", unset: "no snmp-server location" },
  { match: "snmp-server contact <text...:text>", unset: "no snmp-server contact" },
  { match: "snmp-server host {address} {rest...}" },
  {
    match: "banner (motd|login|exec|incoming:kind) <rest...:text>",
    unset: "no banner {kind}",
    block: { end: "delimiter" },
  },
  {
    match: "line (con|aux|vty:kind) {line:int}",
    expand: { key: "line", of: "span", joined: true },
    section: { delete: "children", rules: lineRules },
  },
];
