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
        <> ; inline
            routing-instance =
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
            routing-instance =
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
        server <> ; inline
            key =int
            version =int
            prefer
            routing-instance =
        peer <> ..
        source-address <>
        trusted-key []
    arp ; open
    ports ; open
    internet-options ; open
    processes ; open
chassis ; open
`;
