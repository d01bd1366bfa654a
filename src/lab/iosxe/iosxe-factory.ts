/** A factory configuration in the shape of devices.md 3.12: this lab's own names, keys and numbers, no real secret. */
export function iosxeFactory(user: string, password: string): string {
  const closed = Array.from({ length: 9 }, (_, index) => closedInterface(index + 1)).join("");
  return FACTORY.replaceAll("@USER@", user)
    .replace("@PASSWORD@", () => password)
    .replace("@INTERFACES@", () => closed)
    .replace("@CERTIFICATE1@", certificate(1))
    .replace("@CERTIFICATE2@", certificate(2));
}

const FACTORY = `version 16.12
service timestamps debug datetime msec
service timestamps log datetime msec
service call-home
platform qfp utilization monitor load 80
platform punt-keepalive disable-kernel-core
platform console serial
hostname csr1000v
boot-start-marker
boot-end-marker
enable secret 9 $9$lab0Kf7Xw2Qd1E$Zl8xNw0bqvWc5tHs3RyJmUo6PgTkAeDiSfBnLxVrC2M
no aaa new-model
call-home
 contact-email-addr sch-smart-licensing@cisco.com
 profile "CiscoTAC-1"
  active
  destination transport-method http
  no destination transport-method email
ip name-server 10.0.0.2
ip domain name example.com
login on-success log
subscriber templating
multilink bundle-name authenticated
crypto pki trustpoint TP-self-signed-1807420351
 enrollment selfsigned
 subject-name cn=IOS-Self-Signed-Certificate-1807420351
 revocation-check none
 rsakeypair TP-self-signed-1807420351
crypto pki trustpoint SLA-TrustPoint
 enrollment pkcs12
 revocation-check crl
crypto pki certificate chain TP-self-signed-1807420351
 certificate self-signed 01
@CERTIFICATE1@
  \tquit
crypto pki certificate chain SLA-TrustPoint
 certificate ca 01
@CERTIFICATE2@
  \tquit
license udi pid CSR1000V sn 9LAB7Q2XK1D
diagnostic bootup level minimal
archive
 log config
  logging enable
 path bootflash:
memory free low-watermark processor 72329
spanning-tree extend system-id
username admin privilege 15 secret 9 $9$labAdm1nQ7wE2$Rk4ZtXv8LmYc3HsJ6uBaGp5DeTiCoWyQlNzMrKxSgPf
username oper secret 9 $9$labOp3rQ1wZ8$Tn6RcWm2XtPv9LyKb4HsJ7uEaGd5FiCoVxBqNlMzSgQ
username @USER@ privilege 15 password 0 @PASSWORD@
redundancy
@INTERFACES@interface GigabitEthernet10
 description out-of-band management
 ip address 10.0.0.15 255.255.255.0
 negotiation auto
 no mop enabled
 no mop sysid
virtual-service csr_mgmt
ip forward-protocol nd
no ip http server
no ip http secure-server
ip ssh pubkey-chain
  username @USER@
   key-hash ssh-rsa 4D0C5B1E7A92F3486BD01C57E8A2F964 @USER@
ip scp server enable
snmp-server community lab-read RO
snmp-server location rack 3
control-plane
line con 0
 stopbits 1
line vty 0 4
 login local
 transport input all
line vty 5 15
 login local
 transport input all
netconf ssh
ntp server 10.0.0.3
netconf-yang
end
`;

function closedInterface(number: number): string {
  return `interface GigabitEthernet${number}
 no ip address
 shutdown
 negotiation auto
 no mop enabled
 no mop sysid
`;
}

/** Hex lines end with a blank, as the device prints them (devices.md 3.11). */
function certificate(seed: number): string {
  const lines: string[] = [];
  let value = 0x30820300 + seed;
  for (let line = 0; line < 6; line++) {
    const words = Array.from({ length: line === 5 ? 3 : 8 }, () => {
      value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
      return value.toString(16).toUpperCase().padStart(8, "0");
    });
    lines.push(`  ${words.join(" ")} `);
  }
  return lines.join("\n").trimEnd();
}
