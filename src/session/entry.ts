import type { Mode } from "../platform/dialogue.ts";
import type { Typed } from "./answer.ts";

/** One thing typed, and what is known so far of its echo and its answer. */
export type Entry = Required<Typed> & {
  /** The prompt the echo stood behind, or stands behind once it comes. */
  head: string;
  /** Where the prompt behind the answer led to, where that cannot be seen from the next echo. */
  mode: Mode | undefined;
  /** How often the first text was echoed behind a prompt. */
  echoCount: number;
  /** How many of the texts were echoed. */
  seenCount: number;
  /** Index of the first line of the answer, and of the line behind its last. */
  start: number;
  end: number;
};

/** Something that is being typed behind `head`, after so many lines. */
export function entryOf({ texts, whole }: Typed, head: string, start: number): Entry {
  const nothing = { mode: undefined, echoCount: 0, seenCount: 0 };
  return { texts, whole, head, ...nothing, start, end: start };
}

/** Its first text was echoed behind `head`; the answer starts at line `start`. */
export function noteEcho(entry: Entry, head: string, start: number): void {
  entry.head = head;
  entry.echoCount = 1;
  entry.seenCount = 1;
  entry.start = start;
}

/** The prompt behind its answer led to `mode`; the answer ends before line `end`. */
export function noteEnd(entry: Entry, mode: Mode | undefined, end: number): void {
  entry.mode = mode;
  entry.end = end;
}
