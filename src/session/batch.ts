import type { Question } from "../platform/dialogue.ts";
import type { Answer, Typed } from "./answer.ts";
import { pattern } from "./patterns.ts";
import type { Reader } from "./reader.ts";

/** One thing to be typed, and how long its answer may take. */
export type Ask = Typed & {
  readonly limitSeconds: number;
  /** Nothing is typed behind it before its answer is known. */
  readonly isBarrier?: boolean;
  /** Questions that may come instead of a prompt, and the reply typed. */
  readonly questions?: readonly Question[];
};

/** How much may be typed ahead of the device's answers. */
export type Window = { readonly lines: number; readonly bytes: number };

/** What came back for a batch. `answers` is shorter than what was asked where somebody stopped. */
export type Exchange = {
  /** Text that came before the first echo: late words about what was typed before. */
  readonly strays: readonly string[];
  readonly answers: readonly Answer[];
};

/** What decides how a batch is typed. */
export type BatchOptions = {
  readonly window: Window;
  /** Shown each answer as it comes; after a false nothing more is typed, what is under way is still waited for. */
  readonly isGood: (index: number, answer: Answer) => boolean;
  /** Sends text to the device. */
  readonly type: (text: string) => void;
};

/** Devices ask for a password three times, then they say what they think of it. */
const repliesMax = 3;

/** Several things typed one behind the other, some of them ahead of the answers. Without connection or clock. */
export class Batch {
  readonly #reader: Reader;
  readonly #asks: readonly Ask[];
  readonly #options: BatchOptions;
  readonly #replied: string[] = [];
  #sentCount = 0;
  #judgedCount = 0;
  #isStopped = false;

  constructor(reader: Reader, asks: readonly Ask[], options: BatchOptions) {
    this.#reader = reader;
    this.#asks = asks;
    this.#options = options;
    reader.begin();
  }

  /** What is waited for now: the first thing typed that has no answer yet. */
  get awaited(): Ask | undefined {
    return this.#asks[Math.min(this.#reader.answeredCount, this.#asks.length - 1)];
  }

  /** Types what may be typed by now; gives the whole exchange when it is over. To be called whenever text came. */
  advance(): Exchange | undefined {
    const { answeredCount } = this.#reader;
    if (answeredCount > this.#judgedCount) this.#judge(answeredCount);
    else if (answeredCount < this.#sentCount) this.#reply(answeredCount);
    while (this.#mayType(answeredCount)) {
      const ask = this.#asks[this.#sentCount];
      if (ask === undefined) break;
      this.#reader.expect(ask);
      this.#sentCount += 1;
      this.#options.type(`${ask.texts.join("\r")}\r`);
    }
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
      const answer = this.#reader.answerOf(this.#judgedCount);
      if (!this.#options.isGood(this.#judgedCount, answer)) this.#isStopped = true;
    }
  }

  /** A box that does not echo, or whose pager takes what is typed for a key, is spoken to line by line. */
  #mayType(answeredCount: number): boolean {
    if (this.#isStopped) return false;
    const ahead = this.#asks.slice(answeredCount, this.#sentCount);
    const next = this.#asks[this.#sentCount];
    if (ahead.length === 0 || next === undefined) return true;
    if (!this.#reader.mayTypeAhead || ahead.length >= this.#options.window.lines) return false;
    // Of two same echoes nobody could tell whether the second is only the first once more.
    if (next.texts[0] === ahead.at(-1)?.texts[0]) return false;
    if (ahead.some(({ isBarrier, questions }) => isBarrier || questions)) return false;
    const bytes = [...ahead, next].reduce((sum, ask) => sum + ask.texts.join("\r").length + 1, 0);
    return bytes <= this.#options.window.bytes;
  }

  /** Answers a question that stands where a prompt is awaited; one that is asked again, a few times. */
  #reply(index: number): void {
    const { current, lineCount } = this.#reader;
    const question = this.#asks[index]?.questions?.find(({ when }) => pattern(when).test(current));
    if (question === undefined || this.#replied.length === repliesMax) return;
    const asked = `${index} ${question.when} ${lineCount}`;
    if (this.#replied.includes(asked)) return;
    this.#replied.push(asked);
    this.#reader.closeQuestion();
    this.#options.type(`${question.reply}\r`);
  }
}
