import { mayHold, type Noise } from "./noise.ts";

/**
 * What a terminal would show of the bytes that came in: finished lines and the line the cursor stands on.
 * Escape sequences vanish, backspaces and carriage returns move the cursor and later text overwrites, as on glass.
 * Log lines of the device are kept away, wherever they break in. Bytes may be cut anywhere between two writes.
 */
export class Screen {
  readonly lines: string[] = [];
  readonly #noise: Noise | undefined;
  #line = "";
  #column = 0;
  #escape = "";
  #noiseAt: number | undefined;

  /** `noise` is unsolicited text, from where it begins to the end of its line: it is never shown. */
  constructor(noise?: Noise) {
    this.#noise = noise;
  }

  /** How many lines were finished when the last noise was kept away; undefined while there was none. */
  get noiseAt(): number | undefined {
    return this.#noiseAt;
  }

  /** The unfinished last line: where a prompt or a question stands. */
  get current(): string {
    return this.#line;
  }

  /** Takes in text as it arrives. */
  write(text: string): void {
    if (this.#escape === "" && !moving.test(text)) this.#writeLines(text);
    else this.#writeKeys(text);
  }

  /** Text in which nothing moves the cursor but ends of lines, as nearly all text is. */
  #writeLines(text: string): void {
    const isQuiet = this.#noise === undefined || !mayHold(text, this.#noise);
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      const isReturned = text.charCodeAt(end - 1) === returnCode && end > from;
      const piece = text.slice(from, isReturned ? end - 1 : end);
      if (isQuiet && this.#line === "") this.lines.push(piece.trimEnd());
      else {
        this.#put(piece);
        this.#finishLine();
      }
      from = end + 1;
    }
    if (from < text.length) this.#put(text.slice(from));
  }

  #writeKeys(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (this.#escape !== "") {
        this.#continueEscape(text.charAt(at));
        at += 1;
        continue;
      }
      special.lastIndex = at;
      const end = special.exec(text)?.index ?? text.length;
      if (end > at) this.#put(text.slice(at, end));
      if (end < text.length) this.#move(text.charAt(end));
      at = end + 1;
    }
  }

  /** Forgets the finished lines; what stands on the unfinished one stays. */
  clearLines(): void {
    this.lines.length = 0;
    this.#noiseAt = undefined;
    // A part of a string holds on to the whole of it: a prompt, to all that was printed before it.
    this.#line = ` ${this.#line}`.slice(1);
  }

  /** Forgets the unfinished line: a pager that was answered takes itself away in ways of its own. */
  clearLine(): void {
    this.#line = "";
    this.#column = 0;
  }

  /** Plain text at the cursor: over what stands there, and on. */
  #put(text: string): void {
    const end = this.#column + text.length;
    if (this.#column === this.#line.length) {
      this.#line += text;
      this.#column = end;
      return;
    }
    // Writing beyond the end happens after a move only; blanks fill the gap.
    const before = this.#line.slice(0, this.#column).padEnd(this.#column);
    this.#line = before + text + this.#line.slice(end);
    this.#column = end;
  }

  #move(char: string): void {
    if (char === "\u001b") this.#escape = char;
    else if (char === "\n") this.#finishLine();
    else if (char === "\r") this.#column = 0;
    else if (char === "\b") this.#column = Math.max(0, this.#column - 1);
  }

  /** What stood on the line before somebody else's words broke in goes on behind them. */
  #finishLine(): void {
    const line = this.current.trimEnd();
    const noise = this.#noise;
    const start = noise && mayHold(line, noise) ? noise.whole.exec(line)?.index : undefined;
    if (start === undefined) {
      this.clearLine();
      this.lines.push(line);
      return;
    }
    this.#noiseAt = this.lines.length;
    this.#line = line.slice(0, start);
    this.#column = start;
  }

  #continueEscape(char: string): void {
    this.#escape += char;
    const isControlSequence = this.#escape.startsWith("\u001b[");
    if (isControlSequence && this.#escape.length > 2 && /[@-~]/.test(char)) {
      if (char === "K") this.#line = this.#line.slice(0, this.#column);
      this.#escape = "";
    } else if (!isControlSequence || this.#escape.length > escapeLengthMax) {
      this.#escape = "";
    }
  }
}

/** Characters that are not shown but do something, or nothing at all. Tabs are text. */
const special = /(?!\t)\p{Cc}/gu;

/** Characters that move the cursor otherwise than to the beginning of the next line. */
const moving = /\r(?!\n)|[^\P{Cc}\t\r\n]/u;

const returnCode = "\r".charCodeAt(0);

/** No sequence a router sends is longer; what is, was not one. */
const escapeLengthMax = 32;
