/** An IPv4 network as numbers: the bits of its address, and how many of them count. */
type Network = { readonly bits: number; readonly length: number };

/** True where an IPv4 network (`10.0.0.0/24`, or `10.0.0.0` with `mask`) holds an address. False for anything else. */
export function holdsAddress(network: string, mask: string | undefined, address: string): boolean {
  const found = networkOf(network, mask);
  const bits = bitsOf(address);
  if (found === undefined || bits === undefined) return false;
  const shift = 32 - found.length;
  return shift === 32 || bits >>> shift === found.bits >>> shift;
}

/** True for the network that holds everything, of either version. */
export function isEverything(network: string, mask: string | undefined): boolean {
  return network === "::/0" || networkOf(network, mask)?.length === 0;
}

function networkOf(text: string, mask: string | undefined): Network | undefined {
  const [address = "", length] = text.split("/");
  const bits = bitsOf(address);
  if (bits === undefined) return undefined;
  if (length !== undefined)
    return /^\d{1,2}$/.test(length) ? { bits, length: Number(length) } : undefined;
  const ones = mask === undefined ? 0xffff_ffff : bitsOf(mask);
  return ones === undefined ? undefined : { bits, length: Math.clz32(~ones) };
}

function bitsOf(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((bits, part) => bits * 256 + part, 0);
}
