import { type Grammar, table } from "../lines/rule.ts";
import { IOSXE_GLOBAL_LINES } from "./iosxe-global-lines.ts";
import { IOSXE_ROUTING_SECTIONS } from "./iosxe-routing-sections.ts";

/** The configuration lines a CSR1000V knows, in the order it prints them. */
export const IOSXE_GRAMMAR: Grammar = {
  global: table(IOSXE_GLOBAL_LINES),
  ...IOSXE_ROUTING_SECTIONS,
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
    tunnel protection ipsec profile =word
    tunnel <..>
    service-policy <word> =word
    standby <..>
    vrrp <..>
    bfd interval =..
    channel-group =int ..
    lacp min-bundle =int
    lacp rate =word
    ip router isis =word
    isis circuit-type =word
    isis metric =..
    isis network point-to-point
    isis <..>
    mpls ip
    mpls label protocol =word
    service instance <int> ethernet ;; opens=service-instance prompt=if-srv
    switchport <..?>
    arp <..>
    carrier-delay =..
  `),
  "service-instance": table(`
    description =..
    encapsulation =..
    rewrite ingress tag =..
    bridge-domain =int
  `),
  "bridge-domain": table("mac =.."),
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
  "policy-map": table("description =..\nclass <word> ;; opens=policy-class prompt=pmap-c tight"),
  "policy-class": table(`
    bandwidth =..
    priority ..
    police =..
    shape average =..
    set dscp =word
    queue-limit =..
  `),
  "server-group": table("server name <word>\nserver-private <..>\nip vrf forwarding =word"),
  server: table(`
    address ipv4 =..
    key =..
    timeout =int
    single-connection
  `),
  isis: table(`
    net <word>
    is-type =word
    metric-style =..
    log-adjacency-changes ..
    passive-interface default
    passive-interface <if>
    redistribute <..>
    set-overload-bit ..
    mpls <..>
    <..>
  `),
  // IKEv2 and IPsec as the vendor's guides show them; how a CSR prints them is unconfirmed.
  "ikev2-proposal": table("encryption =..\nintegrity =..\ngroup =.."),
  "ikev2-policy": table("match address local <ip>\nproposal <word>"),
  "ikev2-keyring": table("peer <word> ;; opens=ikev2-peer prompt=ikev2-keyring-peer tight"),
  "ikev2-peer": table("description =..\naddress =..\npre-shared-key =.."),
  "ikev2-profile": table(`
    match identity remote address <ip> =mask
    identity local address =ip
    authentication remote <word>
    authentication local <word>
    keyring local =word
  `),
  "transform-set": table("mode =word"),
  "ipsec-profile": table(`
    set transform-set =..
    set pfs =word
    set ikev2-profile =word
  `),
  open: table("<..>"),
};
