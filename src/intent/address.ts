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
  const hasLength = text.includes("/");
  if (Address4.isValid(text)) {
    const address = new Address4(text);
    return {
      version: 4,
      address: address.correctForm(),
      length: address.subnetMask,
      network: address.startAddress().correctForm(),
      number: address.bigInt(),
      broadcast: address.endAddress().correctForm(),
      netmask: address.subnetMaskAddress().correctForm(),
      wildcard: address.wildcardMask().correctForm(),
      hasLength,
    };
  }
  if (!Address6.isValid(text)) return undefined;
  const address = new Address6(text);
  return {
    version: 6,
    address: address.correctForm(),
    length: address.subnetMask,
    network: address.startAddress().correctForm(),
    number: address.bigInt(),
    broadcast: address.endAddress().correctForm(),
    hasLength,
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
