import { Address4, Address6 } from "ip-address";

/** An IP address with the prefix length it was written with, and what follows from both. All are texts in canonical form. */
export type Interface = {
  readonly version: 4 | 6;
  readonly address: string;
  readonly length: number;
  readonly network: string;
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
    broadcast: address.endAddress().correctForm(),
    hasLength,
  };
}

/** The address so many places into a prefix, in canonical form; undefined past its end. */
export function nthAddress(prefix: Interface, place: number | bigint): string | undefined {
  const Kind = prefix.version === 4 ? Address4 : Address6;
  const bits = prefix.version === 4 ? 32 : 128;
  if (BigInt(place) >= 1n << BigInt(bits - prefix.length)) return undefined;
  return Kind.fromBigInt(new Kind(prefix.network).bigInt() + BigInt(place)).correctForm();
}
