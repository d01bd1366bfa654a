/** The top level of a vEOS in printing order (devices.md 5.7, the rest from its manual); notation of `table`. */
export const EOS_GLOBAL_LINES: string = `
    transceiver qsfp default-mode =word
    !
    agent <..>
    service routing protocols model =word
    service configuration session max pending =int
    !
    queue-monitor <..>
    switchport default mode =word
    !
    logging buffered =..
    logging console =word
    logging trap =word
    logging host <word> ..
    logging vrf <word> host <word> ..
    logging source-interface =if
    logging vrf <word> source-interface =if
    logging <word> ..
    !
    hostname =word
    ip name-server vrf <word> <..>
    ip name-server <..>
    ip domain-list <word>
    dns domain =word
    ip domain lookup <..>
    !
    ntp local-interface vrf =word =if ;; slot="ntp local-interface"
    ntp local-interface =if
    ntp server vrf <word> <word> ..
    ntp server <word> ..
    ntp authenticate
    ntp <word> ..
    !
    snmp-server contact =..
    snmp-server location =..
    snmp-server community <word> ..
    snmp-server host <word> ..
    snmp-server view <word> <word> =word
    snmp-server group <word> v3 =..
    snmp-server user <word> <word> v3 =..
    snmp-server enable traps <..?>
    snmp-server <word> ..
    !
    spanning-tree mode =word
    spanning-tree <..>
    !
    enable secret =..
    no-enable
    tacacs-server host <word> =..
    radius-server host <word> =..
    aaa group server tacacs+ <word> ;; opens=server-group prompt=sg-tacacs+
    aaa group server radius <word> ;; opens=server-group prompt=sg-radius
    aaa authentication login <word> =..
    aaa authorization exec <word> =..
    aaa root ;; only
    aaa <..>
    !
    username <word> =..
    !
    clock timezone =word
    !
    vlan <int> ;; opens=vlan prompt=vlan-$1 sorted
    !
    vrf instance <word> ;; opens=vrf prompt=vrf-$1 sorted
    !
    interface <if> ;; opens=interface prompt=if-$1 sorted
    !
    mac address-table <..>
    ip access-list standard <word> ;; opens=acl prompt=std-acl-$1
    ip access-list <word> ;; opens=acl prompt=acl-$1
    !
    ip virtual-router mac-address =word
    ip routing vrf <word> ;; print
    ip routing ;; print
    ipv6 unicast-routing vrf <word>
    ipv6 unicast-routing
    !
    ip as-path access-list <word> <..>
    ip community-list <..>
    ip prefix-list <word> seq <int> =..
    ip prefix-list <word> ;; opens=prefix-list prompt=ip-pfx
    ipv6 prefix-list <word> ;; opens=prefix-list prompt=ipv6-pfx
    !
    ip route vrf <word> <prefix> <if> <ip> ..
    ip route vrf <word> <prefix> <word> ..
    ip route <prefix> <if> <ip> ..
    ip route <prefix> <word> ..
    ipv6 route vrf <word> <ip6> <if> <ip6> ..
    ipv6 route vrf <word> <ip6> <word> ..
    ipv6 route <ip6> <if> <ip6> ..
    ipv6 route <ip6> <word> ..
    !
    mpls ip
    mpls ldp ;; opens=mpls-ldp prompt=mpls-ldp
    mpls <..>
    !
    ntp-serve <..>
    !
    route-map <word> permit <int> ;; family=route-map sorted opens=route-map prompt=route-map-$1
    route-map <word> deny <int> ;; family=route-map sorted opens=route-map prompt=route-map-$1
    !
    router bfd ;; opens=open prompt=router-bfd
    router bgp <int> ;; opens=bgp prompt=router-bgp
    !
    router ospf <int> vrf <word> ;; opens=ospf prompt=router-ospf
    router ospf <int> ;; opens=ospf prompt=router-ospf
    router multicast ;; opens=open prompt=router-multicast
    router isis <word> ;; opens=isis prompt=router-isis
    !
    control-plane ;; opens=control-plane prompt=cp
    !
    banner login ;; body=EOF
    banner motd ;; body=EOF
    !
    management api http-commands ;; opens=management prompt=mgmt-api-http-cmds
    management api gnmi ;; opens=open prompt=mgmt-api-gnmi
    management console ;; opens=management prompt=mgmt-console
    management security ;; opens=open prompt=mgmt-security
    management ssh ;; opens=management prompt=mgmt-ssh
    management telnet ;; opens=management prompt=mgmt-telnet
    !
  `;
