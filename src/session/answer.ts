import type { Mode } from "../platform/dialogue.ts";

/** What came back for one thing typed. */
export type Answer = {
  /** Lines between the echo and the prompt, without either. */
  readonly lines: readonly string[];
  readonly mode: Mode;
};

/** One thing typed that gets one prompt: a line, or a block of several lines. */
export type Typed = {
  readonly texts: readonly string[];
  /** The answer is not whole before a line of it matches this: output may hold what looks like a prompt. */
  readonly whole?: RegExp;
};

/** One thing typed, and what is known so far of its echo and its answer. */
export type Entry = Typed & {
  /** The prompt the echo stood behind, or stands behind once it comes. */
  head: string;
  /** Where the prompt behind the answer led to, where that cannot be seen from the next echo. */
  mode?: Mode | undefined;
  /** How often the first text was echoed behind a prompt. */
  echoCount: number;
  /** How many of the texts were echoed. */
  seenCount: number;
  /** Index of the first line of the answer, and of the line behind its last. */
  start: number;
  end: number;
};
