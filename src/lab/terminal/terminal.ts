import type { Duplex } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { LineEditor, type Typed } from "./line-editor.ts";

/** How a platform's terminal behaves: the pager's prompt and how it is wiped, the echo, what typing ahead looks like. */
export type TerminalStyle = {
  readonly eol: string;
  readonly pagerPrompt: string;
  readonly pagerWipe: string;
  /** Written between a typed line and its line break. */
  readonly echoEnd: string;
  /** A line wider than the terminal scrolls sideways (IOS, devices.md 3.9). */
  readonly isScrolling: boolean;
  /** What was typed ahead is echoed by the tty too (EOS, devices.md 5.8). */
  readonly isEchoingAhead: boolean;
  /** From the beginning words are completed at a blank, and the line may be redrawn there (Junos, devices.md 2.5). */
  readonly isCompleting: boolean;
};

/** Thrown to whoever waits for input when the connection is gone. */
export class TerminalClosed extends Error {}

/** The device's side of one terminal: echo, line editing, paging. Widths and lengths in characters, 0 is unlimited. */
export class Terminal {
  readonly style: TerminalStyle;
  readonly hasPty: boolean;
  width: number;
  length: number;
  /** Switches the faults that belong to terminals. */
  oddities: (name: string) => boolean = () => false;
  /** Words are completed at a blank now. */
  isCompleting: boolean;
  /** How many bytes may wait to be read; more are lost. */
  bufferBytes: () => number = () => 0;
  #stream: Duplex;
  #input = "";
  #output = "";
  #isClosed = false;
  /** The client will send no more, but still listens. */
  #isEnded = false;
  #isReading = false;
  #isMuted = false;
  #wake: (() => void) | undefined;

