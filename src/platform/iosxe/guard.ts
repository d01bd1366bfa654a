import type { Guard } from "../guard.ts";

/** What can cut a session with IOS-XE off. */
export const iosxeGuard: Guard = {
  addresses: [
    "interface {interface} ip address {address} {mask}",
    "interface {interface} ipv6 address {address}",
  ],
  about: [],
  routes: [
    "ip route vrf {vrf} {prefix} {mask}",
    "ip route {prefix} {mask}",
    "ipv6 route vrf {vrf} {prefix}",
    "ipv6 route {prefix}",
  ],
  access: [
    "aaa",
    "username {user}",
    "enable",
    "line vty",
    "login",
    "ip ssh",
    "ip domain name",
    "crypto key",
    "tacacs",
    "tacacs-server",
    "radius",
    "radius-server",
    "privilege",
  ],
  harmless: [
    "interface {interface} description",
    "interface {interface} load-interval",
    "aaa accounting",
  ],
};
