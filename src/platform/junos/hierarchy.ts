import type { Rule } from "../grammar.ts";

const leaf = (match: string): Rule => ({ match });
const list = (match: string, rules: readonly Rule[] = []): Rule => ({
  match,
  section: { rules, delete: "line" },
});
const ordered = (match: string, rules: readonly Rule[] = []): Rule => ({
  ...list(match, rules),
  ordered: { insert: match },
});

/** Statements with one value, and lists in an order, that mean the same wherever they stand. */
export const everywhereRules: readonly Rule[] = [
  leaf("description <text>"),
  { match: "apply-groups {group}", ordered: { insert: "{group}" } },
  leaf("mtu <bytes>"),
  leaf("vlan-id <vlan>"),
  leaf("local-address <address>"),
  leaf("peer-as <as>"),
  leaf("router-id <id>"),
  leaf("autonomous-system <as>"),
  leaf("preference <preference>"),
  leaf("metric <metric...>"),
  leaf("hold-time <seconds>"),
  leaf("priority <priority>"),
  leaf("encapsulation <kind>"),
  leaf("speed <speed>"),
  leaf("route-distinguisher <rd>"),
  leaf("instance-type <kind>"),
  leaf("authentication-key <key>"),
  leaf("encrypted-password <hash>"),
  leaf("local-preference <preference...>"),
];

/** The instance by which a server is reached. */
const inTable = leaf("routing-instance <instance>");

/** What both kinds of proposals agree on. */
const algorithms: readonly Rule[] = [
  leaf("dh-group <group>"),
  leaf("authentication-algorithm <algorithm>"),
  leaf("encryption-algorithm <algorithm>"),
  leaf("lifetime-seconds <seconds>"),
];

const unit: readonly Rule[] = [
  list("family {family}", [
    {
      ...list("address {address}", [leaf("virtual-gateway-address <address>")]),
      claims: ["address {address}"],
      holder: "{interface}.{unit}",
    },
    { match: "filter (input|output:way) <filter>", refs: ["filter {filter}"] },
    list("policer", [leaf("(input|output:way) <policer>")]),
  ]),
];

const term: readonly Rule[] = [
  list("from", [list("route-filter {prefix} {kind}"), list("prefix-list {list}")]),
  leaf("to <destination>"),
];

const packetFilter: Rule = {
  ...list("filter {filter}", [ordered("term {term}")]),
  defines: ["filter {filter}"],
};

/** Passwords are printed as the keys that were made of them. */
const snmpKeys: readonly Rule[] = ["authentication", "privacy"].map((kind) =>
  list(`(${kind}-sha|${kind}-md5|${kind}-aes128|${kind}-des:way)`, [
    { match: `${kind}-password <key>`, also: [`${kind}-key <key>`] },
  ]),
);

const staticRoutes = list("static", [
  list("route {prefix}", [
    list("next-hop {hop}"),
    list("qualified-next-hop {hop}", [leaf("interface <interface>")]),
  ]),
]);

const routingOptions = list("routing-options", [list("rib {table}", [staticRoutes]), staticRoutes]);

const protocols = list("protocols", [
  list("bgp", [list("group {group}", [list("neighbor {neighbor}"), leaf("type <type>")])]),
  list("ospf", [
    list("area {area}", [
      list("interface {interface}", [list("authentication", [leaf("md5 {id} key <key>")])]),
    ]),
  ]),
  list("isis", [list("level {level}"), list("interface {interface}", [list("level {level}")])]),
  list("(mpls|ldp)", [list("interface {interface}")]),
]);

