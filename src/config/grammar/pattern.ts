import { type CaptureType, captureType } from "./capture-type.ts";

/** Words caught by a pattern, by name, in canonical form. `$0`, `$1` … say which optional parts were there. */
export type Captures = Readonly<Record<string, string>>;

/** A word, or at the end of a pattern everything that is left. */
export type Capture = {
  readonly kind: "capture";
  readonly name: string;
  readonly isKey: boolean;
  readonly isTail: boolean;
  readonly type: CaptureType | undefined;
  /** The tail is taken from the line to the byte. */
  readonly isText: boolean;
};

/** One piece of a pattern (see platform/grammar.ts for how they are written). */
export type Piece =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "choice"; readonly words: readonly string[]; readonly name: string }
  | Capture
  | Option;

/** A part that may be missing. */
type Option = { readonly kind: "option"; readonly name: string; readonly pieces: readonly Piece[] };

/** A pattern with its optional parts decided. */
export type Variant = {
  readonly pieces: readonly Decided[];
  /** Its pieces that catch a word, with their places. */
  readonly catches: readonly Catch[];
  readonly tail: Capture | undefined;
  readonly options: readonly string[];
  readonly literalCount: number;
};

/** One piece of a pattern as it is written: an optional part, a choice, a capture or a word. */
export const PIECE: RegExp = /\[[^\]]+\]|\([^)]+\)|\{[^}]+\}|<[^>]+>|\S+/g;

/** Reads a pattern or template. */
export function parsePattern(source: string, types: Readonly<Record<string, string>>): Piece[] {
  let optionCount = 0;
  let choiceCount = 0;
  const read = (text: string): Piece[] =>
    (text.match(PIECE) ?? []).map((piece): Piece => {
      const inner = piece.slice(1, -1);
      if (piece === "...") return capture("rest...:text", false, types);
      if (piece.startsWith("[") && piece.endsWith("]")) {
        return { kind: "option", name: `$${optionCount++}`, pieces: read(inner) };
      }
      if (piece.startsWith("(") && piece.endsWith(")")) {
        const [words = "", name = `$choice${choiceCount++}`] = inner.split(":");
        return { kind: "choice", words: words.split("|"), name };
      }
      if (piece.startsWith("{")) return capture(inner, true, types);
      if (piece.startsWith("<") && piece.endsWith(">")) return capture(inner, false, types);
      return { kind: "word", text: piece };
    });
  return read(source);
}

function capture(inner: string, isKey: boolean, types: Readonly<Record<string, string>>): Piece {
  const [full = "", typeName] = inner.split(":");
  const isTail = full.endsWith("...");
  const name = isTail ? full.slice(0, -3) : full;
  const isText = isTail && typeName === "text";
  const type = typeName === undefined || isText ? undefined : captureType(typeName, types);
  return { kind: "capture", name, isKey, isTail, type, isText };
}

export type Decided = Exclude<Piece, { kind: "option" }>;

type Catch = { readonly name: string; readonly type: CaptureType | undefined; readonly at: number };

/** Every way to leave optional parts in or out, the longest first. */
export function variants(pieces: readonly Piece[]): Variant[] {
  return decided(pieces).map(({ pieces: all, options }) => {
    const last = all[all.length - 1];
    const tail = last?.kind === "capture" && last.isTail ? last : undefined;
    const fixed = tail === undefined ? all : all.slice(0, -1);
    return {
      pieces: fixed,
      catches: fixed.flatMap(catchesOf),
      tail,
      options,
      literalCount: all.filter((piece) => piece.kind !== "capture").length,
    };
  });
}

function catchesOf(piece: Decided, at: number): Catch[] {
  if (piece.kind === "word") return [];
  return [{ name: piece.name, type: piece.kind === "choice" ? undefined : piece.type, at }];
}

function decided(pieces: readonly Piece[]): { pieces: Decided[]; options: string[] }[] {
  let found: { pieces: Decided[]; options: string[] }[] = [{ pieces: [], options: [] }];
  for (const piece of pieces) {
    if (piece.kind !== "option") {
      for (const variant of found) variant.pieces.push(piece);
      continue;
    }
    const inside = decided(piece.pieces);
    found = found.flatMap((variant) => [
      ...inside.map((inner) => ({
        pieces: [...variant.pieces, ...inner.pieces],
        options: [...variant.options, piece.name, ...inner.options],
      })),
      variant,
    ]);
  }
  return found;
}

/** Words of a line with the line itself, for captures that keep it to the byte. */
export type Words = {
  readonly words: readonly string[];
  readonly line: string;
  /** One space stands between any two words. */
  readonly isPlain: boolean;
};

/** The words of a line without indentation. */
export function wordsOf(line: string): Words {
  const words = line.split(" ");
  const isPlain = !words.includes("");
  return { words: isPlain ? words : words.filter(Boolean), line, isPlain };
}

/** The line from its `index`-th word on, spaces as they stand. */
export function textFrom(line: string, index: number): string {
  let at = 0;
  for (let word = 0; word < index; word++) {
    while (line[at] === " ") at++;
    while (at < line.length && line[at] !== " ") at++;
  }
  // One space separates; more belong to the text.
  return line.slice(at + 1);
}

/** The text of a pattern or template with captures filled in; optional parts only where all their names are there. */
export function render(pieces: readonly Piece[], captures: Captures): string {
  const words: string[] = [];
  for (const piece of pieces) {
    if (piece.kind === "word") words.push(piece.text);
    else if (piece.kind === "option") {
      if (isPresent(piece, captures)) words.push(render(piece.pieces, captures));
    } else {
      const value = captures[piece.name] ?? "";
      if (value !== "") words.push(value);
    }
  }
  return words.join(" ");
}

/** True where captures have an optional part. */
export function isPresent({ pieces, name }: Option, captures: Captures): boolean {
  const names = pieces.flatMap((piece) => ("name" in piece ? [piece.name] : []));
  return names.length === 0
    ? captures[name] !== undefined
    : names.every((inner) => captures[inner] !== undefined);
}
