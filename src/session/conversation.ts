import type { NetctlError } from "../errors.ts";
import type { Dialogue, LimitName, Mode, Say, Step } from "../platform/dialogue.ts";
import type { Answer } from "./answer.ts";
import type { Ask } from "./batch.ts";
import { blocksOf, type ChangeLine } from "./change-line.ts";
import type { Judge } from "./judge.ts";
import { filled, meaningful, pattern, type Words } from "./patterns.ts";
import type { Shell } from "./shell.ts";

/** Something to be printed: text, not a judgement. `whole` matches a line of any whole answer. */
export type Show = {
  readonly command: string;
  readonly limit: LimitName;
  readonly whole?: string | undefined;
};

/** A paste as a dialogue describes it. */
type Paste = Extract<Step, { readonly type: "paste" }>;

/** Something to be said, and what its answer means: an error where it is a refusal. */
type Spoken = Ask & {
  readonly refusalIn?: (answer: Answer) => NetctlError | undefined;
  /** The line of a change that it is, or the last of them. */
  readonly line?: ChangeLine | undefined;
};

/** Steps with what they need to be said: the words of the transaction, and the lines of its change. */
export type Course = {
  readonly steps: readonly Step[];
  readonly words: Words;
  readonly lines: readonly ChangeLine[];
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
    await this.#exchange([this.#spokenSay(say, words, this.#mode)]);
  }

  /** Has things printed, from whatever mode, in one go. Gives the lines of each. */
  async show(shows: readonly Show[]): Promise<readonly (readonly string[])[]> {
    return this.carryOut({ steps: [], words: {}, lines: [] }, shows);
  }

  /**
   * Carries out `steps` and has `shows` printed behind them; gives the lines of each of those. As little is waited for
   * as may be: nothing that acts is said before all before it was accepted, but to leave configuration mode behind
   * the last line does not act, nor does a question. After the first refusal that is seen nothing more is typed; it
   * is the one that is thrown.
   */
  async carryOut(
    { steps, words, lines }: Course,
    shows: readonly Show[],
  ): Promise<readonly (readonly string[])[]> {
    let spoken: Spoken[] = [];
    let mode = this.#mode;
    let isBehindLines = false;
    for (const step of steps) {
      if ("say" in step) {
        const waits = !(isBehindLines && step.into === "privileged");
        spoken.push({ ...this.#spokenSay(step, words, mode), waits });
        mode = step.into ?? mode;
      } else if (step.type === "lines") spoken.push(...this.#spokenLines(lines));
      else {
        await this.#exchange(spoken);
        await this.paste(step, lines);
        spoken = [];
      }
      isBehindLines = "type" in step;
    }
    const asked = shows.map((show) => this.#spokenShow(show, mode));
    const answers = await this.#exchange([...spoken, ...asked]);
    return answers.slice(spoken.length).map((answer) => meaningful(answer.lines, this.#dialogue));
  }

  /** Hands over all lines at once; the device names the line it refuses by its number. */
  async paste(step: Paste, lines: readonly ChangeLine[]): Promise<void> {
    const { read } = this.#dialogue.limits;
    const texts = lines.map((line) => line.text);
    const answer = await this.#shell.paste(step.open, texts, step.close, read);
    this.#mode = answer.mode;
    const error = this.#judge.refusalOfPaste(lines, step.rejects, answer.lines);
    if (error) throw error;
  }

  #spokenShow({ command, limit, whole }: Show, mode: Mode): Spoken {
    const { fromConfig, limits } = this.#dialogue;
    return {
      texts: [mode === "config" ? filled(fromConfig, { command }) : command],
      limitSeconds: limits[limit],
      ...(whole === undefined ? {} : { whole: pattern(whole) }),
    };
  }

  #spokenSay(say: Say, words: Words, mode: Mode): Spoken {
    const questions = say.questions?.map((each) => ({ ...each, reply: filled(each.reply, words) }));
    return {
      texts: [filled(say.say, words)],
      limitSeconds: this.#dialogue.limits[say.limit ?? "command"],
      isBarrier: say.into === "config",
      ...(questions === undefined ? {} : { questions }),
      refusalIn: (answer) => this.#judge.refusalTo(say, words, answer, mode),
    };
  }

  /** Where lines are live at once, what a section holds is not typed before its opening line was accepted. */
  #spokenLines(lines: readonly ChangeLine[]): readonly Spoken[] {
    const { live, limits } = this.#dialogue;
    const blocks = blocksOf(lines);
    // A terminal takes these for keys: help, completion, the end of everything.
    const untypable = blocks.find(([{ text }]) => /[?\p{Cc}]/u.test(text));
    if (untypable)
      throw this.#judge.refusedLine(untypable[0], ["(it holds a character that cannot be typed)"]);
    return blocks.map((block) => ({
      line: block.at(-1),
      texts: block.map(({ text }) => text),
      limitSeconds: limits.line,
      isBarrier: block.length > 1 || (live && block[0].opens === true),
      ...(block[0].questions === undefined ? {} : { questions: block[0].questions }),
      refusalIn: (answer) => this.#judge.refusalOf(block, answer),
    }));
  }

  /** What was owed goes first and is judged first; the first refusal is thrown. Gives the answers to `asks`. */
  async #exchange(asks: readonly Spoken[]): Promise<readonly Answer[]> {
    if (asks.length === 0) return [];
    const { config, show, bytes } = this.#dialogue.window;
    const lines = asks.some(({ line }) => line !== undefined) ? config : show;
    const lastLine = this.#lastLine;
    this.#lastLine = undefined;
    const owed = this.#owed.map((say) => this.#spokenSay(say, {}, this.#mode));
    this.#owed = [];
    const all = [...owed, ...asks];
    const { answers, strays } = await this.#shell.exchange(all.map(asBatched), { lines, bytes });
    this.#mode = answers.at(-1)?.mode ?? this.#mode;
    const late = lastLine && this.#judge.refusalIn(strays, lastLine);
    if (late) throw late;
    for (const [index, answer] of answers.entries()) {
      const error = all[index]?.refusalIn?.(answer);
      if (error) throw error;
    }
    this.#lastLine = asks.at(-1)?.line;
    return answers.slice(owed.length);
  }
}

/** As a batch wants it: stopped by a refusal. */
function asBatched(spoken: Spoken): Ask {
  const { refusalIn } = spoken;
  if (refusalIn === undefined) return spoken;
  return { ...spoken, isGood: (answer) => refusalIn(answer) === undefined };
}
