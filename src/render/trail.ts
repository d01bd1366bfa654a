// Text that carries its own trail: marks of private-use characters, which no value and no template may hold, say
// which template line and which read of the service the text after them comes from.

/** Stands before each line break that a template (not a value) wrote. */
export const ownBreak = "\uE000\n";

/** Stands in each line of a block that must be kept even where the line is blank. */
export const keepLine = "\uE003";

/** Any private-use character. */
export const privateUse: RegExp = /\p{Co}/u;

const markStart = "\uE001";
const digitBase = 0xe100;
const radix = 1000;
const mark: RegExp = /\uE001([\uE100-\uF4FF]{5})/g;

/** What a mark says: which place in a template, the last read before it, and whether the read belongs to the text. */
export type Mark = { readonly place: number; readonly read: number; readonly isOwnRead: boolean };

/** A mark as text. Numbers are below a million. */
export function writeMark({ place, read, isOwnRead }: Mark): string {
  const digits = [Math.floor(place / radix), place % radix, Math.floor(read / radix), read % radix];
  const written = digits.map((digit) => String.fromCharCode(digitBase + digit)).join("");
  return `${markStart}${written}${String.fromCharCode(digitBase + (isOwnRead ? 1 : 0))}`;
}

/** Whether a text carries marks. */
export function hasMarks(text: string): boolean {
  return text.includes(markStart);
}

/** One line of output with the marks it came with, those before its first visible character apart. */
export type TrailedLine = {
  readonly text: string;
  readonly leading: readonly Mark[];
  readonly marks: readonly Mark[];
};

/** Cuts the marks out of a text. Blank lines go, unless they were marked to be kept. */
export function readTrail(text: string): TrailedLine[] {
  return text
    .split("\n")
    .map(trailedLine)
    .filter((line) => line.text.trim() !== "" || line.isKept);
}

function trailedLine(written: string): TrailedLine & { readonly isKept: boolean } {
  const marks: Mark[] = [];
  const leading: Mark[] = [];
  let text = "";
  let end = 0;
  for (const found of written.matchAll(mark)) {
    text += plainText(written.slice(end, found.index));
    const read = readMark(found[1] as string);
    marks.push(read);
    if (text.trim() === "") leading.push(read);
    end = found.index + found[0].length;
  }
  text += plainText(written.slice(end));
  return { text: text.trimEnd(), leading, marks, isKept: written.includes(keepLine) };
}

function readMark(digits: string): Mark {
  const [a = 0, b = 0, c = 0, d = 0, own = 0] = [...digits].map((x) => x.charCodeAt(0) - digitBase);
  return { place: a * radix + b, read: c * radix + d, isOwnRead: own === 1 };
}

/** A text without marks. */
export function plainText(text: string): string {
  return text.replace(mark, "").replaceAll("\uE000", "").replaceAll(keepLine, "");
}
