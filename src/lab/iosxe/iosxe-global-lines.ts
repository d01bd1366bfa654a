/** The top level of a CSR1000V in printing order (devices.md 3.12, the rest from its manuals); notation of `table`. */
export const IOSXE_GLOBAL_LINES: string = `
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
    aaa group server tacacs+ <word> ;; opens=server-group prompt=sg-tacacs+ tight
    aaa group server radius <word> ;; opens=server-group prompt=sg-radius tight
    aaa authentication login <word> =..
    aaa authorization exec <word> =..
    aaa accounting exec <word> =..
    aaa <..>
    call-home ;; opens=call-home prompt=call-home tight
    clock timezone =..
    clock summer-time =..
    !
    ip name-server vrf <word> <..>
    ip name-server =..
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
    crypto ikev2 proposal <word> ;; opens=ikev2-proposal prompt=ikev2-proposal tight
    crypto ikev2 policy <word> ;; opens=ikev2-policy prompt=ikev2-policy tight
    crypto ikev2 keyring <word> ;; opens=ikev2-keyring prompt=ikev2-keyring
    crypto ikev2 profile <word> ;; opens=ikev2-profile prompt=ikev2-profile
    crypto ipsec transform-set <word> =.. ;; opens=transform-set prompt=cfg-crypto-trans tight
    crypto ipsec profile <word> ;; opens=ipsec-profile prompt=ipsec-profile
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
    bridge-domain <int> ;; opens=bridge-domain prompt=bdomain sorted tight
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
    router isis <..?> ;; opens=isis prompt=router
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
    ip prefix-list <word> seq <int> =.. ;; sorted
    ip prefix-list <word> permit <..>
    ip prefix-list <word> deny <..>
    ip sla <..> ;; opens=open prompt=ip-sla
    logging source-interface =if vrf <word>
    logging source-interface =if
    logging trap =word
    logging facility =word
    logging origin-id =..
    logging host <ip> vrf <word> ..
    logging host <ip> ..
    ipv6 route vrf <word> <ip6> <if> <ip6> ..
    ipv6 route vrf <word> <ip6> <if> ..
    ipv6 route vrf <word> <ip6> <ip6> ..
    ipv6 route <ip6> <if> <ip6> ..
    ipv6 route <ip6> <if> ..
    ipv6 route <ip6> <ip6> ..
    ipv6 access-list <word> ;; opens=acl prompt=ipv6-acl
    ipv6 prefix-list <word> seq <int> =..
    access-list <int>
    access-list <int> <..>
    !
    route-map <word> permit <int> ;; family=route-map sorted opens=route-map prompt=route-map
    route-map <word> deny <int> ;; family=route-map sorted opens=route-map prompt=route-map
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
    tacacs server <word> ;; opens=server prompt=server-tacacs
    radius server <word> ;; opens=server prompt=radius-server
    control-plane ;; opens=open prompt=cp
    !
    banner exec =.. ;; body=delimiter
    banner login =.. ;; body=delimiter
    banner motd =.. ;; body=delimiter
    alias exec <word> =..
    !
    line con <int> ;; opens=line prompt=line tight
    line aux <int> ;; opens=line prompt=line tight
    line vty <int> ;; opens=line prompt=line tight sorted
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
  `;
