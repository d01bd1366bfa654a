import { type Statement, schema } from "./junos-schema.ts";

const POLICY_MATCH = `
            protocol []
            prefix-list <>
            prefix-list-filter <> ; open
            route-filter <> ; open
            neighbor =
            interface []
            as-path []
            community []
            family =
            rib =
            tag =
            area =
            metric =
            source-protocol []`;

const BGP = (pad: string): string =>
  `
description =
local-address =ip
import []
export []
authentication-key = ; secret
type =
family inet
  unicast
    prefix-limit ; open
  any
family inet6
  unicast
  any
local-as =
  private
peer-as =
multihop
  ttl =int
  no-nexthop-change
hold-time =int
passive
multipath
  multiple-as
remove-private
cluster =
as-override
metric-out =
preference =int
log-updown
ttl =int
shutdown
graceful-restart
  disable
  restart-time =int
bfd-liveness-detection
  minimum-interval =int
  multiplier =int
enforce-first-as
no-client-reflect
tcp-mss =int
out-delay =int
`
    .trim()
    .split("\n")
    .map((line) => `${pad}${line}`)
    .join("\n");

const STATIC = `
    static
        defaults ; open
        route <>
            next-hop []
            qualified-next-hop <>
                preference =int
                metric =int
                interface =
            discard
            reject
            receive
            no-readvertise
            readvertise
            preference =int
            metric =int
            tag =int
            install
            no-install
            resolve
            retain`;

