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
  readonly whole?: RegExp | undefined;
};
