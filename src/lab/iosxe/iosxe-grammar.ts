import { type Grammar, table } from "../lines/rule.ts";

/** The configuration lines a CSR1000V knows, in the order it prints them (devices.md 3.12, the rest from its manuals). */
export const IOSXE_GRAMMAR: Grammar = {
  global: table(`
    version =..
    service timestamps <word> =..
    service <..> ;; print
    platform qfp utilization monitor load =int
    platform punt-keepalive disable-kernel-core ;; print
    platform console =word
    platform <..>
    !
    hostname =word ;; reset="hostname Router"
    !
    boot-start-marker
    boot-end-marker
    boot <..>
    !
    vrf definition <word> ;; opens=vrf prompt=vrf
    !
    logging buffered ..
    logging console .. ;; print
    logging monitor .. ;; print
    enable secret =..
    enable password =..
    !
    aaa new-model ;; print
    aaa <..>
    call-home ;; opens=call-home prompt=call-home tight
    clock timezone =..
    clock summer-time =..
    !
    ip name-server vrf <word> <..>
    ip name-server <..>
    ip domain lookup ;; only
    ip domain list <word>
    ip domain name vrf <word> =word
    ip domain name =word
    ip dhcp <..>
    ip multicast-routing <..?>
    ipv6 unicast-routing
    !
    login on-success log
    login on-failure log
    login block-for <..>
    !
    subscriber templating
    vtp <..>
    multilink bundle-name =word
    !
    key chain <word> ;; opens=key-chain prompt=keychain
    crypto pki trustpoint <word> ;; opens=trustpoint prompt=ca-trustpoint
    !
    crypto pki certificate chain <word> ;; opens=certificates prompt=cert-chain tight
    !
    crypto key <..>
    license udi pid <word> sn =word
    license <..>
    diagnostic bootup level =word
    archive ;; opens=archive prompt=archive tight
    memory free low-watermark processor =int
    !
    spanning-tree extend system-id
    spanning-tree mode =word
    !
    username <word> =..
    !
    redundancy ;; opens=open prompt=red
    vlan <int> ;; opens=vlan prompt=vlan sorted
    lldp run
    cdp run ;; print
    !
    track <int> .. ;; opens=open prompt=track
    class-map <..> ;; opens=open prompt=cmap
    policy-map <word> ;; opens=policy-map prompt=pmap
    !
    interface <if> ;; opens=interface prompt=if sorted
    !
    router ospf <int> vrf =word ;; opens=ospf prompt=router
    router ospf <int> ;; opens=ospf prompt=router
    router ospfv3 <int> ;; opens=open prompt=router
    router eigrp <..> ;; opens=open prompt=router
    router isis <..?> ;; opens=open prompt=router
    router rip ;; opens=open prompt=router
    router bgp <int> ;; opens=bgp prompt=router
    !
    virtual-service csr_mgmt
    ip forward-protocol nd
    ip forward-protocol <..>
    ip bgp-community new-format
    ip community-list standard <word> <..>
    ip community-list expanded <word> <..>
    ip community-list <int> <..>
    ip as-path access-list <int> <..>
    ip http server ;; print
    ip http secure-server ;; print
    ip http <..>
    ip ftp <..>
    ip tftp <..>
    ip nat <..>
    ip route vrf <word> <ip> <mask> <if> <ip> ..
    ip route vrf <word> <ip> <mask> <if> ..
    ip route vrf <word> <ip> <mask> <ip> ..
    ip route <ip> <mask> <if> <ip> ..
    ip route <ip> <mask> <if> ..
    ip route <ip> <mask> <ip> ..
    ip ssh pubkey-chain ;; opens=pubkey-chain prompt=ssh-pubkey indent=2 tight
    ip ssh version =int
    ip ssh <word> ..
    ip scp server enable
    ip tacacs <..>
    !
    ip access-list standard <word> ;; opens=acl prompt=std-nacl tight
    ip access-list extended <word> ;; opens=acl prompt=ext-nacl tight
    ip prefix-list <word> description =..
    ip prefix-list <word> seq <int> =..
    ip prefix-list <word> permit <..>
    ip prefix-list <word> deny <..>
    ip sla <..> ;; opens=open prompt=ip-sla
    logging source-interface =if ..
    logging trap =word
    logging facility =word
    logging origin-id =..
    logging host <ip> ..
    ipv6 route <ip6> <..>
    ipv6 access-list <word> ;; opens=acl prompt=ipv6-acl
    ipv6 prefix-list <word> seq <int> =..
    access-list <int> <..>
    !
    route-map <word> permit <int> ;; opens=route-map prompt=route-map
    route-map <word> deny <int> ;; opens=route-map prompt=route-map
    snmp-server engineID local =word
    snmp-server community <word> ..
    snmp-server trap-source =if
    snmp-server location =..
    snmp-server contact =..
    snmp-server enable traps <..?>
    snmp-server host <ip> <..>
    snmp-server ifmib ifindex persist
    snmp-server <word> <..>
    !
    tacacs server <word> ;; opens=open prompt=server-tacacs
    radius server <word> ;; opens=open prompt=radius-server
    control-plane ;; opens=open prompt=cp
    !
    banner exec =.. ;; body=delimiter
    banner login =.. ;; body=delimiter
    banner motd =.. ;; body=delimiter
    alias exec <word> =..
    !
    line con <int> ;; opens=line prompt=line tight
    line aux <int> ;; opens=line prompt=line tight
    line vty <int> =int ;; opens=line prompt=line tight
    !
    event manager <..>
    netconf ssh
    ntp source =if
    ntp master ..
    ntp authenticate
    ntp authentication-key <int> =..
    ntp trusted-key <..>
    ntp access-group <..>
    ntp server vrf <word> <word> ..
    ntp server <word> ..
    ntp peer <word> ..
    !
    netconf-yang
    restconf
  `),
  interface: table(`
    description =..
    encapsulation dot1Q =int ..
    bandwidth =int
    vrf forwarding =word
    ip address dhcp ;; slot="ip address"
    ip address negotiated ;; slot="ip address"
    ip address =ip =mask ;; print slot="ip address"
    ip address <ip> <mask> secondary
    ip access-group <word> in
    ip access-group <word> out
    ip helper-address <ip>
    ip redirects ;; only
    ip unreachables ;; only
    ip proxy-arp ;; only
    ip mtu =int
    ip tcp adjust-mss =int
    ip nat inside
    ip nat outside
    ip unnumbered =if
    ip verify <..>
    ip policy route-map =word
    ip pim <..>
    ip ospf authentication ..
    ip ospf authentication-key =..
    ip ospf message-digest-key <int> =..
    ip ospf network =..
    ip ospf hello-interval =int
    ip ospf dead-interval =int
    ip ospf priority =int
    ip ospf mtu-ignore
    ip ospf bfd
    ip ospf <int> area =word
    ip ospf cost =int
    delay =int
    mtu =int
    shutdown
    speed =..
    duplex =word
    negotiation auto ;; print
    cdp enable ;; only
    lldp transmit ;; only
    lldp receive ;; only
    load-interval =int
    keepalive ..
    ipv6 address <ip6> ..
    ipv6 enable
    ipv6 nd <..>
    ipv6 ospf <..>
    ntp disable
    mop enabled ;; only
    mop sysid ;; only
    tunnel source =word
    tunnel destination =word
    tunnel mode =..
    tunnel <..>
    service-policy <word> =word
    standby <..>
    vrrp <..>
    bfd interval =..
    channel-group =int ..
    switchport <..?>
    arp <..>
    carrier-delay =..
  `),
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
  archive: table(`
    log config ;; opens=archive-log prompt=archive-log-cfg tight
    path =word
    maximum =int
    write-memory
    time-period =int
  `),
  "archive-log": table(`
    logging enable
    logging size =int
    hidekeys
    notify syslog ..
  `),
  line: table(`
    session-timeout =..
    access-class <word> in ..
    access-class <word> out ..
    exec-timeout =..
    privilege level =int
    password =..
    logging synchronous ..
    login authentication =word
    login local ;; slot=login
    login ;; print
    length =int
    width =int
    history size =int
    transport preferred =word
    transport input =..
    transport output =..
    stopbits =int
    speed =int
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
    <int> permit <..>
    <int> deny <..>
    permit <..>
    deny <..>
  `),
  trustpoint: table(`
    enrollment =..
    serial-number ..
    fqdn =..
    ip-address =..
    subject-name =..
    revocation-check =..
    rsakeypair =..
    usage =..
  `),
  certificates: table(`
    certificate self-signed <word> ;; body=quit
    certificate ca <word> ;; body=quit
    certificate <word> ;; body=quit
  `),
  "call-home": table(`
    contact-email-addr =word
    profile <word> ;; opens=profile prompt=call-home-profile tight
    no-call-home
  `),
  profile: table(`
    active
    destination transport-method <word> ;; print
    destination address <..>
    reporting <..>
  `),
  "pubkey-chain": table(`
    username <word> ;; opens=pubkey-user prompt=ssh-pubkey-user tight
  `),
  "pubkey-user": table(`
    key-hash <..>
    key-string ;; body=exit
  `),
  vlan: table(`
    name =word
    state =word
  `),
  "key-chain": table("key <int> ;; opens=key prompt=keychain-key tight"),
  key: table(`
    key-string =..
    accept-lifetime =..
    send-lifetime =..
    cryptographic-algorithm =word
  `),
  "policy-map": table("class <word> ;; opens=open prompt=pmap-c tight"),
  open: table("<..>"),
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
