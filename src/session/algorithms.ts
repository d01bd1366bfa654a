import type { Algorithms } from "ssh2";
import { type KnownHost, knownTypes } from "./known-hosts.ts";
import type { Address } from "./target.ts";

/** The key exchange that costs least on both sides; netctl may have to do two thousand of them at once. */
const cheapest = ["ecdh-sha2-nistp256"];

/** What to offer in the handshake: host keys that can be compared first, old algorithms where they are asked for. */
export function algorithms(target: Address, known: readonly KnownHost[]): Algorithms {
  const types = knownTypes(known, target.host, target.port);
  // One RSA key goes under three names in the handshake.
  const wanted = types.flatMap((type) =>
    type === "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [type],
  );
  const offered = target.legacy
    ? [...wanted, "ssh-rsa"]
    : wanted.filter((type) => type !== "ssh-rsa");
  const chosen = { serverHostKey: first(offered), kex: first(cheapest) };
  if (!target.legacy) return chosen as unknown as Algorithms;
  return {
    serverHostKey: chosen.serverHostKey,
    kex: {
      ...chosen.kex,
      append: [
        "diffie-hellman-group14-sha1",
        "diffie-hellman-group-exchange-sha1",
        "diffie-hellman-group1-sha1",
      ],
    },
    cipher: { append: ["aes256-cbc", "aes128-cbc", "3des-cbc"] },
    hmac: { append: ["hmac-sha1"] },
  } as unknown as Algorithms;
}

/** Puts these before all others; ssh2 leaves what it offers already where it stands, unless it is taken out first. */
function first(names: readonly string[]): Record<"remove" | "prepend", readonly string[]> {
  return { remove: names, prepend: names };
}
