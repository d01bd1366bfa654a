import { NetctlError } from "../errors.ts";
import type { LimitName, Mode, Refusal, Say } from "../platform/dialogue.ts";
import type { Platform } from "../platform/platform.ts";
import type { Answer } from "./answer.ts";
import type { Ask, Window } from "./batch.ts";
import { type Block, blocksOf, type ChangeLine } from "./change-line.ts";
import { filled, firstMatch, meaningful, modeOf, pattern, type Words } from "./patterns.ts";
import type { Shell } from "./shell.ts";

/** Something to be printed: text, not a judgement. `whole` matches a line of any whole answer. */
export type Show = {
  readonly command: string;
  readonly limit: LimitName;
  readonly whole?: string | undefined;
};

/** A paste as a dialogue describes it. */
type Paste = {
  readonly open: string;
  readonly close: string;
  readonly rejects: readonly string[];
};

/**
 * What is said to one device, with every answer judged: a refusal, an unexpected word, an unexpected mode is a
 * `rejected` error with the device's words. Knows the mode the device is in.
 */
export class Conversation {
  readonly #shell: Shell;
  readonly #platform: Platform;
  readonly #device: string;
  #mode: Mode;
  /** The line of a change that was typed last: text that comes late is about it. */
  #lastLine: ChangeLine | undefined;
  /** Commands that were promised for the next time something is said: they change nothing on the device. */
  #owed: readonly Say[] = [];

  constructor(shell: Shell, platform: Platform, device: string, greeting: Answer) {
    this.#shell = shell;
    this.#platform = platform;
    this.#device = device;
    this.#mode = greeting.mode;
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** Has these said ahead of whatever is said next, in one go with it. */
  owe(says: readonly Say[]): void {
    this.#owed = [...this.#owed, ...says];
  }

  /** Says one command and judges the answer; gives the answer's lines. */
  async say(say: Say, words: Words): Promise<readonly string[]> {
    const before = this.#mode;
    const [answer] = await this.#exchange([this.#askOf(say, words)], this.#showWindow);
    return this.#judged(say, words, answer, before);
  }

  /** Has things printed, from whatever mode, in one go. Gives the lines of each. */
  async show(shows: readonly Show[]): Promise<readonly (readonly string[])[]> {
    const { fromConfig, limits } = this.#platform.dialogue;
    const asks = shows.map(({ command, limit, whole }): Ask => {
      const spoken = this.#mode === "config" ? filled(fromConfig, { command }) : command;
      return {
        texts: [spoken],
        limitSeconds: limits[limit],
        ...(whole === undefined ? {} : { whole: pattern(whole) }),
      };
    });
    const answers = await this.#exchange(asks, this.#showWindow);
    return answers.map(({ lines }) => meaningful(lines, this.#platform.dialogue));
  }

  /**
   * Types the lines of a change, as many ahead of the answers as the platform's window allows. Where lines are live
   * at once, what a section holds is not typed before its opening line was accepted. Nothing is typed after the
   * first refusal was seen; it is the one that is thrown.
   */
  async type(lines: readonly ChangeLine[]): Promise<void> {
    const { live, limits, window } = this.#platform.dialogue;
    const blocks = blocksOf(lines);
    // A terminal takes these for keys: help, completion, the end of everything.
    const untypable = blocks.find(([{ text }]) => /[?\p{Cc}]/u.test(text));
    if (untypable)
      throw this.#refusedLine(untypable[0], ["(it holds a character that cannot be typed)"]);
    const asks = blocks.map(
      (block): Ask => ({
        texts: block.map(({ text }) => text),
        limitSeconds: limits.line,
        isBarrier: block.length > 1 || (live && block[0].opens === true),
        ...(block[0].questions === undefined ? {} : { questions: block[0].questions }),
      }),
    );
    const refusal = (index: number, answer: Answer): NetctlError | undefined => {
      const block = blocks[index];
      return block && this.#refusalOf(block, answer);
    };
    const ahead = { lines: window.config, bytes: window.bytes };
    const answers = await this.#exchange(
      asks,
      ahead,
      (index, answer) => refusal(index, answer) === undefined,
    );
    for (const [index, answer] of answers.entries()) {
      const error = refusal(index, answer);
      if (error) throw error;
    }
    this.#lastLine = lines.at(-1);
  }

  /** Hands over all lines at once; the device names the line it refuses by its number. */
  async paste(step: Paste, lines: readonly ChangeLine[]): Promise<void> {
    const { dialogue } = this.#platform;
    const texts = lines.map((line) => line.text);
    const answer = await this.#shell.paste(step.open, texts, step.close, dialogue.limits.read);
    this.#mode = answer.mode;
    const unknown = this.#unknown(answer.lines);
    if (unknown.length === 0) return;
    const rejects = step.rejects.map((source) => pattern(source));
    const number = unknown
      .map((line) => numberIn(line, rejects))
      .find((found) => found !== undefined);
    const line = lines[(number ?? 0) - 1];
    throw line
      ? this.#refusedLine(line, unknown)
      : this.refused("refused the candidate", unknown.join("\n"));
  }

  /** The error for an answer that is a no. */
  refused(message: string, words: string): NetctlError {
    return new NetctlError("rejected", message, { device: this.#device, words: words.trim() });
  }

  get #showWindow(): Window {
    const { show, bytes } = this.#platform.dialogue.window;
    return { lines: show, bytes };
  }

  #askOf(say: Say, words: Words): Ask {
    const questions = say.questions?.map((each) => ({ ...each, reply: filled(each.reply, words) }));
    return {
      texts: [filled(say.say, words)],
      limitSeconds: this.#platform.dialogue.limits[say.limit ?? "command"],
      isBarrier: say.into !== undefined,
      ...(questions === undefined ? {} : { questions }),
    };
  }

  /** What was owed goes first and is judged first; then the answers to `asks`. */
  async #exchange(
    asks: readonly Ask[],
    window: Window,
    isGood: (index: number, answer: Answer) => boolean = () => true,
  ): Promise<readonly Answer[]> {
    const owed = this.#owed;
    const before = this.#mode;
    this.#owed = [];
    const all = [...owed.map((say) => this.#askOf(say, {})), ...asks];
    const { answers, strays } = await this.#shell.exchange(
      all,
      window,
      (index, answer) => index < owed.length || isGood(index - owed.length, answer),
    );
    this.#mode = answers.at(-1)?.mode ?? before;
    this.#heedStrays(strays);
    owed.forEach((say, index) => {
      this.#judged(say, {}, answers[index], before);
    });
    return answers.slice(owed.length);
  }

  /** A refusal that came when its prompt was long believed to have come is a refusal all the same. */
  #heedStrays(strays: readonly string[]): void {
    const line = this.#lastLine;
    this.#lastLine = undefined;
    if (line === undefined) return;
    const words = this.#unknown(strays).filter(
      (each) => !each.endsWith(line.text) && !this.#isPrompt(each),
    );
    if (words.length > 0) throw this.#refusedLine(line, words);
  }

