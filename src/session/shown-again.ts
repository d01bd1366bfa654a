import type { Dialogue, Mode } from "../platform/dialogue.ts";
import type { Entry } from "./entry.ts";
import { modeOf } from "./patterns.ts";
import type { Screen } from "./screen.ts";

/** Ctrl-U: takes away the line that is being typed. */
export const killLine = "\u0015";

/** The mode of the prompt in front of a refused line that is shown again below its answer, as Junos does. */
export function modeShownAgain(
  { current, lines }: Screen,
  last: Entry | undefined,
  prompts: Dialogue["prompts"],
): Mode | undefined {
  if (last === undefined || lines.length === last.start) return undefined;
  const refused = last.texts[0]?.trimEnd() ?? "";
  const line = current.trimEnd();
  if (refused === "" || !line.endsWith(refused)) return undefined;
  return modeOf(line.slice(0, -refused.length), prompts);
}
