import type { Dialogue } from "../platform/dialogue.ts";
import { modeOf } from "./patterns.ts";
import type { Screen } from "./screen.ts";

/** The prompt that a log line on a line of its own pushed up above line `lineCount`; the device does not repeat it. */
export function pushedUp(
  { lines, noiseAt }: Screen,
  lineCount: number,
  { before, prompts }: { readonly before: string; readonly prompts: Dialogue["prompts"] },
): string | undefined {
  if (noiseAt === undefined) return undefined;
  let above = lineCount - 1;
  while (lines[above] === "") above -= 1;
  if (noiseAt <= above) return undefined;
  const prompt = above < 0 ? before : (lines[above] ?? "");
  return modeOf(prompt, prompts) === undefined ? undefined : prompt;
}
