/** `security` and what stands behind it. */
export const SECURITY_STATEMENTS: string = `security
    log ; open
    pki ; open
    ike
        proposal <>
            authentication-method =
            dh-group =
            authentication-algorithm =
            encryption-algorithm =
            lifetime-seconds =int
        policy <>
            mode =
            proposals []
            pre-shared-key
                ascii-text = ; secret
        gateway <>
            ike-policy =
            address []
            external-interface =
            local-address =
            version =
            dead-peer-detection ; open
    ipsec
        proposal <>
            protocol =
            authentication-algorithm =
            encryption-algorithm =
            lifetime-seconds =int
        policy <>
            perfect-forward-secrecy
                keys =
            proposals []
        vpn <>
            bind-interface =
            ike
                gateway =
                ipsec-policy =
            establish-tunnels =
    alg ; open
    address-book <>
        address <> =
        attach ; open
    flow ; open
    forwarding-options
        family inet6
            mode =
        family mpls
            mode =
        family iso
            mode =
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
    nat
        source
            rule-set <>
                from
                    zone []
                    interface []
                to
                    zone []
                    interface []
                rule <>
                    match
                        source-address []
                        destination-address []
                    then
                        source-nat
                            interface
                            off
        destination
            pool <>
                address
                    <>
                    port =int
            rule-set <>
                from
                    zone []
                    interface []
                rule <>
                    match
                        destination-address =
                        protocol []
                        destination-port <>
                    then
                        destination-nat
                            pool <>
                            off
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
`;
