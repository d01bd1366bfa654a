import { type Interface, parseInterface } from "./address.ts";

/** A format of strings that schemas may name: whether a text has it, and what to say where it has not. */
export type Format = {
  readonly is: (text: string) => boolean;
  /** Ends the sentence "must be …". */
  readonly means: string;
  /** A hint for one wrong text, where one is possible. */
  readonly hint?: (text: string) => string | undefined;
};

function isInterface(text: string, version?: 4 | 6): boolean {
  const found = parseInterface(text);
  return (
    found?.hasLength === true && isUsable(found) && (version ?? found.version) === found.version
  );
}

function isUsable(found: Interface): boolean {
  if (found.version === 6 || found.length >= 31) return true;
  return found.address !== found.network && found.address !== found.broadcast;
}

function isPrefix(text: string, version?: 4 | 6): boolean {
  const found = parseInterface(text);
  return (
    found?.hasLength === true &&
    found.address === found.network &&
    (version ?? found.version) === found.version
  );
}

function isAddress(text: string, version?: 4 | 6): boolean {
  const found = parseInterface(text);
  return found?.hasLength === false && (version ?? found.version) === found.version;
}

function interfaceHint(text: string): string | undefined {
  const found = parseInterface(text);
  if (found === undefined) return undefined;
  if (!found.hasLength) return `add the prefix length: ${text}/24`;
  return isUsable(found)
    ? undefined
    : `${found.address} is the ${found.address === found.network ? "network" : "broadcast"} address of /${found.length}`;
}

function prefixHint(text: string): string | undefined {
  const found = parseInterface(text);
  if (found === undefined) return undefined;
  if (!found.hasLength) return `add the prefix length: ${text}/${found.length}`;
  return `host bits are set: did you mean ${found.network}/${found.length}?`;
}

function addressHint(text: string): string | undefined {
  const found = parseInterface(text);
  return found?.hasLength === true ? `leave out /${found.length}` : undefined;
}

const label = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

function isHostname(text: string): boolean {
  const labels = text.split(".");
  // A name whose last label is a number is an address that went wrong.
  return (
    text.length <= 253 &&
    labels.every((part) => label.test(part)) &&
    !/^\d+$/.test(labels.at(-1) ?? "")
  );
}

/** A number of 16 or 32 bits, or an address, and behind the colon what is left of 48 bits (RFC 4364, section 4.2). */
function isDistinguisher(text: string): boolean {
  const [left = "", right = "", ...more] = text.split(":");
  if (more.length > 0 || !/^(0|[1-9]\d{0,9})$/.test(right)) return false;
  if (isAddress(left, 4)) return Number(right) <= 65_535;
  if (!/^(0|[1-9]\d{0,9})$/.test(left) || Number(left) > 4_294_967_295) return false;
  return Number(right) <= (Number(left) > 65_535 ? 65_535 : 4_294_967_295);
}

function isPortRange(text: string): boolean {
  if (!/^[1-9]\d{0,4}(-[1-9]\d{0,4})?$/.test(text)) return false;
  const [from = 0, to = from] = text.split("-").map(Number);
  return from <= to && to <= 65_535;
}

function isVlanRange(text: string): boolean {
  return text.split(",").every((part) => {
    if (!/^[1-9]\d{0,3}(-[1-9]\d{0,3})?$/.test(part)) return false;
    const [from = 0, to = from] = part.split("-").map(Number);
    return from <= to && to <= 4094;
  });
}

const addressLine = { hint: addressHint };
const prefixLine = { hint: prefixHint };
const interfaceLine = { hint: interfaceHint };

