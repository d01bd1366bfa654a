import { createHash, createHmac } from "node:crypto";

/** One line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export type KnownHost = {
  readonly marker: "@revoked" | "@cert-authority" | undefined;
  readonly hosts: string;
  readonly type: string;
  /** The key as base64. */
  readonly key: string;
  /** `file:line`, for messages. */
  readonly at: string;
};

/** What the files say about the key a host showed. */
export type Judgement =
  | { readonly kind: "known" }
  | { readonly kind: "unknown" }
  | { readonly kind: "changed" | "revoked"; readonly at: string };

/** The entries of one file; lines that are none are passed over, as OpenSSH does. */
export function parseKnownHosts(text: string, path: string): KnownHost[] {
  return text.split("\n").flatMap((line, index) => {
    const words = line.trim().split(/\s+/);
    const marker = words[0] === "@revoked" || words[0] === "@cert-authority" ? words[0] : undefined;
    const [hosts, type, key] = marker ? words.slice(1) : words;
    if (!hosts || !type || !key || hosts.startsWith("#")) return [];
    return [{ marker, hosts, type, key, at: `${path}:${index + 1}` }];
  });
}

/**
 * Whether `key` (as in the SSH handshake) may be trusted for `host`:`port`. A revoked key is refused whatever else
 * is written; a host known by other keys only has changed. Certificate authorities are not looked at.
 */
export function judge(
  entries: readonly KnownHost[],
  host: string,
  port: number,
  key: Buffer,
): Judgement {
  const shown = key.toString("base64");
  const about = entriesAbout(entries, spelled(host, port));
  const revoked = about.find((entry) => entry.marker === "@revoked" && entry.key === shown);
  if (revoked) return { kind: "revoked", at: revoked.at };
  const own = about.filter((entry) => entry.marker === undefined);
  if (own.some((entry) => entry.key === shown)) return { kind: "known" };
  const other = own[0];
  return other ? { kind: "changed", at: other.at } : { kind: "unknown" };
}

/** Key types the files hold for a host: asked for first, so that the key shown is one that can be compared. */
export function knownTypes(entries: readonly KnownHost[], host: string, port: number): string[] {
  const about = entriesAbout(entries, spelled(host, port));
  const own = about.filter((entry) => entry.marker === undefined);
  return [...new Set(own.map((entry) => entry.type))];
}

/** A key as people compare it: `SHA256:…`, as OpenSSH prints it. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

/** The line that makes `key` known. */
export function knownHostLine(host: string, port: number, key: Buffer): string {
  return `${spelled(host, port)} ${keyType(key)} ${key.toString("base64")}`;
}

function keyType(key: Buffer): string {
  return key.subarray(4, 4 + key.readUInt32BE(0)).toString("latin1");
}

function spelled(host: string, port: number): string {
  return port === 22 ? host : `[${host}]:${port}`;
}

/** The entries of one list by the name they are about, and those of which only a comparison can tell. */
type Index = {
  readonly plain: ReadonlyMap<string, readonly KnownHost[]>;
  readonly others: readonly KnownHost[];
};

const indices = new WeakMap<readonly KnownHost[], Index>();

/** A thousand devices each look themselves up among a thousand entries, twice. */
function entriesAbout(entries: readonly KnownHost[], name: string): readonly KnownHost[] {
  const { plain, others } = indices.get(entries) ?? indexed(entries);
  const matching = others.filter(({ hosts }) => names(hosts, name));
  return [...(plain.get(name.toLowerCase()) ?? []), ...matching];
}

function indexed(entries: readonly KnownHost[]): Index {
  const plain = new Map<string, KnownHost[]>();
  const others: KnownHost[] = [];
  for (const entry of entries) {
    if (/[|*?!]/.test(entry.hosts)) others.push(entry);
    else
      for (const name of entry.hosts.toLowerCase().split(",")) {
        const same = plain.get(name);
        if (same) same.push(entry);
        else plain.set(name, [entry]);
      }
  }
  const index = { plain, others };
  indices.set(entries, index);
  return index;
}

function names(hosts: string, name: string): boolean {
  if (hosts.startsWith("|1|")) return isHashOf(hosts, name);
  const patterns = hosts.split(",");
  const isExcluded = patterns.some(
    (each) => each.startsWith("!") && globMatches(each.slice(1), name),
  );
  return !isExcluded && patterns.some((each) => !each.startsWith("!") && globMatches(each, name));
}

function isHashOf(hashed: string, name: string): boolean {
  const [, , salt = "", hash] = hashed.split("|");
  return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === hash;
}

function globMatches(glob: string, name: string): boolean {
  const source = glob
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(name.toLowerCase());
}
