import type { Rule } from "../grammar.ts";

const CLAIM = "address [vrf {vrf}] {address}";
const L3_LINES = ["ip address ...", "ipv6 address ...", "ip unnumbered ..."];

/** What may stand in an interface of EOS. */
export const interfaceRules: readonly Rule[] = [
  { match: "description <text...:text>", unset: "no description", rank: 5 },
  { match: "switchport", default: ["switchport"], rank: 6 },
  {
    match: "vrf <vrf>",
    also: ["vrf forwarding <vrf>"],
    unset: "no vrf",
    refs: ["vrf {vrf}"],
    wipes: L3_LINES,
    scopeOf: "vrf",
    rank: 8,
  },
  { match: "mtu <bytes>", unset: "no mtu", rank: 9 },
  { match: "speed <speed...>", unset: "no speed" },
  { match: "load-interval <seconds>", unset: "no load-interval" },
  { match: "encapsulation dot1q vlan <vlan>", unset: "no encapsulation dot1q vlan", rank: 7 },
  {
    match: "ip address <address>",
    unset: "no ip address",
    claims: [CLAIM],
    defines: ["first address of {interface}"],
    unsetWipes: ["ip address * secondary"],
    rank: 20,
  },
  {
    match: "ip address {address} secondary",
    claims: [CLAIM],
    refs: ["first address of {interface}"],
    rank: 21,
  },
  { match: "ip address virtual <address>", unset: "no ip address virtual", rank: 20 },
  { match: "ip address dhcp", rank: 20 },
  {
    match: "ip unnumbered <interface>",
    unset: "no ip unnumbered",
    refs: ["interface {interface}"],
  },
  { match: "ipv6 enable", default: ["no ipv6 enable"] },
  { match: "ipv6 address {prefix:lower}", claims: ["address6 [vrf {vrf}] {prefix}"], rank: 22 },
  {
    match: "ip access-group <acl> (in|out:way)",
    unset: "no ip access-group {way}",
    refs: ["acl {acl}"],
  },
  {
    match: "ipv6 access-group <acl> (in|out:way)",
    unset: "no ipv6 access-group {way}",
    refs: ["acl6 {acl}"],
  },
  { match: "ip ospf area <area>", unset: "no ip ospf area" },
  { match: "ip ospf cost <cost>", unset: "no ip ospf cost" },
  { match: "ip ospf network <kind>", unset: "no ip ospf network" },
  { match: "ip ospf priority <priority>", unset: "no ip ospf priority" },
  {
    match: "ip ospf message-digest-key {id:int} <algorithm> <key...:text>",
    unset: "no ip ospf message-digest-key {id}",
    secret: true,
  },
  {
    match: "ip ospf authentication-key <key...:text>",
    unset: "no ip ospf authentication-key",
    secret: true,
  },
  { match: "ip proxy-arp", default: ["no ip proxy-arp"] },
  { match: "ip helper-address {address} ...", unset: "no ip helper-address {address}" },
  { match: "ip virtual-router address {address}" },
  {
    match: "switchport mode <mode>",
    unset: "no switchport mode",
    default: ["switchport mode access"],
    rank: 30,
  },
  { match: "switchport access vlan <vlan>", unset: "no switchport access vlan", rank: 31 },
  {
    match: "switchport trunk native vlan <vlan>",
    unset: "no switchport trunk native vlan",
    rank: 31,
  },
  {
    match: "switchport trunk allowed vlan <vlans>",
    unset: "no switchport trunk allowed vlan",
    set: {
      of: "range",
      capture: "vlans",
      add: "switchport trunk allowed vlan add <vlans>",
      remove: "switchport trunk allowed vlan remove <vlans>",
      limit: 60,
    },
    rank: 32,
  },
  { match: "channel-group <group> mode <mode>", unset: "no channel-group", rank: 40 },
  { match: "mlag <id>", unset: "no mlag" },
  { match: "spanning-tree portfast ...", unset: "no spanning-tree portfast" },
  { match: "vxlan vlan {vlan} vni <vni>", unset: "no vxlan vlan {vlan} vni" },
  {
    match: "vxlan source-interface <interface>",
    unset: "no vxlan source-interface",
    refs: ["interface {interface}"],
  },
  { match: "shutdown", default: ["no shutdown"], rank: 90 },
];
