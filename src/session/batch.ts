import type { NetctlError } from "../errors.ts";
import type { Question } from "../platform/dialogue.ts";
import type { Answer, Typed } from "./answer.ts";
import { pattern } from "./patterns.ts";
import type { Reader } from "./reader.ts";

/** One thing to be typed, and how long its answer may take. */
export type Ask = Typed & {
  readonly limitSeconds: number;
  /** Typed before each character that the terminal would take for a key. */
  readonly literal?: string;
  /** Nothing is typed behind it before its answer is known. */
  readonly isBarrier?: boolean;
  /** Not typed before everything typed so far has a good answer. */
  readonly waits?: boolean;
  /** Questions that may come instead of a prompt, and the reply typed. */
  readonly questions?: readonly Question[] | undefined;
  /** What is wrong with its answer: then nothing more is typed, but what is under way is still waited for. */
  readonly refusalIn?: ((answer: Answer) => NetctlError | undefined) | undefined;
};

/** How much may be typed ahead of the device's answers. */
export type Window = { readonly lines: number; readonly bytes: number };

/** What came back for a batch. `answers` is shorter than what was asked where somebody stopped. */
export type Exchange = {
  /** Text that came before the first echo: late words about what was typed before. */
  readonly strays: readonly string[];
  readonly answers: readonly Answer[];
};

/** Devices ask for a password three times, then they say what they think of it. */
const repliesMax = 3;

/** Several things typed one behind the other, some of them ahead of the answers. Without connection or clock. */
export class Batch {
  readonly #reader: Reader;
  readonly #asks: readonly Ask[];
  readonly #window: Window;
  readonly #type: (text: string) => void;
  readonly #replied: string[] = [];
  /** Length of each thing that was typed. */
  readonly #sentBytes: number[] = [];
  #sentCount = 0;
  #judgedCount = 0;
  /** What was typed and has no answer yet. */
  #aheadBytes = 0;
  #isStopped = false;

  /** `type` sends text to the device. */
  constructor(reader: Reader, asks: readonly Ask[], window: Window, type: (text: string) => void) {
    this.#reader = reader;
    this.#asks = asks;
    this.#window = window;
    this.#type = type;
  }

  /** What is waited for now: the first thing typed that has no answer yet. */
  get awaited(): Ask | undefined {
    return this.#asks[Math.min(this.#reader.answeredCount, this.#asks.length - 1)];
  }

  /** True while more than one thing that was typed has no answer. */
  get isAhead(): boolean {
    return this.#sentCount - this.#judgedCount > 1;
  }

  /** Types what may be typed by now; gives the whole exchange when it is over. To be called whenever text came. */
  advance(): Exchange | undefined {
    const { answeredCount } = this.#reader;
    if (answeredCount > this.#judgedCount) this.#judge(answeredCount);
    else if (answeredCount < this.#sentCount) this.#reply(answeredCount);
    const { wipe } = this.#reader;
    let typed = "";
    for (let ask = this.#next(); ask !== undefined; ask = this.#next()) {
      this.#reader.expect(ask);
      this.#sentCount += 1;
      const text = typedText(ask);
      const bytes = Buffer.byteLength(text);
      this.#sentBytes.push(bytes);
      this.#aheadBytes += bytes;
      typed += text;
    }
    if (typed !== "") this.#type(`${wipe}${typed}`);
    const isAll = this.#isStopped || this.#sentCount === this.#asks.length;
    if (!isAll || this.#reader.answeredCount < this.#sentCount) return undefined;
    // Only now: the last words on a line may come after its prompt was believed to stand there.
    const answers = this.#asks
      .slice(0, this.#sentCount)
      .map((_, index) => this.#reader.answerOf(index));
    return { strays: this.#reader.strays, answers };
  }

  #judge(answeredCount: number): void {
    for (; this.#judgedCount < answeredCount; this.#judgedCount++) {
      const ask = this.#asks[this.#judgedCount];
      if (ask === undefined) return;
      this.#aheadBytes -= this.#sentBytes[this.#judgedCount] ?? 0;
      if (ask.refusalIn?.(this.#reader.answerOf(this.#judgedCount))) this.#isStopped = true;
    }
  }

  /** What may be typed now. A box that does not echo, or whose pager takes what is typed for a key, is spoken to line by line. */
  #next(): Ask | undefined {
    if (this.#isStopped) return undefined;
    const next = this.#asks[this.#sentCount];
    const aheadCount = this.#sentCount - this.#judgedCount;
    const last = this.#asks[this.#sentCount - 1];
    if (aheadCount === 0 || next === undefined || last === undefined) return next;
    if (!this.#reader.mayTypeAhead || aheadCount >= this.#window.lines) return undefined;
    if (next.waits || last.isBarrier || last.questions) return undefined;
    // Of two same echoes nobody could tell whether the second is only the first once more.
    if (next.texts[0] === last.texts[0]) return undefined;
    const bytes = this.#aheadBytes + Buffer.byteLength(typedText(next));
    return bytes <= this.#window.bytes ? next : undefined;
  }

  /** Answers a question that stands where a prompt is awaited; one that is asked again, a few times. */
  #reply(index: number): void {
    const questions = this.#asks[index]?.questions;
    if (questions === undefined || this.#replied.length === repliesMax) return;
    const { current, lineCount } = this.#reader;
    const question = questions.find(({ when }) => pattern(when).test(current));
    if (question === undefined) return;
    const asked = `${index} ${question.when} ${lineCount}`;
    if (this.#replied.includes(asked)) return;
    this.#replied.push(asked);
    this.#reader.closeQuestion();
    this.#type(`${question.reply}\r`);
  }
}

function typedText({ texts, literal = "" }: Ask): string {
  const typed =
    literal === "" ? texts : texts.map((text) => text.replace(/[?\t]/g, `${literal}$&`));
  return `${typed.join("\r")}\r`;
}
