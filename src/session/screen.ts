/**
 * What a terminal would show of the bytes that came in: finished lines and the line the cursor stands on.
 * Escape sequences vanish, backspaces and carriage returns move the cursor and later text overwrites, as on glass.
 * Log lines of the device are kept away, wherever they break in. Bytes may be cut anywhere between two writes.
 */
export class Screen {
  readonly lines: string[] = [];
  readonly #noise: readonly RegExp[];
  #cells: string[] = [];
  #column = 0;
  #escape = "";
  #noiseAt: number | undefined;

  /** `noise` matches unsolicited text from where it begins to the end of its line: it is never shown. */
  constructor(noise: readonly RegExp[] = []) {
    this.#noise = noise;
  }

  /** How many lines were finished when the last noise was kept away; undefined while there was none. */
  get noiseAt(): number | undefined {
    return this.#noiseAt;
  }

  /** The unfinished last line: where a prompt or a question stands. */
  get current(): string {
    return this.#cells.join("");
  }

  /** Takes in text as it arrives. */
  write(text: string): void {
    for (const char of text) this.#put(char);
  }

  /** Forgets the finished lines; what stands on the unfinished one stays. */
  clearLines(): void {
    this.lines.length = 0;
    this.#noiseAt = undefined;
  }

  /** Forgets the unfinished line: a pager that was answered takes itself away in ways of its own. */
  clearLine(): void {
    this.#cells = [];
    this.#column = 0;
  }

  #put(char: string): void {
    if (this.#escape !== "") {
      this.#continueEscape(char);
      return;
    }
    switch (char) {
      case "\u001b":
        this.#escape = char;
        break;
      case "\n":
        this.#finishLine();
        break;
      case "\r":
        this.#column = 0;
        break;
      case "\b":
        this.#column = Math.max(0, this.#column - 1);
        break;
      case "\u0007":
      case "\u0000":
        break;
      default:
        // Writing beyond the end happens after a move only; blanks fill the gap.
        while (this.#cells.length < this.#column) this.#cells.push(" ");
        this.#cells[this.#column] = char;
        this.#column += 1;
    }
  }

  /** What stood on the line before somebody else's words broke in goes on behind them. */
  #finishLine(): void {
    const line = this.current.trimEnd();
    const starts = this.#noise
      .map((each) => each.exec(line)?.index)
      .filter((at) => at !== undefined);
    this.#cells = [];
    this.#column = 0;
    if (starts.length === 0) {
      this.lines.push(line);
      return;
    }
    this.#noiseAt = this.lines.length;
    this.#cells = [...line.slice(0, Math.min(...starts))];
    this.#column = this.#cells.length;
  }

  #continueEscape(char: string): void {
    this.#escape += char;
    const isControlSequence = this.#escape.startsWith("\u001b[");
    if (isControlSequence && this.#escape.length > 2 && /[@-~]/.test(char)) {
      if (char === "K") this.#cells.length = Math.min(this.#cells.length, this.#column);
      this.#escape = "";
    } else if (!isControlSequence || this.#escape.length > escapeLengthMax) {
      this.#escape = "";
    }
  }
}

/** No sequence a router sends is longer; what is, was not one. */
const escapeLengthMax = 32;
