import type { Dialogue, LimitName, Mode, Paste, Say, Step } from "../platform/dialogue.ts";
import type { Answer } from "./answer.ts";
import type { Exchange } from "./batch.ts";
import { blocksOf, type ChangeLine } from "./change-line.ts";
import type { Judge } from "./judge.ts";
import { anyOf, filled, meaningful, pattern, type Words } from "./patterns.ts";
import type { Shell } from "./shell.ts";
import { type Spoken, spoken } from "./spoken.ts";
import { TypedBlock } from "./typed-block.ts";

/** Something to be printed: text, not a judgement. `whole` matches a line of any whole answer. */
export type Show = {
  readonly command: string;
  readonly limit: LimitName;
  readonly whole?: string | undefined;
  /** Said as it stands where the session is at home; else it is a command of privileged mode. */
  readonly isOfHome?: boolean;
  /** What it printed the last time: the same is given as that very string, and takes no room of its own. */
  readonly last?: (() => string | undefined) | undefined;
};

/** What a command is judged with: the mode it was said in, and the lines that its answer is about. */
type Around = {
  readonly mode: Mode;
  readonly lines: readonly ChangeLine[];
  /** Not said before all before it was accepted. */
  readonly waits: boolean;
};

/** Steps with what they need to be said: the words of the transaction, and the lines of its change, both ways. */
export type Course = {
  readonly steps: readonly Step[];
  readonly words: Words;
  readonly forth: () => readonly ChangeLine[];
  readonly back: () => readonly ChangeLine[];
};

/**
 * What is said to one device, with every answer judged: a refusal, an unexpected word, an unexpected mode is a
 * `rejected` error with the device's words. Knows the mode the device is in.
 */
export class Conversation {
  readonly #shell: Shell;
  readonly #dialogue: Dialogue;
  readonly #judge: Judge;
  #mode: Mode;
  /** The line of a change that was typed last: text that comes late is about it. */
  #lastLine: ChangeLine | undefined;
  /** Commands that were promised for the next time something is said: they change nothing on the device. */
  #owed: readonly Say[] = [];

