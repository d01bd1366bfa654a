import type { Entry } from "./entry.ts";

/** Whether the answer from `start` on holds the line that every whole answer has; it is looked for from the end. */
export function isWhole({ whole, start }: Entry, lines: readonly string[]): boolean {
  if (whole === undefined) return true;
  for (let at = lines.length - 1; at >= start; at--) if (whole.test(lines[at] ?? "")) return true;
  return false;
}

/** More lines than any window lets be typed ahead. */
const typedAheadMax = 512;

/**
 * What was `said` to `typed[index]`, without echoes: what was typed ahead is echoed by the terminal as it arrives, in the
 * middle of another's answer.
 */
export function withoutEchoes(
  said: readonly string[],
  typed: readonly Entry[],
  index: number,
): readonly string[] {
  if (said.length === 0) return said;
  const near = typed.slice(index, index + typedAheadMax);
  const own = new Set(near.flatMap(({ texts }) => texts.map(trimmed)));
  own.delete("");
  // Most lines have a length that nothing typed has, and need not be looked up.
  const lengths = new Set(Array.from(own, ({ length }) => length));
  const isOwn = (line: string): boolean => lengths.has(line.length) && own.has(line);
  return said.some(isOwn) ? said.filter((line) => !isOwn(line)) : said;
}

export function trimmed(text: string): string {
  return text.trimEnd();
}
