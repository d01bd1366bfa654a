import assert from "node:assert/strict";
import type { Dialogue, Mode } from "../platform/dialogue.ts";
import type { Answer, Typed } from "./answer.ts";
import { echoHead } from "./echo-head.ts";
import { type Entry, entryOf, noteEcho, noteEnd } from "./entry.ts";
import { noiseOf } from "./noise.ts";
import { modeOf } from "./patterns.ts";
import { pushedUp } from "./pushed-up.ts";
import { Screen } from "./screen.ts";
import { killLine, modeShownAgain } from "./shown-again.ts";
import { isUnechoed, unechoedLines } from "./unechoed.ts";
import { isWhole, trimmed, withoutEchoes } from "./without-echoes.ts";

/**
 * Pairs a device's stream with the lines that were typed: which text is whose echo, whose answer, whose prompt. Knows
 * nothing of connections and of time: the same bytes, however they are cut, give the same answers.
 */
export class Reader {
  readonly #prompts: Dialogue["prompts"];
  readonly #screen: Screen;
  readonly #entries: Entry[] = [];
  #echoedCount = 0;
  #readCount = 0;
  #strayCount = 0;
  /** The fewest echoes any line got so far, 0 before one got any: boxes that echo twice do so always. */
  #fewestEchoes = 0;
  /** False once it was seen that the device does not echo. */
  #echoes: boolean | undefined;
  #pages = false;
  #isShownAgain = false;
  /** What stood on the line where the first text was typed. */
  #before = "";

  /** `echoes` is what is known of the device already; otherwise its first answer shows it. */
  constructor(dialogue: Dialogue, echoes?: boolean) {
    this.#prompts = dialogue.prompts;
    this.#echoes = echoes;
    this.#screen = new Screen(noiseOf(dialogue));
  }

  /** False before it is known that the device echoes, and where a pager might take what is typed for a key. */
  get mayTypeAhead(): boolean {
    return this.#echoes === true && !this.#pages;
  }

  /** Whether the device echoes what is typed; undefined before it is known. */
  get echoes(): boolean | undefined {
    return this.#echoes;
  }

  /** How many lines came since `begin`. */
  get lineCount(): number {
    return this.#screen.lines.length;
  }

  /** The unfinished line, without the prompt where the device does not echo what is typed behind it. */
  get current(): string {
    const { current, lines } = this.#screen;
    const last = this.#entries.at(-1);
    const isBehind = last?.echoCount === 0 && lines.length === last.start && last.head !== "";
    return isBehind && current.startsWith(last.head) ? current.slice(last.head.length) : current;
  }

