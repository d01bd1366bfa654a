import ssh2 from "ssh2";
import { readText, writePrivate } from "../directory.ts";

type Kind = "usual" | "changed" | "rsa";

/**
 * The private keys of a box in OpenSSH form: the one it shows, the one it shows when its key has changed, and an RSA
 * key for clients of old. Each is made when it is first asked for and kept in the file: RSA keys take their time.
 */
export class HostKeys {
  readonly #file: string;
  readonly #keys: Partial<Record<Kind, string>>;

  constructor(file: string) {
    this.#file = file;
    this.#keys = JSON.parse(readText(file) ?? "{}") as Partial<Record<Kind, string>>;
  }

  get(kind: Kind): string {
    const known = this.#keys[kind];
    if (known !== undefined) return known;
    const made = newKey(kind);
    this.#keys[kind] = made;
    writePrivate(this.#file, JSON.stringify(this.#keys));
    return made;
  }

  /** The public half of the usual key, as in known_hosts: `ssh-ed25519 AAAA…`. */
  publicKey(): string {
    const key = ssh2.utils.parseKey(this.get("usual"));
    if (key instanceof Error) throw key;
    const parsed = Array.isArray(key) ? key[0] : key;
    return `${parsed.type} ${parsed.getPublicSSH().toString("base64")}`;
  }
}

/** One key in some 150 that ssh2 makes is one that it cannot read itself (seen with 1.17.0). */
function newKey(kind: Kind): string {
  for (;;) {
    const made =
      kind === "rsa"
        ? ssh2.utils.generateKeyPairSync("rsa", { bits: 2048 }).private
        : ssh2.utils.generateKeyPairSync("ed25519").private;
    if (!(ssh2.utils.parseKey(made) instanceof Error)) return made;
  }
}
