import { closest, distance } from "fastest-levenshtein";

/** The known word nearest to what was written, if it is near enough to be meant. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const candidate = closest(written, [...known]);
  return distance(written, candidate) <= Math.max(2, Math.ceil(written.length / 3))
    ? candidate
    : undefined;
}

/** `did you mean "x"?`, or the list of what there is, if that is short. */
export function didYouMean(written: string, known: readonly string[]): string | undefined {
  const candidate = nearest(written, known);
  if (candidate !== undefined) return `did you mean \`${candidate}\`?`;
  if (known.length === 0 || known.length > 12) return undefined;
  return `known: ${[...known].sort().join(", ")}`;
}
