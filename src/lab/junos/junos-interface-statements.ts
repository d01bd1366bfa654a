/** `interfaces`, `snmp` and the options behind them; notation of `schema`. */
export const INTERFACE_STATEMENTS: string = `interfaces
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
                policer
                    input =
                    output =
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
forwarding-options
    dhcp-relay
        server-group <>
            <>
        group <>
            active-server-group =
            interface <>
    sampling ; open
event-options ; open
`;
