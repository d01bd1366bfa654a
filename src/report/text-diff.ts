import { diffLines } from "diff";
import type { Look } from "./report.ts";

/** Two texts line by line: what is only in the first with `-`, only in the second with `+`, the rest as it is. */
export function textDiff(before: string, after: string, { paint }: Look): string {
  return diffLines(before, after)
    .flatMap(({ value, added, removed }) => {
      const sign = added ? "+" : removed ? "-" : " ";
      const meaning = added ? "add" : removed ? "remove" : "faint";
      return value
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => `${paint(meaning, `  ${sign} ${line}`.trimEnd())}\n`);
    })
    .join("");
}
