import type { Difference } from "../config/change-set.ts";

/** How much a change can break. `low` only adds · `medium` puts another value in place · `high` takes something away. */
export type Risk = "low" | "medium" | "high";

/** The risk of one device's differences. What is healed was there before: it counts as a changed value. */
export function riskOf(differences: readonly Difference[]): Risk {
  const added = new Set(differences.filter(({ kind }) => kind === "add").map(slotLike));
  const removed = differences.filter(({ kind }) => kind === "remove");
  if (removed.some((difference) => !added.has(slotLike(difference)))) return "high";
  return removed.length > 0 || differences.some(({ kind }) => kind === "heal") ? "medium" : "low";
}

/** Lines that are really taken away: nothing like them comes in the same place. */
export function takenAway(differences: readonly Difference[]): readonly Difference[] {
  const added = new Set(differences.filter(({ kind }) => kind === "add").map(slotLike));
  return differences.filter(
    (difference) => difference.kind === "remove" && !added.has(slotLike(difference)),
  );
}

/** What tells, near enough for a warning, that one line takes the place of another: section and first words. */
function slotLike({ section, line }: Difference): string {
  const words = line.replace(/^no /, "").split(" ");
  return JSON.stringify([section, words.slice(0, words.length > 2 ? 2 : 1)]);
}
