import type { Dialogue } from "../platform/dialogue.ts";
import { modeOf, promptAtEnd } from "./patterns.ts";

/** Characters of a scrolled line that must still be seen to know it. */
const scrolledLengthMin = 6;

/**
 * The prompt in front of the echo of `text`; undefined where `line` is no echo of it. Of a line that is wider than
 * the terminal only the beginning is left, and a `$`.
 */
export function echoHead(
  line: string,
  text: string,
  prompts: Dialogue["prompts"],
): string | undefined {
  if (line.endsWith(text)) {
    const head = line.slice(0, line.length - text.length);
    const length = promptAtEnd(head, prompts);
    if (length > 0) return head.slice(head.length - length);
  }
  if (!line.endsWith("$") || text.length <= scrolledLengthMin) return undefined;
  const at = line.indexOf(text.slice(0, scrolledLengthMin));
  if (at <= 0) return undefined;
  const head = line.slice(0, at);
  const isBeginning = text.startsWith(line.slice(at, -1));
  return isBeginning && modeOf(head, prompts) !== undefined ? head : undefined;
}
