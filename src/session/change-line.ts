import type { Origin } from "../config/origin.ts";
import type { Place } from "../errors.ts";
import type { Question } from "../platform/dialogue.ts";

/** One line to be typed: whether the device gives a prompt after it, and where the line comes from. */
export type ChangeLine = {
  readonly text: string;
  readonly answers: "prompt" | "none";
  /** The lines behind it belong inside the section it opens. */
  readonly opens?: boolean;
  /** What the device may ask before its prompt, and what is replied. */
  readonly questions?: readonly Question[];
  readonly origin?: Origin | undefined;
};

/** The places a line comes from, for who must name them: the service first. */
export function placesOf({ origin }: ChangeLine): readonly Place[] {
  return [origin?.servicePlace, origin?.templatePlace].filter((place) => place !== undefined);
}

/** Lines that get one prompt: a banner with its text, or one line alone. */
export type Block = readonly [ChangeLine, ...ChangeLine[]];

/** The lines as the device prompts for them. */
export function blocksOf(lines: readonly ChangeLine[]): readonly Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of lines) {
    open = open === undefined ? [line] : [...open, line];
    if (line.answers === "none") continue;
    blocks.push(open);
    open = undefined;
  }
  return blocks;
}