  #isPrompt(line: string): boolean {
    return modeOf(line, this.#platform.dialogue.prompts) !== undefined;
  }

  #judged(say: Say, words: Words, answer: Answer | undefined, before: Mode): readonly string[] {
    const command = filled(say.say, words);
    const lines = meaningful(answer?.lines ?? [], this.#platform.dialogue);
    const text = lines.join("\n");
    const refusal = say.refuse?.find(({ when }) => pattern(when, words).test(text));
    if (refusal) throw this.#refusedFor(refusal, text);
    if (firstMatch(text, this.#platform.dialogue.refusals, words) !== undefined) {
      throw this.refused(`refused "${command}"`, text);
    }
    if (say.expect !== undefined && !pattern(say.expect, words).test(text)) {
      throw this.refused(`"${command}" was not answered as expected`, text);
    }
    const mode = say.into ?? before;
    if (answer?.mode !== mode)
      throw this.refused(`"${command}" did not lead to ${mode} mode`, text);
    return lines;
  }

  #refusalOf(block: Block, { lines, mode }: Answer): NetctlError | undefined {
    const ours = new Set(block.map((line) => line.text.trimEnd()));
    const { questions = [] } = block[0];
    // A box that draws lines anew draws a question anew as well.
    const unknown = this.#unknown(lines).filter(
      (line) => !ours.has(line) && !questions.some(({ when }) => pattern(when).test(line)),
    );
    if (unknown.length > 0) return this.#refusedLine(block[0], unknown);
    if (mode !== "config") return this.#refusedLine(block[0], ["(it left configuration mode)"]);
    return undefined;
  }

  /** In configuration mode silence is consent, and so is what the platform knows as harmless: nothing else is. */
  #unknown(lines: readonly string[]): string[] {
    const { dialogue } = this.#platform;
    return meaningful(lines, dialogue).filter(
      (line) => line.trim() !== "" && firstMatch(line, dialogue.harmless) === undefined,
    );
  }

  #refusedLine(line: ChangeLine, words: readonly string[]): NetctlError {
    const said = words.map((each) => each.trim()).join("\n");
    const facts = { device: this.#device, words: said, places: line.places };
    return new NetctlError("rejected", `refused "${line.text.trim()}"`, facts);
  }

  #refusedFor(refusal: Refusal, words: string): NetctlError {
    const hint = refusal.hint === undefined ? {} : { hint: refusal.hint };
    const facts = { device: this.#device, words: words.trim(), ...hint };
    return new NetctlError("rejected", refusal.message, facts);
  }
}

function numberIn(line: string, rejects: readonly RegExp[]): number | undefined {
  const match = rejects.map((each) => each.exec(line)).find((found) => found !== null);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
