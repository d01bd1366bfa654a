import { parseKnownHosts } from "../../../dist/session/known-hosts.js";

/** Text of a known_hosts file with all boxes in it. */
export function knownHostsText({ ports, hostKey }) {
  return ports.map((port) => `[127.0.0.1]:${port} ${hostKey}\n`).join("");
}

export function knownHostsOf(boxes) {
  return parseKnownHosts(knownHostsText(boxes), "known_hosts");
}
