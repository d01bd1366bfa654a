import type { Guard } from "../guard.ts";

/** What can cut a session with EOS off. */
export const eosGuard: Guard = {
  addresses: [
    "interface {interface} ip address {address}",
    "interface {interface} ipv6 address {address}",
  ],
  about: [],
  routes: [
    "ip route vrf {vrf} {prefix}",
    "ip route {prefix}",
    "ipv6 route vrf {vrf} {prefix}",
    "ipv6 route {prefix}",
  ],
  access: [
    "aaa",
    "username {user}",
    "enable",
    "management ssh",
    "management security",
    "tacacs-server",
    "radius-server",
    "privilege",
    "role",
  ],
  harmless: [
    "interface {interface} description",
    "interface {interface} load-interval",
    "aaa accounting",
  ],
};
