import type { Word } from "./junos-words.ts";

/** One statement of a loaded text: all its words from the top, and what was written before it. */
export type Parsed = {
  readonly words: readonly Word[];
  readonly tag: "" | "inactive" | "replace" | "delete";
};

/** A loaded text in braces: its leaves and tagged containers, and the brackets that do not fit. */
export type ParsedText = {
  readonly statements: readonly Parsed[];
  readonly wrong: readonly Word[];
};

/** Reads a hierarchy in braces (devices.md 4.3, 4.6). Comments are skipped. */
export function parseBraces(lines: readonly string[]): ParsedText {
  const reader = new BraceReader();
  for (const word of scan(lines)) reader.take(word);
  return reader.finished();
}

/** Collects statements while the words go by. */
class BraceReader {
  #statements: Parsed[] = [];
  #wrong: Word[] = [];
  #open: (readonly Word[])[] = [];
  #own: Word[] = [];
  #tag: Parsed["tag"] = "";

  take(word: Word): void {
    if (word.text === ";") this.#leaf();
    else if (word.text === "{") this.#enter();
    else if (word.text === "}") this.#leave(word);
    else if (/^(?:inactive|replace|delete):$/.test(word.text))
      this.#tag = word.text.slice(0, -1) as Parsed["tag"];
    else if (word.text !== "[" && word.text !== "]") this.#own.push(word);
  }

  finished(): ParsedText {
    if (this.#own[0] !== undefined) this.#wrong.push(this.#own[0]);
    return { statements: this.#statements, wrong: this.#wrong };
  }

  #here(): Word[] {
    return [...(this.#open.at(-1) ?? []), ...this.#own];
  }

  #next(): void {
    this.#own = [];
    this.#tag = "";
  }

  #leaf(): void {
    this.#statements.push({ words: this.#here(), tag: this.#tag });
    this.#next();
  }

  #enter(): void {
    const words = this.#here();
    if (this.#tag !== "") this.#statements.push({ words, tag: this.#tag });
    this.#open.push(words);
    this.#next();
  }

  #leave(brace: Word): void {
    if (this.#open.length === 0 || this.#own[0] !== undefined)
      this.#wrong.push(this.#own[0] ?? brace);
    this.#open.pop();
    this.#next();
  }
}

function* scan(lines: readonly string[]): Generator<Word> {
  let isComment = false;
  for (const [line, text] of lines.entries()) {
    const pattern = /\/\*|\*\/|##?.*$|"((?:[^"\\]|\\.)*)"|[{};[\]]|[^\s{};[\]"]+/g;
    for (const found of text.matchAll(pattern)) {
      const [raw] = found;
      if (raw === "/*") isComment = true;
      else if (raw === "*/") isComment = false;
      else if (!isComment && !raw.startsWith("#"))
        yield { text: found[1] ?? raw, column: found.index, line };
    }
  }
}
