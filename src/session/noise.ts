import type { Dialogue } from "../platform/dialogue.ts";
import { anyOf, pattern } from "./patterns.ts";

/** Patterns of unsolicited text: what all of it has in it, which is quick to look for, and the whole of it. */
export type Noise = { readonly sign: RegExp; readonly whole: RegExp };

const known = new WeakMap<Dialogue["noise"], Noise>();

/** The patterns of a platform's noise; every line that a device says is looked through for it. */
export function noiseOf({ noise }: Pick<Dialogue, "noise">): Noise {
  const before = known.get(noise);
  if (before !== undefined) return before;
  const made = {
    sign: pattern(anyOf(noise.map(withoutOptionalStart))),
    whole: pattern(anyOf(noise)),
  };
  known.set(noise, made);
  return made;
}

/**
 * A pattern without the optional group that it begins with: whatever matches the one has in it what matches the other,
 * and a search need not try at every place of a line whether the group begins there.
 */
function withoutOptionalStart(source: string): string {
  if (!source.startsWith("(?:")) return source;
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (char === "\\") at += 1;
    // Brackets within a class of characters, and groups that are counted, are a longer story.
    else if (char === "[") at = endOfClass(source, at);
    else if (char === "(" && source[at + 1] !== "?") return source;
    else if (char === "(") depth += 1;
    else if (char === ")") depth -= 1;
    if (depth === 0)
      return /^\?(?![?+*])/.test(source.slice(at + 1)) ? source.slice(at + 2) : source;
  }
  return source;
}

function endOfClass(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
  return at;
}
