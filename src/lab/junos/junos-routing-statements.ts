import { bgpStatements } from "./junos-bgp-statements.ts";

const POLICY_MATCH = `
            protocol []
            prefix-list <>
            prefix-list-filter <> ..
            route-filter-list []
            route-filter <> ..
            policy []
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

const STATIC = `
    static
        defaults ; open
        route <> ; inline
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

/** Routing options, protocols, policies, firewall, instances; notation of `schema`. */
export const ROUTING_STATEMENTS: string = `routing-options
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
${bgpStatements("        ")}
        group <>
${bgpStatements("            ")}
            allow []
            neighbor <>
${bgpStatements("                ")}
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
    isis
        level <>
            disable
            wide-metrics-only
        interface <>
            point-to-point
            passive
            level <>
                metric =int
                disable
    mpls
        interface <>
    rsvp ; open
    ldp
        interface <>
        transport-address =
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
    route-filter-list <>
        <> ..
    policy-statement <>
        term <>
            from ; inline${POLICY_MATCH.replaceAll("\n            ", "\n                ")}
            to ; inline${POLICY_MATCH.replaceAll("\n            ", "\n                ")}
            then ; inline
                metric =
                local-preference =
                community <> =
                as-path-prepend =
                next-hop =
                origin =
                preference =int
                tag =
                load-balance =
                accept
                reject
                next =
        from ; inline${POLICY_MATCH}
        then ; inline
            metric =
            local-preference =
            community <> =
            as-path-prepend =
            next-hop =
            load-balance =
            accept
            reject
            next =
    community <> ; inline
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
                then ; inline
                    accept
                    discard
                    reject
                    count =
                    log
                    syslog
                    policer =
    family inet6 ; open
    policer <>
        if-exceeding
            bandwidth-limit =
            burst-size-limit =
        then
            discard
    filter <> ; open
routing-instances
    <>
        description =
        instance-type =
        interface <>
        route-distinguisher =
        vrf-import []
        vrf-export []
        vrf-target
            import =
            export =
            <>
        vrf-table-label
        routing-options
            rib <>${STATIC.replaceAll("\n", "\n            ")}
${STATIC.trimStart()
  .replaceAll("\n", "\n        ")
  .replace(/^static/, "            static")}
            router-id =ip
            autonomous-system =
        protocols
            bgp
                group <>
${bgpStatements("                    ")}
                    neighbor <>
${bgpStatements("                        ")}
            ospf ; open
applications ; open
vlans
    <>
        vlan-id =int
        description =
        l3-interface =
        interface <>
`;
