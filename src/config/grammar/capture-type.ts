/** How a captured word is checked and brought into the one form it is compared in. Undefined: not of this type. */
export type CaptureType = (word: string) => string | undefined;

const BUILT_IN: Readonly<Record<string, CaptureType>> = {
  int: (word) => (/^\d+$/.test(word) ? String(Number(word)) : undefined),
  ip: canonicalAddress,
  prefix: canonicalPrefix,
  lower: (word) => word.toLowerCase(),
  text: (word) => word,
  bag: (words) => words.split(/\s+/).filter(Boolean).sort().join(" "),
};

/** Names of the types every grammar knows. */
export const builtInTypes: readonly string[] = Object.keys(BUILT_IN);

/** The type of that name: built in, or one of the grammar's regular expressions. */
export function captureType(name: string, types: Readonly<Record<string, string>>): CaptureType {
  const source = types[name];
  if (source !== undefined) {
    const pattern = new RegExp(`^(?:${source})$`, "u");
    return (word) => (pattern.test(word) ? word : undefined);
  }
  const builtIn = BUILT_IN[name];
  if (builtIn === undefined) throw new Error(`grammar: no type "${name}"`);
  return builtIn;
}

function canonicalAddress(word: string): string | undefined {
  if (word.includes(":")) return canonicalV6(word);
  return v4Number(word) === undefined ? undefined : word;
}

/** Host bits are cleared, as devices do when they print a prefix. */
function canonicalPrefix(word: string): string | undefined {
  const slash = word.indexOf("/");
  if (slash < 0) return undefined;
  const address = word.slice(0, slash);
  const length = Number(word.slice(slash + 1));
  if (address.includes(":")) return v6Prefix(address, length);
  const number = v4Number(address);
  if (number === undefined || !(length >= 0 && length <= 32)) return undefined;
  const kept = length === 0 ? 0 : (number & (-1 << (32 - length))) >>> 0;
  return `${kept >>> 24}.${(kept >>> 16) & 255}.${(kept >>> 8) & 255}.${kept & 255}/${length}`;
}

function v4Number(word: string): number | undefined {
  const parts = word.split(".");
  if (parts.length !== 4) return undefined;
  let number = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    number = number * 256 + Number(part);
  }
  return number;
}

function v6Groups(word: string): number[] | undefined {
  const halves = word.toLowerCase().split("::");
  if (halves.length > 2) return undefined;
  const [head = "", tail] = halves;
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array<string>(tail === undefined ? 0 : missing).fill("0"), ...right];
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

function canonicalV6(word: string): string | undefined {
  const groups = v6Groups(word);
  return groups === undefined ? undefined : compressed(groups);
}

function v6Prefix(address: string, length: number): string | undefined {
  const groups = v6Groups(address);
  if (groups === undefined || !(length >= 0 && length <= 128)) return undefined;
  const kept = groups.map((group, index) => {
    const bits = Math.min(16, Math.max(0, length - index * 16));
    return group & (0xffff << (16 - bits)) & 0xffff;
  });
  return `${compressed(kept)}/${length}`;
}

/** RFC 5952: lower case, the longest run of zero groups (two or more) as `::`. */
function compressed(groups: readonly number[]): string {
  let best = { at: 0, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (groups[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.length < 2) return hex.join(":");
  return `${hex.slice(0, best.at).join(":")}::${hex.slice(best.at + best.length).join(":")}`;
}
