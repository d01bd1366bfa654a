// What people and programs read: texts made of plans, findings, outcomes and errors. This room knows how a thing
// looks; it refuses to know where the text goes: colour is a function it is given, and it never prints. Every text
// is whole lines, the last one ended.

import { styleText } from "node:util";
import type { Place } from "../errors.ts";

/** What a piece of text means, for those who see colours. Nothing is said by colour alone. */
export type Meaning = "add" | "remove" | "heal" | "bad" | "warning" | "good" | "strong" | "faint";

/** Gives `text` the looks of its meaning. */
export type Paint = (meaning: Meaning, text: string) => string;

/** Everything a text of this room may be given besides its data. */
export type Look = { readonly paint: Paint };

/** No escape codes: for files, pipes and tests. */
export const plain: Look = { paint: (_meaning, text) => text };

/** Escape codes, without asking whether anything can show them. */
export const colourful: Look = {
  paint: (meaning, text) => styleText(codes[meaning], text, { validateStream: false }),
};

const codes = {
  add: "green",
  remove: "red",
  heal: "yellow",
  bad: "red",
  warning: "yellow",
  good: "green",
  strong: "bold",
  faint: "dim",
} as const;

/** `path:line:column`, which terminals and editors can open. */
export function placeText({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}

/** Foreign text with its control characters made visible, so that it cannot act on a terminal; tabs stay. */
export function printable(text: string): string {
  return text.replaceAll(/(?!\t)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}

/** How many columns a terminal gives to `text`, as near as it can be known without one. */
export function widthOf(text: string): number {
  if (plainText.test(text)) return text.length;
  // Made late: making it costs more than most commands do.
  segments ??= new Intl.Segmenter("en");
  let width = 0;
  for (const { segment } of segments.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** `1 device`, `2 devices`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const plainText = /^[ -~]*$/;
let segments: Intl.Segmenter | undefined;
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
