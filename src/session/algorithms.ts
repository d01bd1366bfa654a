import type { Algorithms } from "ssh2";
import { type KnownHost, knownTypes } from "./known-hosts.ts";
import type { Address } from "./target.ts";

/** What to offer in the handshake: host keys that can be compared first, old algorithms where they are asked for. */
export function algorithms(
  target: Address & { readonly legacy?: boolean },
  known: readonly KnownHost[],
): Algorithms {
  const types = knownTypes(known, target.host, target.port);
  // One RSA key goes under three names in the handshake.
  const wanted = types.flatMap((type) =>
    type === "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [type],
  );
  const offered = target.legacy
    ? [...wanted, "ssh-rsa"]
    : wanted.filter((type) => type !== "ssh-rsa");
  const chosen = { serverHostKey: { prepend: offered } };
  if (!target.legacy) return chosen as unknown as Algorithms;
  return {
    ...chosen,
    kex: {
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