  constructor(stream: Duplex, style: TerminalStyle, pty?: { cols: number; rows: number }) {
    this.style = style;
    this.isCompleting = style.isCompleting;
    this.#stream = stream;
    this.hasPty = pty !== undefined;
    this.width = pty?.cols || 80;
    this.length = pty?.rows || 24;
    const decoder = new StringDecoder("utf8");
    stream.on("data", (bytes: Buffer) => this.#receive(decoder.write(bytes)));
    stream.on("end", () => {
      this.#isEnded = true;
      this.#wake?.();
    });
    for (const event of ["close", "error"]) stream.on(event, () => this.closed());
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The connection is gone: everybody who waits is told. */
  closed(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  /** Nothing reaches the client until `unmute`. */
  mute(): void {
    this.#isMuted = true;
  }

  unmute(): void {
    this.#isMuted = false;
  }

  /** Writes bytes as they are. */
  raw(text: string): void {
    if (this.#isClosed || this.#isMuted) return;
    if (this.#output === "") queueMicrotask(() => this.flush());
    this.#output += text;
  }

  /** Sends what was written; echo, answer and prompt travel together where nothing lies between them. */
  flush(): void {
    const output = this.#output;
    this.#output = "";
    if (output !== "" && !this.#isClosed) this.#stream.write(output);
  }

  /** Writes text whose lines end in `\n`. */
  write(text: string): void {
    this.raw(text.replaceAll("\n", this.#eol()));
  }

  #eol(): string {
    return this.oddities("cr-twice") ? "\r\r\n" : this.style.eol;
  }

  /** Writes an answer, stopping at the pager where the terminal has a length. */
  async page(text: string): Promise<void> {
    const isPaging = this.length > 0 || this.oddities("pager-ignores-length");
    const pageSize = (this.length > 0 ? this.length : 24) - 1;
    const lines = text.split("\n");
    if (!isPaging || lines.length - 1 <= pageSize) {
      this.write(text);
      return;
    }
    let room = pageSize;
    for (const [index, line] of lines.entries()) {
      if (room <= 0 && index < lines.length - 1) {
        const key = await this.#pagerKey();
        if (key === "q" || key === "Q" || key === "\x03") return;
        room = key === "\r" || key === "\n" ? 1 : pageSize;
      }
      this.write(index < lines.length - 1 ? `${line}\n` : line);
      room--;
    }
  }

  async #pagerKey(): Promise<string> {
    this.raw(this.style.pagerPrompt);
    const key = await this.#key();
    this.raw(this.style.pagerWipe);
    return key;
  }

  /** Prints the prompt and reads one line. Without echo nothing typed is shown (passwords). */
  async ask(
    prompt: string,
    isEchoing = true,
    following?: (text: string) => readonly string[],
    again = "",
  ): Promise<Typed> {
    this.write(prompt);
    const lastLine = prompt.slice(prompt.lastIndexOf("\n") + 1);
    const isShown = isEchoing && this.hasPty && !this.oddities("no-echo");
    const editor = this.#editor(lastLine, isShown);
    for (const key of again) editor.feed(key);
    this.raw(editor.echo());
    this.#isReading = true;
    try {
      for (;;) {
        const key = await this.#key();
        if (isShown && following !== undefined && (key === "?" || key === "\t")) {
          this.raw(editor.echo());
          this.#help(editor, key, lastLine, following);
          continue;
        }
        const typed = editor.feed(key);
        if (typed === undefined && this.#input !== "") continue;
        const echo = editor.echo();
        if (echo !== "") this.raw(echo);
        if (typed === undefined) continue;
        if (isShown && this.oddities("echo-twice") && typed.kind === "line")
          this.write(`${lastLine}${typed.text}${this.style.echoEnd}\n`);
        if (!isEchoing) this.write("\n");
        return typed;
      }
    } finally {
      this.#isReading = false;
    }
  }

  /** `?` lists the keywords and shows the line again; TAB completes a word where only one is left (devices.md 5.8). */
  #help(
    editor: LineEditor,
    key: string,
    prompt: string,
    following: (text: string) => readonly string[],
  ): void {
    const words = following(editor.text);
    if (key === "?") {
      this.write(`?\n${words.map((word) => `  ${word}\n`).join("")}\n${prompt}${editor.text}`);
      return;
    }
    const [word = "", ...others] = words;
    const begun = /\S*$/.exec(editor.text)?.[0] ?? "";
    if (begun === "" || word === "" || others.length > 0) return;
    for (const letter of `${word.slice(begun.length)} `) editor.feed(letter);
    this.raw(editor.echo());
  }

  #editor(lastLine: string, isShown: boolean): LineEditor {
    const { isScrolling, echoEnd } = this.style;
    const width = this.oddities("width80") ? 80 : this.width;
    return new LineEditor({
      isShown,
      room: isScrolling && width > 0 ? width - lastLine.length - 2 : 0,
      end: isShown ? echoEnd : "",
      redraw: this.isCompleting && this.oddities("redraw") ? `\r${lastLine}` : "",
      eol: this.#eol(),
    });
  }

  async #key(): Promise<string> {
    while (this.#input === "") {
      if (this.#isClosed || this.#isEnded) throw new TerminalClosed("the connection is gone");
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const key = this.#input[0] ?? "";
    // CR LF is one key: clients on other systems send both.
    this.#input = this.#input.slice(this.#input.startsWith("\r\n") ? 2 : 1);
    return key;
  }

  #receive(text: string): void {
    const isAhead = this.style.isEchoingAhead && !this.#isReading && this.hasPty;
    if (isAhead && this.#input === "")
      this.write(text.replaceAll("\r", "\n").replace(/[^\n -~]/g, ""));
    this.#input += text.slice(0, this.#room(text));
    this.#wake?.();
  }

  /** What comes before the line that is being read is over is read at once; what comes behind it must wait. */
  #room(text: string): number {
    const limit = this.bufferBytes();
    if (limit === 0) return text.length;
    const isTaken = this.#isReading && this.#input === "";
    const end = /[\r\n]/.exec(text)?.index ?? text.length;
    return (isTaken ? end + 1 : 0) + Math.max(0, limit - this.#input.length);
  }
}
