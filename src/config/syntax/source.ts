import type { Finding } from "../../errors.ts";
import type { Origin } from "../origin.ts";

/** Sections that may stand inside one another; a text that goes deeper is no configuration. */
export const DEPTH_LIMIT = 64;
/** Characters of one line. No device takes that many; beyond it the text is broken. */
export const LINE_LIMIT = 65_536;

/** Where a text comes from: for findings, and for the origin of each line. */
export type Source = {
  readonly path: string;
  readonly originOf: ((line: number) => Origin | undefined) | undefined;
};

/** Findings of one kind that are told of one text; the first ones say enough. */
export const FINDING_LIMIT = 20;

/** A finding about one line of a text. Findings carry at most 200 characters of it. */
export function sourceFinding(
  source: Source,
  lines: readonly string[],
  index: number,
  code: string,
  message: string,
): Finding {
  const text = lines[index] ?? "";
  return {
    code,
    message: message.length > 300 ? `${message.slice(0, 300)}…` : message,
    place: {
      path: source.path,
      line: index + 1,
      column: 1,
      length: Math.max(1, Math.min(text.length, 200)),
    },
    source: text.slice(0, 200),
  };
}