/** The statements a vSRX knows, in the order it prints them (devices.md 4.6; the rest from its manuals). */
export const JUNOS_STATEMENTS: Statement = schema(`
version =
groups <> ; open
apply-groups []
system
    host-name =
    domain-name =
    domain-search []
    time-zone =
    no-redirects
    authentication-order []
    root-authentication
        encrypted-password = ; secret
        plain-text-password-value = ; secret
        ssh-rsa <>
        ssh-ed25519 <>
    name-server
        <>
    name-resolution ; open
    radius-server <> ; open
    tacplus-server <> ; open
    login
        message =
        announcement =
        class <> ; open
        user <>
            full-name =
            uid =int
            class =
            authentication
                encrypted-password = ; secret
                plain-text-password-value = ; secret
                ssh-rsa <>
                ssh-ed25519 <>
    services
        ssh
            root-login =
            protocol-version =
            max-sessions-per-connection =int
            client-alive-interval =int
            connection-limit =int
            rate-limit =int
            ciphers []
            macs []
            key-exchange []
        telnet
        netconf
            ssh
            rfc-compliant
        web-management
            http
                interface []
            https
                system-generated-certificate
                interface []
        dns ; open
        dhcp-local-server ; open
        rest ; open
    syslog
        archive ; open
        user <>
            <> =
        host <>
            <> =
            port =int
            source-address =ip
            facility-override =
            log-prefix =
            structured-data ; open
        file <>
            <> =
            archive ; open
            structured-data ; open
            match =
        console
            <> =
        time-format ; open
        source-address =ip
    max-configurations-on-flash =int
    max-configuration-rollbacks =int
    archival ; open
    commit ; open
    license
        autoupdate
            url <>
                password =
    ntp
        boot-server =
        authentication-key <>
            type =
            value = ; secret
        server <>
            key =int
            version =int
            prefer
        peer <>
        source-address <>
        trusted-key []
    arp ; open
    ports ; open
    internet-options ; open
    processes ; open
chassis ; open
security
    log ; open
    pki ; open
    ike ; open
    ipsec ; open
    alg ; open
    address-book <> ; open
    flow ; open
    screen
        ids-option <>
            alarm-without-drop
            icmp
                ping-death
                flood
                    threshold =int
            ip
                source-route-option
                tear-drop
                spoofing
                bad-option
            tcp
                syn-flood
                    alarm-threshold =int
                    attack-threshold =int
                    source-threshold =int
                    destination-threshold =int
                    queue-size =int ; deprecated
                    timeout =int
                land
                tcp-no-flag
                syn-frag
            udp ; open
    nat ; open
    policies
        from-zone <> to-zone <>
            policy <>
                description =
                match
                    source-address []
                    destination-address []
                    application []
                then
                    permit ; open
                    deny
                    reject
                    log
                        session-init
                        session-close
                    count
        global ; open
        default-policy
            permit-all
            deny-all
    zones
        functional-zone <> ; open
        security-zone <>
            description =
            tcp-rst
            address-book ; open
            screen =
            host-inbound-traffic
                system-services
                    <>
                        except
                protocols
                    <>
                        except
            interfaces
                <>
                    host-inbound-traffic
                        system-services
                            <>
                                except
                        protocols
                            <>
                                except
            application-tracking
access ; open
services ; open
interfaces
    interface-range <> ; open
    <> ; sorted
        description =
        disable
        per-unit-scheduler
        vlan-tagging
        flexible-vlan-tagging
        native-vlan-id =int
        mtu =int
        speed =
        link-mode =
        hold-time ; open
        gigether-options ; open
        ether-options ; open
        fabric-options ; open
        redundant-ether-options ; open
        aggregated-ether-options ; open
        encapsulation =
        unit <> ; sorted
            description =
            disable
            bandwidth =
            vlan-id =int
            point-to-point
            proxy-arp
            family inet
                mtu =int
                no-redirects
                rpf-check
                filter
                    input =
                    output =
                    input-list []
                dhcp
                sampling ; open
                primary
                address <>
                    primary
                    preferred
                    vrrp-group <> ; open
                    arp <> ; open
            family inet6
                mtu =int
                dad-disable
                address <>
                    primary
                    preferred
                    eui-64
            family iso
                address <>
            family mpls
                mtu =int
            family ethernet-switching ; open
            tunnel
                source =ip
                destination =ip
snmp
    name =
    description =
    location =
    contact =
    community <>
        authorization =
        clients
            <>
                restrict
    trap-options ; open
    trap-group <>
        version =
        categories
            <>
        targets
            <>
    v3 ; open
    view <> ; open
forwarding-options ; open
event-options ; open
routing-options
    interface-routes ; open
    rib <>${STATIC.replaceAll("\n", "\n    ")}
${STATIC.trimStart().replace(/^static/, "    static")}
    aggregate
        route <> ; open
    generate
        route <> ; open
    router-id =ip
    autonomous-system =
        loops =int
    forwarding-table
        export []
    graceful-restart ; open
    instance-import []
    rib-groups ; open
    martians ; open
protocols
    bgp
${BGP("        ")}
        group <>
${BGP("            ")}
            allow []
            neighbor <>
${BGP("                ")}
    ospf
        traffic-engineering ; open
        import []
        export []
        reference-bandwidth =
        overload ; open
        spf-options ; open
        graceful-restart ; open
        no-rfc-1583
        topology <>
            disable
            prefix-export-limit =int
            overload ; open
        area <>
            stub ; open
            nssa ; open
            area-range <> ; open
            authentication-type =
            interface <>
                disable
                passive
                interface-type =
                metric =int
                priority =int
                hello-interval =int
                dead-interval =int
                retransmit-interval =int
                authentication ; open
                bfd-liveness-detection ; open
                link-protection
                node-link-protection
                ldp-synchronization
    ospf3 ; open
    isis ; open
    mpls ; open
    rsvp ; open
    ldp ; open
    pim ; open
    lldp
        disable
        port-id-subtype =
        interface <>
            disable
    lldp-med ; open
    rstp ; open
    vrrp ; open
    l2-learning ; open
policy-options
    prefix-list <>
        <>
        apply-path =
    policy-statement <>
        term <>
            from${POLICY_MATCH.replaceAll("\n            ", "\n                ")}
            to${POLICY_MATCH.replaceAll("\n            ", "\n                ")}
            then
                metric =
                local-preference =
                community <> ; open
                as-path-prepend =
                next-hop =
                origin =
                preference =int
                tag =
                load-balance =
                accept
                reject
                next =
        from${POLICY_MATCH}
        then
            metric =
            local-preference =
            community <> ; open
            as-path-prepend =
            next-hop =
            load-balance =
            accept
            reject
            next =
    community <>
        members []
    as-path <> =
    as-path-group <> ; open
class-of-service ; open
firewall
    family inet
        filter <>
            interface-specific
            term <>
                from
                    source-address
                        <>
                    destination-address
                        <>
                    address
                        <>
                    prefix-list
                        <>
                    source-prefix-list
                        <>
                    destination-prefix-list
                        <>
                    protocol []
                    source-port []
                    destination-port []
                    port []
                    icmp-type []
                    tcp-established
                    tcp-flags =
                then
                    accept
                    discard
                    reject
                    count =
                    log
                    syslog
                    policer =
    family inet6 ; open
    policer <> ; open
    filter <> ; open
routing-instances
    <>
        description =
        instance-type =
        interface <>
        route-distinguisher =
        vrf-import []
        vrf-export []
        vrf-target =
        vrf-table-label
        routing-options
${STATIC.trimStart()
  .replaceAll("\n", "\n        ")
  .replace(/^static/, "            static")}
            router-id =ip
            autonomous-system =
        protocols
            bgp
                group <>
${BGP("                    ")}
                    neighbor <>
${BGP("                        ")}
            ospf ; open
applications ; open
vlans
    <>
        vlan-id =int
        description =
        l3-interface =
        interface <>
`);
