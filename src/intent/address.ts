import { Address4, Address6 } from "ip-address";

/** An IP address with the prefix length it was written with, and what follows from both. All are texts in canonical form. */
export type Interface = {
  readonly version: 4 | 6;
  readonly address: string;
  readonly length: number;
  readonly network: string;
  /** The address as a number. */
  readonly number: bigint;
  readonly broadcast: string;
  /** 255.255.255.0; undefined for IPv6. */
  readonly netmask?: string;
  /** 0.0.0.255; undefined for IPv6. */
  readonly wildcard?: string;
  /** False for 10.0.0.1 alone, which is read as a /32. */
  readonly hasLength: boolean;
};

/** Reads `10.0.1.1/24`, `10.0.1.1` or their IPv6 kin; undefined where it is none (zones and masks are none). */
export function parseInterface(text: string): Interface | undefined {
  if (/[^0-9a-fA-F.:/]/.test(text)) return undefined;
  return text.includes(":") ? parseInterface6(text) : parseInterface4(text);
}

// By hand, since a large network has ten thousands of them, and each is looked at by several rules.
function parseInterface4(text: string): Interface | undefined {
  const [address = "", mask, ...rest] = text.split("/");
  const number = number4(address);
  if (number === undefined || rest.length > 0) return undefined;
  if (mask !== undefined && !/^(?:\d|[12]\d|3[0-2])$/.test(mask)) return undefined;
  const length = Number(mask ?? 32);
  const hosts = 2 ** (32 - length);
  const network = number - (number % hosts);
  return {
    version: 4,
    address,
    length,
    network: text4(network),
    number: BigInt(number),
    broadcast: text4(network + hosts - 1),
    netmask: text4(2 ** 32 - hosts),
    wildcard: text4(hosts - 1),
    hasLength: mask !== undefined,
  };
}

// A leading zero is octal to some and decimal to others: it is no address.
const bytes4: RegExp = new RegExp(`^${Array(4).fill("(0|[1-9]\\d{0,2})").join("\\.")}$`);

function number4(address: string): number | undefined {
  const bytes = bytes4.exec(address)?.slice(1).map(Number);
  if (bytes === undefined || bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function text4(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

function parseInterface6(text: string): Interface | undefined {
  if (!Address6.isValid(text)) return undefined;
  const address = new Address6(text);
  return {
    version: 6,
    address: address.correctForm(),
    length: address.subnetMask,
    network: address.startAddress().correctForm(),
    number: address.bigInt(),
    broadcast: address.endAddress().correctForm(),
    hasLength: text.includes("/"),
  };
}

/** The address so many places into a prefix, in canonical form; undefined past its end. */
export function nthAddress(
  { version, length, network }: Interface,
  place: number,
): string | undefined {
  const bits = version === 4 ? 32 : 128;
  if (BigInt(place) >= 1n << BigInt(bits - length)) return undefined;
  const start = version === 4 ? new Address4(network) : new Address6(network);
  return addressOfNumber(start.bigInt() + BigInt(place), version);
}

/** An address from its number, in canonical form. */
export function addressOfNumber(number: bigint, version: 4 | 6): string {
  return (version === 4 ? Address4 : Address6).fromBigInt(number).correctForm();
}
