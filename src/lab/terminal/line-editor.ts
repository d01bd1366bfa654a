/** What a person or a program typed: a line, Ctrl-C, Ctrl-Z, or Ctrl-D on an empty line. */
export type Typed = {
  readonly kind: "line" | "interrupt" | "end" | "eof";
  readonly text: string;
};

type Editing = {
  readonly isShown: boolean;
  /** Columns before the line scrolls sideways; 0 never scrolls. */
  readonly room: number;
  readonly end: string;
  /** Written before the line is shown again at a blank; empty for no redrawing. */
  readonly redraw: string;
  readonly eol: string;
};

/** One line being typed: keys go in, the bytes the terminal shows come out. */
export class LineEditor {
  readonly #editing: Editing;
  #text = "";
  #echo = "";
  /** How much of the line is visible when it has scrolled. */
  #visible = 0;
  #isScrolled = false;
  #escape = "";

  constructor(editing: Editing) {
    this.#editing = editing;
  }

  /** What was typed so far. */
  get text(): string {
    return this.#text;
  }

  /** The bytes to show since the last call. */
  echo(): string {
    const echo = this.#editing.isShown ? this.#echo : "";
    this.#echo = "";
    return echo;
  }

  /** Takes one key; answers what was typed when the line is over. */
  feed(key: string): Typed | undefined {
    if (this.#isInEscape(key)) return undefined;
    switch (key) {
      case "\r":
      case "\n":
        return this.#finish("line");
      case "\x03":
        this.#echo += "^C";
        return this.#finish("interrupt");
      case "\x1a":
        this.#echo += "^Z";
        return this.#finish("end");
      case "\x04":
        return this.#text === "" ? this.#finish("eof") : undefined;
      case "\x7f":
      case "\b":
        this.#erase(1);
        return undefined;
      case "\x15":
        this.#erase(this.#text.length);
        return undefined;
      case "\x17":
        this.#erase(this.#text.length - this.#text.replace(/\S*\s*$/, "").length);
        return undefined;
      default:
        if (key >= " ") this.#add(key);
        return undefined;
    }
  }

  #isInEscape(key: string): boolean {
    if (this.#escape === "" && key !== "\x1b") return false;
    this.#escape += key;
    const isOver = /^(?:\[[0-9;?]*[A-Za-z~]|[^[])$/.test(this.#escape.slice(1));
    if (isOver) this.#escape = "";
    return true;
  }

  #finish(kind: Typed["kind"]): Typed {
    if (this.#isScrolled) {
      // The beginning is redrawn with a `$` at its end (devices.md 3.9).
      const room = this.#editing.room;
      this.#echo += `${"\b".repeat(this.#visible)}${this.#text.slice(0, room - 1)}$\b\b\b\b\r\n\r`;
      return { kind, text: this.#text };
    }
    this.#echo += `${this.#editing.end}${this.#editing.eol}`;
    return { kind, text: this.#text };
  }

  #add(key: string): void {
    this.#text += key;
    this.#visible++;
    const { room } = this.#editing;
    if (room <= 8 || this.#visible <= room) {
      this.#echo += key;
      if (key === " " && this.#editing.redraw !== "")
        this.#echo += `${this.#editing.redraw}${this.#text}`;
      return;
    }
    const tail = this.#text.slice(-(Math.floor(room / 2) - 2));
    const blank = room - tail.length - 1;
    this.#echo += `${"\b".repeat(room)}$${tail}${" ".repeat(blank)}${"\b".repeat(blank)}`;
    this.#visible = tail.length + 1;
    this.#isScrolled = true;
  }

  #erase(count: number): void {
    const erased = Math.min(count, this.#text.length);
    this.#text = this.#text.slice(0, this.#text.length - erased);
    this.#visible = Math.max(0, this.#visible - erased);
    this.#echo += "\b \b".repeat(erased);
  }
}
