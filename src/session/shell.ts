import type { ClientChannel } from "ssh2";
import { NetctlError } from "../errors.ts";
import type { Dialogue, Mode } from "../platform/dialogue.ts";
import { modeOf, pattern } from "./patterns.ts";
import { Screen } from "./screen.ts";

/** What came back for one thing typed. */
export type Answer = {
  /** Lines between the echo and the prompt, without either. */
  readonly lines: readonly string[];
  readonly mode: Mode;
};

export type AskOptions = {
  readonly limitSeconds: number;
  /** The answer is not whole before a line of it matches this: output may hold what looks like a prompt. */
  readonly whole?: string;
  readonly questions?: readonly { readonly when: string; readonly reply: string }[];
};

type Waiter = {
  readonly look: () => boolean;
  readonly fail: (error: NetctlError) => void;
};

/** One interactive shell on a device: types a line, and knows which text is its answer. One thing at a time. */
export class Shell {
  readonly #channel: ClientChannel;
  readonly #dialogue: Dialogue;
  readonly #device: string;
  readonly #screen = new Screen();
  #waiter: Waiter | undefined;
  #ended: NetctlError | undefined;

  constructor(channel: ClientChannel, dialogue: Dialogue, device: string) {
    this.#channel = channel;
    this.#dialogue = dialogue;
    this.#device = device;
    channel.setEncoding("utf8");
    channel.on("data", (text: string) => {
      this.#screen.write(text);
      this.#answerPager();
      this.#look();
    });
    channel.on("close", () => this.end("the device closed the connection"));
    channel.on("error", (error: Error) => this.end(error.message));
  }

  /** Nothing more will come: whoever waits, and whoever asks from now on, is told. */
  end(message: string): void {
    this.#ended ??= new NetctlError("lost", message, { device: this.#device });
    this.#waiter?.fail(this.#ended);
  }

  /** Waits for the first prompt after login. */
  async greet(limitSeconds: number): Promise<Answer> {
    return this.#until("its first prompt", limitSeconds, () => this.#promptAfter(0));
  }

  /**
   * Types `text` and Return, and waits for its echo and the prompt behind it. Text of several lines is a block
   * (a banner) that the device answers only when it is whole.
   */
  async ask(text: string, options: AskOptions): Promise<Answer> {
    const typed = text.split("\n");
    const mark = this.#screen.lines.length;
    const questions = (options.questions ?? []).map(({ when, reply }) => ({
      when: pattern(when),
      reply,
      isAnswered: false,
    }));
    const whole = options.whole === undefined ? undefined : pattern(options.whole);
    this.#type(`${typed.join("\r")}\r`);
    return this.#until(`an answer to "${typed[0]}"`, options.limitSeconds, () => {
      const question = questions.find(
        ({ when, isAnswered }) => !isAnswered && when.test(this.#screen.current),
      );
      if (question) {
        question.isAnswered = true;
        this.#type(`${question.reply}\r`);
        return undefined;
      }
      const start = this.#afterEcho(typed, mark);
      if (start === undefined) return undefined;
      return this.#promptAfter(start, whole);
    });
  }

  /** Pastes `lines` between `open` and `close`; the answer holds what the device said besides our own lines. */
  async paste(
    open: string,
    lines: readonly string[],
    close: string,
    limitSeconds: number,
  ): Promise<Answer> {
    const mark = this.#screen.lines.length;
    this.#type(`${open}\r`);
    const start = await this.#until(`"${open}" to begin`, limitSeconds, () => {
      const begin = this.#afterEcho([open], mark);
      return begin !== undefined && this.#screen.lines.length > begin ? begin : undefined;
    });
    this.#type(`${lines.join("\n")}\n${close}`);
    const answer = await this.#until(`an answer to "${open}"`, limitSeconds, () =>
      this.#promptAfter(start),
    );
    const ours = new Set(lines.map((line) => line.trimEnd()));
    return { ...answer, lines: answer.lines.filter((line) => !ours.has(line)) };
  }

  close(): void {
    this.#channel.end();
  }

  #type(text: string): void {
    if (this.#ended) throw this.#ended;
    this.#channel.write(text);
  }

  /** Index of the line after the echo of the last of `typed`, each looked for behind the one before. */
  #afterEcho(typed: readonly string[], mark: number): number | undefined {
    let position = mark;
    for (const line of typed) {
      const end = this.#afterEchoOfLine(line.trimEnd(), position);
      if (end === undefined) return undefined;
      position = end;
    }
    return position;
  }

  #afterEchoOfLine(typed: string, mark: number): number | undefined {
    const { lines } = this.#screen;
    const first = lines.findIndex((line, index) => index >= mark && line.endsWith(typed));
    if (first === -1) return undefined;
    // What is typed ahead may be echoed by the terminal driver and once more, behind the prompt, by the CLI.
    const again = lines[first + 1];
    const isRedrawn =
      typed !== "" &&
      again?.endsWith(typed) === true &&
      modeOf(again.slice(0, again.length - typed.length), this.#dialogue.prompts) !== undefined;
    return isRedrawn ? first + 2 : first + 1;
  }

  #promptAfter(start: number, whole?: RegExp): Answer | undefined {
    const prompt = this.#screen.current;
    const mode = modeOf(prompt, this.#dialogue.prompts);
    if (mode === undefined) return undefined;
    const lines = this.#screen.lines.slice(start);
    if (whole !== undefined && !lines.some((line) => whole.test(line))) return undefined;
    return { lines, mode };
  }

  #answerPager(): void {
    if (!pattern(this.#dialogue.pager).test(this.#screen.current)) return;
    this.#screen.clearLine();
    this.#channel.write(" ");
  }

  async #until<T>(what: string, limitSeconds: number, look: () => T | undefined): Promise<T> {
    if (this.#ended) throw this.#ended;
    const found = look();
    if (found !== undefined) return found;
    return new Promise<T>((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiter = undefined;
        settle();
      };
      const timer = setTimeout(() => {
        const message = `no ${what.replace(/^an? /, "")} within ${limitSeconds} s`;
        finish(() =>
          reject(
            new NetctlError("timeout", message, { device: this.#device, words: this.#tail() }),
          ),
        );
      }, limitSeconds * 1000);
      this.#waiter = {
        look: () => {
          const value = look();
          if (value !== undefined) finish(() => resolve(value));
          return value !== undefined;
        },
        fail: (error) => finish(() => reject(error)),
      };
    });
  }

  #look(): void {
    this.#waiter?.look();
  }

  #tail(): string {
    return [...this.#screen.lines.slice(-3), this.#screen.current].join("\n").trim();
  }
}
