import type { Dialogue } from "../platform/dialogue.ts";
import { anyOf, pattern } from "./patterns.ts";

/** Unsolicited text: for each kind of it the texts that all of it has in it, and the pattern of the whole of any. */
export type Noise = {
  readonly signs: readonly (readonly string[])[];
  readonly whole: RegExp;
};

const known = new WeakMap<Dialogue["noise"], Noise>();

/** The noise of a platform; everything that a device says is looked through for it. */
export function noiseOf({ noise }: Pick<Dialogue, "noise">): Noise {
  const before = known.get(noise);
  if (before !== undefined) return before;
  const made = { signs: noise.map(literalsOf), whole: pattern(anyOf(noise)) };
  known.set(noise, made);
  return made;
}

/** False where no part of `text` can be noise. To look for a few texts takes no time; a pattern is tried at every place. */
export function mayHold(text: string, { signs }: Noise): boolean {
  return signs.some((literals) => literals.every((literal) => text.includes(literal)));
}

/** One thing a pattern consists of, and how often it may come. */
const part =
  /(?:\[(?:\\.|[^\\\]])*\]|(?<mark>[()|^$.])|\\(?<escaped>.)|(?<plain>.))(?<count>[*+?]\??|\{[^}]*\}\??)?/gsu;

/** Texts that whatever matches `source` has in it, without those of its groups; none where that is a longer story. */
function literalsOf(source: string): readonly string[] {
  const runs = [""];
  let depth = 0;
  for (const { groups = {} } of source.matchAll(part)) {
    const { mark, escaped = "", plain, count } = groups;
    if (mark === "(") depth += 1;
    if (mark === ")") depth -= 1;
    if (depth > 0) continue;
    // Another text may do, or the escape goes on behind its letter.
    if (mark === "|" || /[^\WdDwWsSbB]/.test(escaped)) return [];
    const literal = plain ?? (/\W/.test(escaped) ? escaped : undefined);
    const isOnce = literal !== undefined && count === undefined;
    const isThere = isOnce || (literal !== undefined && count?.startsWith("+") === true);
    if (isThere) runs.push(`${runs.pop()}${literal}`);
    if (!isOnce) runs.push("");
  }
  return runs.filter((run) => run !== "");
}
