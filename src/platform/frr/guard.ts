import type { Guard } from "../guard.ts";

/** What can cut a session with a box that runs FRR off: who may log in is not FRR's business. */
export const frrGuard: Guard = {
  addresses: [
    "interface {interface} ip address {address}",
    "interface {interface} ipv6 address {address}",
  ],
  about: [],
  routes: ["ip route {prefix}", "ipv6 route {prefix}"],
  access: [],
  harmless: ["interface {interface} description"],
};
