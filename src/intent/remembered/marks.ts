import { digest } from "../memory.ts";
import type { Claiming } from "../rules/claims.ts";

// What services take once for all, and what they must say alike, has one form: under one key there is one value. Of
// both a mark is kept, which is enough to see that nobody contradicts another; who does is for the rules to say.

/** Letters of a mark: 66 bits, so that no two of a network are the same by chance. */
const markLength = 11;

/** The marks of all that a service may contradict others in: a key, then its value, and so on. */
export function marksOf({ service, claims }: Claiming): string {
  const unique = claims.unique.flatMap(({ pointer, words }) =>
    words.flatMap(({ word }) => [
      mark(["unique", word]),
      mark(["taken by", service.path, pointer]),
    ]),
  );
  const same = claims.same.flatMap(({ property, device, value, pointer }) => [
    mark(["same", service.model, property, device]),
    // Two lists are never the same to the rule, whatever is in them.
    typeof value === "object" && value !== null
      ? mark(["of", service.path, pointer])
      : mark(["value", JSON.stringify(value)]),
  ]);
  return [...unique, ...same].join("");
}

/** Whether no text of `added` contradicts another one, or one of `held`, which do not contradict each other. */
export function agree(held: readonly string[], added: readonly string[]): boolean {
  const values = new Map<string, string>();
  const fits = (marks: string, isNew: boolean): boolean => {
    for (let at = 0; at < marks.length; at += 2 * markLength) {
      const key = marks.slice(at, at + markLength);
      const value = values.get(key);
      if (value === undefined && !isNew) continue;
      const own = marks.slice(at + markLength, at + 2 * markLength);
      if (value !== undefined && value !== own) return false;
      values.set(key, own);
    }
    return true;
  };
  return added.every((marks) => fits(marks, true)) && held.every((marks) => fits(marks, false));
}

function mark(words: readonly string[]): string {
  return digest(words).slice(0, markLength);
}
