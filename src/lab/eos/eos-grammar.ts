import { type Grammar, table } from "../lines/rule.ts";
import { EOS_GLOBAL_LINES } from "./eos-global-lines.ts";

/** The configuration lines a vEOS knows, in the order it prints them. */
export const EOS_GRAMMAR: Grammar = {
  global: table(EOS_GLOBAL_LINES),
  interface: table(`
    description =..
    load-interval =int
    mtu =int
    bfd <..>
    shutdown
    speed forced =word
    speed =..
    encapsulation dot1q vlan =int
    switchport ;; only
    switchport access vlan =int
    switchport mode =word
    switchport trunk native vlan =int
    switchport trunk allowed vlan =..
    switchport trunk group <word>
    switchport <word> ..
    channel-group =..
    vrf =word
    ip proxy-arp
    ip address dhcp ;; slot="ip address"
    ip address =prefix ;; slot="ip address"
    ip address <prefix> secondary
    ip address virtual <prefix>
    ip access-group <word> in
    ip access-group <word> out
    ip helper-address <ip>
    ip virtual-router address <ip>
    ip ospf area =word
    ip ospf cost =int
    ip ospf network =word
    ip ospf priority =int
    ip ospf hello-interval =int
    ip ospf dead-interval =int
    ip ospf authentication ..
    ip ospf message-digest-key <int> =..
    ip ospf <word> ..
    ipv6 enable
    ipv6 address auto-config
    ipv6 address <ip6>
    ipv6 nd ra <..>
    ipv6 nd <..>
    pim <..>
    lldp <..> ;; print
    spanning-tree <..>
    storm-control <..>
    tunnel mode =word
    tunnel source =word
    tunnel source interface =if
    tunnel destination =word
    tunnel <..>
    port-channel min-links =int
    lacp <..>
    isis enable =word
    isis metric =int
    isis network point-to-point
    isis passive
    isis <..>
    mpls ip
    mpls ldp interface
    vxlan source-interface =if
    vxlan udp-port =int
    vxlan vlan <int> vni =int
    vxlan vrf <word> vni =int
    vxlan <..>
    service-policy <..>
    logging event <..>
    no-autostate
    vrrp <..>
  `),
  vlan: table(`
    name =word
    state =word
    trunk group <word>
  `),
  vrf: table("rd =word\ndescription =.."),
  acl: table(`
    counters per-entry
    remark <..>
    <int> remark =.. ;; family=entry sorted
    <int> permit =.. ;; family=entry sorted
    <int> deny =.. ;; family=entry sorted
  `),
  "prefix-list": table(`
    seq <int> =.. ;; sorted
  `),
  "route-map": table(`
    description =..
    match <..>
    continue ..
    sub-route-map =word
    set <word> =..
  `),
  bgp: table(`
    router-id =ip
    bgp <..> ;; print
    no-shutdown
    maximum-paths =int ..
    update wait-install
    distance bgp =..
    timers bgp =..
    ${neighborLines("neighbor <word>")}
    aggregate-address <prefix> ..
    network <prefix> ..
    redistribute <word> ..
    address-family ipv4 ;; opens=bgp-af prompt=router-bgp-af led
    address-family ipv6 ;; opens=bgp-af prompt=router-bgp-af led
    address-family evpn ;; opens=bgp-af prompt=router-bgp-af led
    address-family vpn-ipv4 ;; opens=bgp-af prompt=router-bgp-af led
    vlan <int> ;; opens=macvrf prompt=macvrf led
    vrf <word> ;; opens=bgp-vrf prompt=router-bgp-vrf-$1 led
  `),
  macvrf: table(`
    rd =word
    route-target <..>
    redistribute <word> ..
  `),
  "bgp-vrf": table(`
    rd =word
    route-target <..>
    router-id =ip
    maximum-paths =int ..
    ${neighborLines("neighbor <word>")}
    network <prefix> ..
    redistribute <word> ..
    address-family ipv4 ;; opens=bgp-af prompt=router-bgp-vrf-af led
    address-family ipv6 ;; opens=bgp-af prompt=router-bgp-vrf-af led
  `),
  "bgp-af": table(`
    bgp <..> ;; print
    neighbor default encapsulation <..>
    neighbor default <..>
    ${neighborLines("neighbor <word>")}
    network <ip6> ..
    network <prefix> ..
    redistribute <word> ..
  `),
  ospf: table(`
    router-id =ip
    auto-cost reference-bandwidth =int
    bfd default
    distance ospf <word> =int
    passive-interface default
    passive-interface <if> ;; print
    area <..>
    network <prefix> area =word
    network <ip> <ip> area =word
    redistribute <word> ..
    max-lsa =..
    maximum-paths =int
    log-adjacency-changes ..
    adjacency <..>
    default-information <..>
    max-metric <..>
    point-to-point <..>
    timers <..>
    summary-address <..>
    shutdown
  `),
  "control-plane": table(`
    service-policy input <word> ;; print
    ip access-group <word> <..>
  `),
  management: table(`
    protocol unix-socket
    protocol <..> ;; print
    idle-timeout =int
    authentication mode =word
    connection limit =int
    connection per-host =int
    shutdown ;; only
    ip access-group <..>
    vrf <word> ;; opens=management prompt=mgmt-vrf-$1 led
  `),
  isis: table(`
    net =word
    router-id ipv4 =ip
    is-type =word
    log-adjacency-changes
    mpls ldp <..>
    redistribute <..>
    address-family ipv4 unicast ;; opens=isis-af prompt=router-isis-af led
  `),
  "isis-af": table("maximum-paths =int\nbfd all-interfaces"),
  "server-group": table("server <word> .."),
  "mpls-ldp": table(`
    router-id =ip
    router-id interface =if
    transport-address interface =if
    interface disabled default
    shutdown ;; only
  `),
  open: table("<..>"),
};

function neighborLines(head: string): string {
  const words = `
    peer group
    peer group =word
    peer-group
    peer-group =word
    remote-as =word
    next-hop-self
    next-hop-unchanged
    local-as =..
    allowas-in ..
    remove-private-as ..
    update-source =if
    bfd ..
    description =..
    shutdown
    ebgp-multihop ..
    ttl maximum-hops =int
    password =..
    timers =..
    route-reflector-client
    route-map =word in
    route-map =word out
    prefix-list =word in
    prefix-list =word out
    send-community ..
    default-originate ..
    maximum-routes =int ..
    weight =int
    out-delay =int
    soft-reconfiguration ..
    graceful-restart
    auto-local-addr
    enforce-first-as ;; print
    activate ;; print
    maximum-accepted-routes =..
  `;
  return words
    .trim()
    .split("\n")
    .map((line) => line.trim())
    .map((line) => {
      const [text = "", options = ""] = line.split(/\s*;;\s*/);
      return `${head} ${text} ;; family=neighbor ${options}`;
    })
    .join("\n");
}
