/** `system` and what stands before it; notation of `schema` (devices.md 4.6). */
export const SYSTEM_STATEMENTS: string = `
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
    radius-server <>
        port =int
        secret = ; secret
        timeout =int
    tacplus-server <>
        port =int
        secret = ; secret
        single-connection
    login
        idle-timeout =int
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
        server <> ..
        peer <> ..
        source-address <>
        trusted-key []
    arp ; open
    ports ; open
    internet-options ; open
    processes ; open
chassis ; open
`;

/** `security` and what stands behind it. */
export const SECURITY_STATEMENTS: string = `security
    log ; open
    pki ; open
    ike ; open
    ipsec ; open
    alg ; open
    address-book <>
        address <> =
        attach ; open
    flow ; open
    forwarding-options
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
