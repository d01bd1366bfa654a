import { type Grammar, table } from "../lines/rule.ts";

/** The sections of routing on a CSR1000V: VRFs, OSPF, BGP, policies. */
export const IOSXE_ROUTING_SECTIONS: Grammar = {
  vrf: table(`
    rd =word
    route-target export <word>
    route-target import <word>
    description =..
    !
    address-family ipv4 ;; opens=vrf-af prompt=vrf-af led close=exit-address-family
    address-family ipv6 ;; opens=vrf-af prompt=vrf-af led close=exit-address-family
  `),
  "vrf-af": table(`
    route-target export <word>
    route-target import <word>
    import <..>
    export <..>
  `),
  ospf: table(`
    router-id =ip
    log-adjacency-changes ..
    auto-cost reference-bandwidth =int
    area <word> <..>
    redistribute <..>
    passive-interface default
    passive-interface <if>
    no-passive <if>
    network <ip> <ip> area =word
    distance =..
    default-information originate ..
    max-metric <..>
    bfd all-interfaces
    timers <..>
    maximum-paths =int
    distribute-list <..>
    prefix-suppression
    shutdown
  `),
  bgp: table(`
    bgp router-id =ip
    bgp log-neighbor-changes ;; print
    bgp default ipv4-unicast ;; only
    bgp bestpath <..>
    bgp graceful-restart <..?>
    bgp <..>
    ${neighborLines()}
    network <ip> mask <mask> ..
    network <ip> ..
    aggregate-address <ip> <mask> ..
    redistribute <word> ..
    timers bgp =..
    maximum-paths =int
    maximum-paths ibgp =int
    distance bgp =..
    default-information originate
    address-family ipv4 vrf <word> ;; opens=bgp-af prompt=router-af led close=exit-address-family
    address-family ipv4 ;; opens=bgp-af prompt=router-af led close=exit-address-family
    address-family <..> ;; opens=bgp-af prompt=router-af led close=exit-address-family
  `),
  "bgp-af": table(`
    network <ip> mask <mask> ..
    network <ip> ..
    network <ip6> ..
    aggregate-address <ip> <mask> ..
    redistribute <word> ..
    ${neighborLines()}
    default-information originate
    maximum-paths =int
    maximum-paths ibgp =int
    distance bgp =..
    import <..>
    export <..>
    auto-summary
    synchronization
  `),
  "route-map": table(`
    description =..
    match <word> <..>
    continue ..
    set local-preference =int
    set metric =..
    set weight =int
    set tag =int
    set origin =..
    set as-path prepend =..
    set community =..
    set ip next-hop =..
    set <word> <..>
  `),
  acl: table(`
    remark <..>
    <int> permit =.. ;; family=entry sorted
    <int> deny =.. ;; family=entry sorted
  `),
};

function neighborLines(): string {
  const words = `
    remote-as =word
    peer-group
    peer-group =word
    local-as =..
    description =..
    shutdown
    password =..
    ebgp-multihop ..
    ttl-security <..>
    update-source =if
    timers =..
    fall-over ..
    version =int
    activate ;; print
    send-community ..
    route-reflector-client
    next-hop-self ..
    remove-private-as ..
    soft-reconfiguration inbound
    default-originate ..
    weight =int
    allowas-in ..
    maximum-prefix =..
    prefix-list <word> in
    prefix-list <word> out
    route-map <word> in
    route-map <word> out
    filter-list <int> in
    filter-list <int> out
    distribute-list <word> in
    distribute-list <word> out
    advertisement-interval =int
    transport <..>
    capability <..>
    additional-paths <..>
    as-override
    unsuppress-map =word
  `;
  return words
    .trim()
    .split("\n")
    .map((line) => line.trim())
    .map((line) => {
      const [text, options = ""] = line.split(/\s*;;\s*/);
      return `neighbor <word> ${text} ;; family=neighbor ${options}`;
    })
    .join("\n");
}
