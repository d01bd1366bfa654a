import type { Guard } from "../guard.ts";

/** What can cut a session with Junos off. */
export const junosGuard: Guard = {
  addresses: [
    "interfaces {interface} unit {unit} family inet address {address}",
    "interfaces {interface} unit {unit} family inet6 address {address}",
  ],
  about: [
    "security zones security-zone {zone} interfaces {interface}",
    "routing-instances {vrf} interface {interface}",
  ],
  routes: [
    "routing-options static route {prefix}",
    "routing-instances {vrf} routing-options static route {prefix}",
  ],
  access: [
    "system login user {user}",
    "system login class",
    "system root-authentication",
    "system authentication-order",
    "system services ssh",
    "system radius-server",
    "system tacplus-server",
  ],
  harmless: [
    "interfaces {interface} description",
    "interfaces {interface} unit {unit} description",
  ],
};
