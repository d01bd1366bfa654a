/** How many devices go into trial together: a number of them, a share of all in percent, or all that are left. */
export type WaveSize =
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "percent"; readonly percent: number }
  | { readonly kind: "all" };

/** Reads `1,10%,all`; undefined where that is not understood. */
export function parseWaveSizes(text: string): readonly WaveSize[] | undefined {
  const sizes = text.split(",").map((part) => sizeOf(part.trim()));
  return sizes.every((size) => size !== undefined) ? sizes : undefined;
}

function sizeOf(text: string): WaveSize | undefined {
  if (text === "all") return { kind: "all" };
  const [, digits, sign] = /^([1-9]\d{0,5})(%?)$/.exec(text) ?? [];
  const number = Number(digits);
  if (digits === undefined || (sign === "%" && number > 100)) return undefined;
  return sign === "%" ? { kind: "percent", percent: number } : { kind: "count", count: number };
}

/** `names` in waves of these sizes, in order; the last size is repeated until nobody is left. */
export function wavesOf(
  names: readonly string[],
  sizes: readonly WaveSize[],
): readonly (readonly string[])[] {
  const waves: string[][] = [];
  for (let taken = 0; taken < names.length; ) {
    const size = sizes[Math.min(waves.length, sizes.length - 1)] ?? { kind: "all" };
    const end = taken + countOf(size, names.length);
    waves.push(names.slice(taken, end));
    taken = end;
  }
  return waves;
}

/** A share of a few devices is at least one. */
function countOf(size: WaveSize, total: number): number {
  switch (size.kind) {
    case "all":
      return total;
    case "count":
      return size.count;
    case "percent":
      return Math.max(1, Math.ceil((total * size.percent) / 100));
  }
}