  constructor(shell: Shell, dialogue: Dialogue, judge: Judge, greeting: Answer) {
    this.#shell = shell;
    this.#dialogue = dialogue;
    this.#judge = judge;
    this.#mode = greeting.mode;
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** Has these said ahead of whatever is said next, in one go with it. */
  owe(says: readonly Say[]): void {
    this.#owed = [...this.#owed, ...says];
  }

  /** Says one command and judges the answer. */
  async say(say: Say, words: Words): Promise<void> {
    await this.#exchange([this.#spokenSay(say, words)]);
  }

  /** Has things printed, from whatever mode, in one go. Gives the text of each, every line of it ended. */
  async show(shows: readonly Show[]): Promise<readonly string[]> {
    return this.carryOut({ steps: [], words: {}, forth: none, back: none }, shows);
  }

  /**
   * Carries out `steps` and has `shows` printed behind them; gives the text of each of those. As little is waited for
   * as may be: nothing that acts is said before all before it was accepted, but to leave configuration mode behind
   * the last line does not act, nor does a question. After the first refusal that is seen nothing more is typed; it
   * is the one that is thrown.
   */
  async carryOut(course: Course, shows: readonly Show[]): Promise<readonly string[]> {
    const { steps, words } = course;
    let said: Spoken[] = [];
    let mode = this.#mode;
    let isBehindLines = false;
    for (const step of steps) {
      if ("say" in step) {
        const waits = !(isBehindLines && step.into === "privileged");
        const lines = step.rejects === undefined ? [] : course.forth();
        said.push(this.#spokenSay(step, words, { mode, lines, waits }));
        mode = step.into ?? mode;
      } else if (step.type === "lines") {
        said.push(...this.#spokenLines(course[step.way ?? "forth"]()));
      } else {
        await this.#exchange(said);
        await this.paste(step, pastedOf(step, course), words);
        said = [];
      }
      isBehindLines = "type" in step;
    }
    const asked = shows.map((show) => this.#spokenShow(show, mode));
    return this.#exchange([...said, ...asked], shows);
  }

  /** Hands over all lines at once; the device names the line it refuses by its number. */
  async paste(step: Paste, lines: readonly ChangeLine[], words: Words): Promise<void> {
    const { read } = this.#dialogue.limits;
    const texts = lines.map((line) => line.text);
    const answer = await this.#shell.paste(filled(step.open, words), texts, step.close, read);
    this.#mode = answer.mode;
    const error = this.#judge.refusalOfPaste(step, words, lines, answer);
    if (error) throw error;
  }

  #spokenShow(show: Show, mode: Mode): Spoken {
    const { limit, whole } = show;
    return spoken({
      texts: [this.#wordsOf(show, mode)],
      limitSeconds: this.#dialogue.limits[limit],
      whole: whole === undefined ? undefined : pattern(whole),
    });
  }

  /** A command as it is said in a mode. */
  #wordsOf({ command, isOfHome }: Show, mode: Mode): string {
    const { fromConfig, fromShell, ofShell } = this.#dialogue;
    if (mode === "config") return filled(fromConfig, { command });
    if (mode !== "shell" || isOfHome || pattern(`^(?:${anyOf(ofShell)})$`).test(command))
      return command;
    return filled(fromShell, { command: `'${command.replaceAll("'", "'\\''")}'` });
  }

  #spokenSay(say: Say, words: Words, around = this.#alone): Spoken {
    const { mode: before, lines, waits } = around;
    return spoken({
      texts: [filled(say.say, words)],
      limitSeconds: this.#dialogue.limits[say.limit ?? "command"],
      isBarrier: say.into === "config",
      waits,
      questions: say.questions?.map(({ when, reply }) => ({ when, reply: filled(reply, words) })),
      refusalIn: (answer) => this.#judge.refusalTo(say, words, answer, { before, lines }),
    });
  }

  /** Around a command that is said by itself there is nothing but the mode. */
  get #alone(): Around {
    return { mode: this.#mode, lines: [], waits: false };
  }

  #spokenLines(lines: readonly ChangeLine[]): readonly Spoken[] {
    const { literal } = this.#dialogue;
    const shared = { dialogue: this.#dialogue, judge: this.#judge };
    // A terminal takes these for keys: help, completion, the end of everything.
    const keys = literal === "" ? /[?\p{Cc}]/u : /(?!\t)\p{Cc}/u;
    return blocksOf(lines).map((block) => {
      if (keys.test(block[0].text))
        throw this.#judge.refusedLine(block[0], ["(it holds a character that cannot be typed)"]);
      return new TypedBlock(block, shared);
    });
  }

  /** What was owed goes first; the first refusal is thrown. Gives the texts of `shows`, which are the last of `asks`. */
  async #exchange(
    asks: readonly Spoken[],
    shows: readonly Show[] = [],
  ): Promise<readonly string[]> {
    if (asks.length === 0) return [];
    const { config, show, bytes } = this.#dialogue.window;
    const lines = asks.some(({ line }) => line !== undefined) ? config : show;
    const lastLine = this.#lastLine;
    this.#lastLine = undefined;
    const owed = this.#owed.map((say) => this.#spokenSay(say, {}));
    this.#owed = [];
    const all = [...owed, ...asks];
    return this.#shell.exchange(all, { lines, bytes }, (exchange) => {
      this.#judgeAll(all, exchange, lastLine);
      this.#lastLine = asks.at(-1)?.line;
      const shown = exchange.answers.slice(all.length - shows.length);
      return shown.map((answer, index) => this.#textOf(answer, shows[index]));
    });
  }

  #textOf({ lines }: Answer, show: Show | undefined): string {
    const text = [...meaningful(lines, this.#dialogue), ""].join("\n");
    const last = show?.last?.();
    return last === text ? last : text;
  }

  #judgeAll(
    asks: readonly Spoken[],
    { answers, strays }: Exchange,
    lastLine: ChangeLine | undefined,
  ): void {
    this.#mode = answers.at(-1)?.mode ?? this.#mode;
    const late = lastLine && this.#judge.refusalIn(strays, lastLine);
    if (late) throw late;
    for (const [index, answer] of answers.entries()) {
      const error = asks[index]?.refusalIn?.(answer);
      if (error) throw error;
    }
  }
}

const none = (): readonly ChangeLine[] => [];

/** The lines a paste hands over: those of the change, or a text of the platform's own. */
function pastedOf({ text, way = "forth" }: Paste, course: Course): readonly ChangeLine[] {
  if (text === undefined) return course[way]();
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line) => ({ text: line, answers: "none" }));
}