/** What may stand at the top of a Junos configuration, in the order Junos prints it. */
export const sectionRules: readonly Rule[] = [
  leaf("version <version>"),
  { match: "groups {group}", section: { rules: "top", delete: "line" } },
  list("system", [
    leaf("host-name <name>"),
    leaf("domain-name <name>"),
    leaf("time-zone <zone>"),
    list("name-server {address}", [inTable]),
    ordered("radius-server {address}", [leaf("secret <key>")]),
    ordered("tacplus-server {address}", [leaf("secret <key>")]),
    { match: "authentication-order {method}", ordered: { insert: "{method}" } },
    list("ntp", [
      list("server {address}", [inTable]),
      leaf("boot-server <address>"),
      leaf("source-address <address>"),
    ]),
    list("login", [
      leaf("idle-timeout <minutes>"),
      list("user {user}", [leaf("uid <uid>"), leaf("class <class>"), leaf("full-name <name>")]),
      leaf("message <text>"),
      leaf("announcement <text>"),
    ]),
    list("syslog", [
      list("host {host}", [inTable, leaf("any <level>"), leaf("{facility} <level>")]),
      list("file {file}", [leaf("{facility} <level>")]),
      list("user {user}", [leaf("{facility} <level>")]),
    ]),
  ]),
  list("security", [
    list("ike", [
      list("proposal {proposal}", [...algorithms, leaf("authentication-method <how>")]),
      list("policy {policy}", [leaf("mode <mode>"), leaf("pre-shared-key <kind> <key>")]),
      list("gateway {gateway}", [
        leaf("ike-policy <policy>"),
        leaf("external-interface <interface>"),
        leaf("version <version>"),
      ]),
    ]),
    list("ipsec", [
      list("proposal {proposal}", [...algorithms, leaf("protocol <protocol>")]),
      list("policy {policy}", [list("perfect-forward-secrecy", [leaf("keys <group>")])]),
      list("vpn {vpn}", [
        leaf("bind-interface <interface>"),
        leaf("establish-tunnels <when>"),
        list("ike", [leaf("gateway <gateway>"), leaf("ipsec-policy <policy>")]),
      ]),
    ]),
    list("address-book {book}", [leaf("address {name} <prefix>")]),
    list("forwarding-options", [list("family {family}", [leaf("mode <mode>")])]),
    list("nat", [
      list("source", [list("rule-set {set}", [ordered("rule {rule}")])]),
      list("destination", [
        list("pool {pool}", [leaf("address port <port>"), leaf("address <address>")]),
        list("rule-set {set}", [
          ordered("rule {rule}", [
            list("match", [leaf("destination-address <address>"), list("destination-port {port}")]),
          ]),
        ]),
      ]),
    ]),
    list("policies", [
      list("from-zone {from} to-zone {to}", [ordered("policy {policy}")]),
      list("global", [ordered("policy {policy}")]),
    ]),
    list("zones", [
      list("security-zone {zone}", [list("interfaces {interface}"), leaf("screen <screen>")]),
    ]),
  ]),
  list("interfaces", [
    list("interface-range {range}"),
    list("{interface}", [list("unit {unit}", unit)]),
  ]),
  list("snmp", [
    leaf("location <text>"),
    leaf("contact <text>"),
    list("community {community}", [leaf("authorization <level>")]),
    list("view {view}", [leaf("oid {oid} <whether>")]),
    list("v3", [
      list("usm", [list("local-engine", [list("user {user}", snmpKeys)])]),
      list("vacm", [
        list("security-to-group", [
          list("security-model {model}", [list("security-name {name}", [leaf("group <group>")])]),
        ]),
        list("access", [
          list("group {group}", [
            list("default-context-prefix", [
              list("security-model {model}", [
                list("security-level {level}", [
                  leaf("(read-view|write-view|notify-view:way) <view>"),
                ]),
              ]),
            ]),
          ]),
        ]),
      ]),
    ]),
  ]),
  list("forwarding-options", [
    list("dhcp-relay", [
      list("server-group {group}", [list("{server}")]),
      list("group {group}", [list("interface {interface}")]),
    ]),
  ]),
  routingOptions,
  protocols,
  list("policy-options", [
    list("prefix-list {list}", [list("{prefix}")]),
    list("route-filter-list {list}", [list("{prefix} {lengths...}")]),
    list("policy-statement {policy}", [ordered("term {term}", term)]),
    list("community {community}", [{ match: "members {member}" }]),
    list("as-path {name}"),
  ]),
  list("firewall", [
    list("family {family}", [packetFilter]),
    packetFilter,
    list("policer {policer}"),
  ]),
  list("routing-instances", [
    list("{instance}", [
      { ...list("interface {interface}"), places: "{interface}" },
      leaf("vrf-target export <target>"),
      leaf("vrf-target import <target>"),
      leaf("vrf-target <target>"),
      leaf("vrf-table-label"),
      routingOptions,
      protocols,
    ]),
  ]),
];