/** Every format that netctl adds to those of JSON Schema, by name. */
export const formats: Readonly<Record<string, Format>> = {
  "ip-address": {
    is: (t) => isAddress(t),
    means: "an IP address such as 192.0.2.1",
    ...addressLine,
  },
  ipv4: { is: (t) => isAddress(t, 4), means: "an IPv4 address such as 192.0.2.1", ...addressLine },
  ipv6: {
    is: (t) => isAddress(t, 6),
    means: "an IPv6 address such as 2001:db8::1",
    ...addressLine,
  },
  "ip-prefix": { is: (t) => isPrefix(t), means: "a prefix such as 192.0.2.0/24", ...prefixLine },
  "ipv4-prefix": {
    is: (t) => isPrefix(t, 4),
    means: "an IPv4 prefix such as 192.0.2.0/24",
    ...prefixLine,
  },
  "ipv6-prefix": {
    is: (t) => isPrefix(t, 6),
    means: "an IPv6 prefix such as 2001:db8::/64",
    ...prefixLine,
  },
  "ip-interface": {
    is: (t) => isInterface(t),
    means: "an address with its prefix length, such as 192.0.2.1/24",
    ...interfaceLine,
  },
  "ipv4-interface": {
    is: (t) => isInterface(t, 4),
    means: "an IPv4 address with its prefix length, such as 192.0.2.1/24",
    ...interfaceLine,
  },
  "ipv6-interface": {
    is: (t) => isInterface(t, 6),
    means: "an IPv6 address with its prefix length, such as 2001:db8::1/64",
    ...interfaceLine,
  },
  hostname: { is: isHostname, means: "a host name such as core-1.example.net" },
  host: {
    is: (t) => isHostname(t) || isAddress(t),
    means: "an IP address or a host name",
    ...addressLine,
  },
  mac: {
    is: (t) => /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(t),
    means: "a MAC address such as 02:00:5e:10:00:01",
  },
  asn: {
    is: (t) => /^[1-9]\d{0,9}$/.test(t) && Number(t) <= 4_294_967_295,
    means: "a number of an autonomous system, 1 to 4294967295",
  },
  "interface-name": {
    is: (t) => /^[A-Za-z][A-Za-z0-9/.:_-]{0,62}$/.test(t),
    means: "the name of an interface as the device prints it, such as GigabitEthernet1 or ge-0/0/0",
    hint: (t) => (/\s/.test(t) ? `leave out the space: ${t.replace(/\s+/g, "")}` : undefined),
  },
  community: {
    is: (t) =>
      /^(0|[1-9]\d{0,4}):(0|[1-9]\d{0,4})$/.test(t) &&
      t.split(":").every((n) => Number(n) <= 65_535),
    means: "a BGP community such as 65000:100",
  },
  "route-distinguisher": {
    is: isDistinguisher,
    means: "a route distinguisher such as 65000:1 or 192.0.2.1:1",
  },
  "route-target": { is: isDistinguisher, means: "a route target such as 65000:1 or 192.0.2.1:1" },
  "port-range": {
    is: isPortRange,
    means: "a port, or two ports with `-` between, such as 1024-65535",
  },
  "vlan-range": {
    is: isVlanRange,
    means: "VLANs and ranges of VLANs, such as 10,20-29",
    hint: (t) => (/\s/.test(t) ? `leave out the space: ${t.replace(/\s+/g, "")}` : undefined),
  },
  "file-path": {
    is: (t) => /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,126}$/.test(t),
    means: "a path of letters, digits and `:/._-`, such as bootflash:archive/",
  },
  // The hashes of crypt(3) and of IOS-XE's type 9; a hash that was cut short would lock its user out.
  "sha512-crypt": {
    is: (t) => /^\$6\$(rounds=\d+\$)?[A-Za-z0-9./]{1,16}\$[A-Za-z0-9./]{86}$/.test(t),
    means: "a hash of crypt(3) with SHA-512: $6$, a salt, $ and 86 characters",
  },
  "ios-scrypt": {
    is: (t) => /^\$9\$[A-Za-z0-9./]{14}\$[A-Za-z0-9./]{43}$/.test(t),
    means: "a hash of IOS-XE's type 9: $9$, a salt of 14 characters, $ and 43 more",
  },
  // An area of 1 to 13 bytes, a system of six, and the selector, which is none (ISO 10589).
  "iso-net": {
    is: (t) => /^[0-9a-f]{2}(\.[0-9a-f]{4}){0,6}(\.[0-9a-f]{4}){3}\.00$/i.test(t),
    means: "a network entity title such as 49.0001.1920.0000.2001.00",
  },
  word: {
    is: (t) => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/.test(t),
    means: "one word of letters, digits, `-`, `_` and `.`",
  },
  // A question mark asks a device for help as soon as it is typed, and a line end begins the next command.
  "text-line": {
    is: (t) => /^[^\s?](?:[^\n?]*[^\s?])?$/u.test(t),
    means: "one line of text without `?` and without space at its ends",
  },
  "text-block": {
    is: (t) => /\S/.test(t) && !t.includes("?"),
    means: "text of one or more lines without `?`",
  },
  "secret-reference": {
    is: (t) => /^(?:env:[A-Za-z_][A-Za-z0-9_]*|file:.+|exec:.+|prompt)$/.test(t),
    means: "a reference to a secret: env:NAME, file:PATH, exec:COMMAND or prompt",
  },
  "device-address": {
    is: (t) => isHostname(t) || isAddress(t) || /^lab:[a-z0-9][a-z0-9-]*$/.test(t),
    means: "an IP address, a host name, or lab:<box>",
    hint: (t) => (/^[^:]+:\d+$/.test(t) ? "the port has a key of its own: port" : addressHint(t)),
  },
  minutes: {
    is: (t) => /^\d{1,3}m$/.test(t) && Number(t.slice(0, -1)) >= 2 && Number(t.slice(0, -1)) <= 120,
    means: "whole minutes from 2m to 120m",
  },
};
