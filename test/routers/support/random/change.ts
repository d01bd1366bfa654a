import { drawnConfig } from "./config.ts";
import { Draw, seedOf } from "./draw.ts";

const [least, most] = [20, 200];

/** Two configurations between which 20 to 200 lines change, in every size; the same for the same numbers. */
export function drawnChange(
  seed: number,
  round: number,
): { readonly a: string; readonly b: string } {
  for (let turn = 0; ; turn++) {
    const draw = new Draw(seedOf(seed, round, turn));
    const share = draw.pick([0.1, 0.2, 0.4, 0.7]);
    const from = (side: string) => (part: string) => seedOf(seed, round, turn, side, part);
    const isChanged = (part: string) =>
      !part.startsWith("whether") && new Draw(from("change")(part)).chance(share);
    const a = drawnConfig(from("a"));
    const b = drawnConfig((part) => from(isChanged(part) ? "b" : "a")(part));
    const changed = changedLines(a, b);
    if (changed >= least && changed <= most) return { a, b };
  }
}

/** Lines of one text that the other has not, in the same section, in both directions. */
export function changedLines(a: string, b: string): number {
  const [left, right] = [placedLines(a), placedLines(b)];
  return (
    left.filter((line) => !right.includes(line)).length +
    right.filter((line) => !left.includes(line)).length
  );
}

function placedLines(config: string): string[] {
  const path: string[] = [];
  return config
    .split("\n")
    .filter((line) => !/^\s*(!|exit|end|$)/.test(line))
    .map((line) => {
      path.length = line.search(/\S/);
      path.push(line.trim());
      return path.join(" / ");
    });
}
