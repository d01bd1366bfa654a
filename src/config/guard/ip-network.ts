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

/** Read character by character: every route and every address of a change comes through here. */
function bitsOf(address: string): number | undefined {
  let bits = 0;
  let part = 0;
  let digitCount = 0;
  let dotCount = 0;
  for (let at = 0; at < address.length; at++) {
    const code = address.charCodeAt(at);
    if (code === dot) {
      if (digitCount === 0) return undefined;
      bits = bits * 256 + part;
      [part, digitCount] = [0, 0];
      dotCount += 1;
    } else {
      part = part * 10 + code - zero;
      digitCount += 1;
      if (code < zero || code > zero + 9 || digitCount > 3 || part > 255) return undefined;
    }
  }
  return dotCount === 3 && digitCount > 0 ? bits * 256 + part : undefined;
}

const zero = "0".charCodeAt(0);
const dot = ".".charCodeAt(0);