  /** The last lines that came, for errors. */
  get tail(): string {
    return [...this.#screen.lines.slice(-3), this.#screen.current].join("\n").trim();
  }

  /** Lines that came since `begin` and before the first echo: late words about what was typed before. */
  get strays(): readonly string[] {
    return this.#screen.lines.slice(0, this.#strayCount);
  }

  /** Forgets what came so far: what comes from now on belongs to a new batch, or is late. */
  begin(): void {
    this.#isShownAgain = this.#modeShownAgain() !== undefined;
    this.#screen.clearLines();
    this.#entries.length = 0;
    this.#echoedCount = 0;
    this.#readCount = 0;
    this.#strayCount = 0;
  }

  /** These texts are being typed. */
  expect(typed: Typed): void {
    const { current, lines } = this.#screen;
    const last = this.#entries.at(-1);
    if (last === undefined) this.#before = current;
    this.#isShownAgain = false;
    if (last && this.#echoes === false) noteEnd(last, this.#silentMode(), lines.length);
    this.#entries.push(entryOf(typed, current, lines.length));
  }

  /** Text as it arrives. */
  write(text: string): void {
    this.#screen.write(text);
    const { lines } = this.#screen;
    for (; this.#readCount < lines.length; this.#readCount++) {
      this.#take(lines[this.#readCount] ?? "", this.#readCount);
    }
    if (this.#echoes === undefined) this.#noticeSilence();
  }

  /** A pager stands on the unfinished line and is answered. */
  turnPage(): void {
    this.#pages = true;
    this.#screen.clearLine();
  }

  /** The question on the unfinished line is answered: what comes next stands for itself. */
  closeQuestion(): void {
    const last = this.#entries.at(-1);
    if (last && this.#screen.lines.length === last.start && this.#echoes !== true) last.head = "";
    this.#screen.clearLine();
  }

  /** The mode of the prompt the device waits at, undefined while it does not. */
  get mode(): Mode | undefined {
    const { current, lines } = this.#screen;
    const mode = modeOf(current, this.#prompts);
    if (mode !== undefined) return mode;
    if (current.trim() !== "") return this.#modeShownAgain();
    const prompt = this.#pushedUp(lines.length);
    return prompt === undefined ? undefined : modeOf(prompt, this.#prompts);
  }

  /** What must be typed before anything else: it wipes a refused line that the device shows again, to be mended. */
  get wipe(): string {
    return this.#isShownAgain || this.#modeShownAgain() !== undefined ? killLine : "";
  }

  #modeShownAgain(): Mode | undefined {
    return modeShownAgain(this.#screen, this.#entries[this.#echoedCount - 1], this.#prompts);
  }

  /** True when the device has said something below the echo of what was typed, as it does before it reads a paste. */
  get isReading(): boolean {
    const { lines } = this.#screen;
    const [entry] = this.#entries;
    if (entry === undefined) return false;
    if (this.#echoes === false) return lines.length > entry.start;
    const isEchoed = entry.echoCount >= Math.max(1, this.#fewestEchoes);
    return isEchoed && lines.slice(entry.start).some((line) => line !== "");
  }

  /** How many entries have their whole answer by now. */
  get answeredCount(): number {
    if (this.#echoes === false) {
      return Math.max(0, this.#entries.length - (this.#silentMode() === undefined ? 1 : 0));
    }
    return this.#echoedCount - (this.#isLastAnswered() ? 0 : Math.min(1, this.#echoedCount));
  }

  /** The answer to the entry of this index; it must be answered. */
  answerOf(index: number): Answer {
    const { lines } = this.#screen;
    const entry = this.#entries[index];
    if (entry && this.#echoes === false) return this.#silentAnswer(entry);
    const next = this.#entries[index + 1];
    const isLast = index >= this.#echoedCount - 1;
    assert(entry && (!isLast || index < this.answeredCount), "only answered lines have an answer");
    const mode = isLast || next === undefined ? this.mode : modeOf(next.head, this.#prompts);
    const said = lines.slice(entry.start, isLast ? lines.length : entry.end);
    return {
      lines: withoutEchoes(said, this.#entries, index),
      mode: mode ?? modeOf(entry.head, this.#prompts) ?? "exec",
    };
  }

  #take(line: string, index: number): void {
    const last = this.#entries[this.#echoedCount - 1];
    const next = this.#entries[this.#echoedCount];
    if (last && this.#isRepeated(line, index, last, next)) {
      last.echoCount += 1;
      last.start = index + 1;
      return;
    }
    const head = next === undefined ? undefined : this.#headOf(line, trimmed(next.texts[0] ?? ""));
    if (next && head !== undefined) {
      if (last) {
        last.end = index;
        this.#fewestEchoes = Math.min(last.echoCount, this.#fewestEchoes || last.echoCount);
      }
      noteEcho(next, head, index + 1);
      if (this.#echoedCount === 0) this.#strayCount = index;
      this.#echoedCount += 1;
      this.#echoes = true;
      return;
    }
    const body = last?.texts[last.seenCount];
    if (last && body !== undefined && line.endsWith(trimmed(body))) last.seenCount += 1;
  }

  /** The same echo once more, right behind the first: some boxes draw every line anew. */
  #isRepeated(line: string, index: number, last: Entry, next: Entry | undefined): boolean {
    if (last.start !== index || last.seenCount > 1) return false;
    const text = trimmed(last.texts[0] ?? "");
    if (text === "" || this.#headOf(line, text) === undefined) return false;
    if (!line.startsWith(last.head)) return false;
    const isAlsoNext = next !== undefined && trimmed(next.texts[0] ?? "") === text;
    return !isAlsoNext || last.echoCount < Math.max(1, this.#fewestEchoes);
  }

  /** The prompt in front of the echo of `text`; undefined where the line is no echo of it. */
  #headOf(line: string, text: string): string | undefined {
    // Alone on its line it is an echo only behind a log line that pushed the prompt up.
    if (line === text && text !== "") return this.#pushedUp(this.#readCount);
    return echoHead(line, text, this.#prompts);
  }

  #pushedUp(lineCount: number): string | undefined {
    return pushedUp(this.#screen, lineCount, { before: this.#before, prompts: this.#prompts });
  }

  #isLastAnswered(): boolean {
    const last = this.#entries[this.#echoedCount - 1];
    if (last === undefined || last.seenCount < last.texts.length) return false;
    if (last.echoCount < Math.max(1, this.#fewestEchoes)) return false;
    return this.mode !== undefined && isWhole(last, this.#screen.lines);
  }

  #noticeSilence(): void {
    const { lines, current } = this.#screen;
    const [first] = this.#entries;
    const typed = first?.texts[0];
    if (!first || !typed || !isUnechoed(lines[first.start] ?? current, this.#before, typed)) return;
    if (this.#silentMode() !== undefined) this.#echoes = false;
  }

  /** The mode of the prompt behind the last silent answer: on the same line as the one before, or on a later one. */
  #silentMode(): Mode | undefined {
    const { lines, current } = this.#screen;
    const last = this.#entries.at(-1);
    if (last === undefined || !isWhole(last, lines)) return undefined;
    if (lines.length > last.start) return this.mode;
    return modeOf(current.slice(last.head.length), this.#prompts);
  }

  #silentAnswer(entry: Entry): Answer {
    const isLast = entry === this.#entries.at(-1);
    const said = this.#screen.lines.slice(entry.start, isLast ? undefined : entry.end);
    const lines = withoutEchoes(unechoedLines(said, entry.head), [entry], 0);
    return { lines, mode: (isLast ? this.#silentMode() : entry.mode) ?? "exec" };
  }
}
