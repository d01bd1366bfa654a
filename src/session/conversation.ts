import { NetctlError, type Place } from "../errors.ts";
import type { Mode, Refusal, Say } from "../platform/dialogue.ts";
import type { Platform } from "../platform/platform.ts";
import { filled, firstMatch, meaningful, pattern, type Words } from "./patterns.ts";
import type { Answer, Shell } from "./shell.ts";

/** One line to be typed: whether the device gives a prompt after it, and where the line comes from. */
export type ChangeLine = {
  readonly text: string;
  readonly answers: "prompt" | "none";
  readonly places: readonly Place[];
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
  #answer: Answer;

  constructor(shell: Shell, platform: Platform, device: string, greeting: Answer) {
    this.#shell = shell;
    this.#platform = platform;
    this.#device = device;
    this.#answer = greeting;
  }

  get mode(): Mode {
    return this.#answer.mode;
  }

  /** Says one command and judges the answer; gives the answer's lines. */
  async say(say: Say, words: Words): Promise<readonly string[]> {
    const command = filled(say.say, words);
    const before = this.#answer.mode;
    const questions = say.questions?.map((each) => ({ ...each, reply: filled(each.reply, words) }));
    const lines = await this.#ask(command, { limit: say.limit ?? "command", questions });
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
    if (this.mode !== mode) throw this.refused(`"${command}" did not lead to ${mode} mode`, text);
    return lines;
  }

  /** Has something printed, from whatever mode: text, not a judgement. `whole` matches a line of any whole answer. */
  async show(
    command: string,
    limit: "command" | "read",
    whole?: string,
  ): Promise<readonly string[]> {
    const { fromConfig } = this.#platform.dialogue;
    const spoken = this.mode === "config" ? filled(fromConfig, { command }) : command;
    return this.#ask(spoken, { limit, whole });
  }

  /** In lock-step: a line that is live at once must not be followed by another before it was accepted. */
  async type(lines: readonly ChangeLine[]): Promise<void> {
    let block: ChangeLine[] = [];
    for (const line of lines) {
      block.push(line);
      if (line.answers === "none") continue;
      await this.#typeBlock(block);
      block = [];
    }
  }

  /** Hands over all lines at once; the device names the line it refuses by its number. */
  async paste(step: Paste, lines: readonly ChangeLine[]): Promise<void> {
    const { dialogue } = this.#platform;
    const texts = lines.map((line) => line.text);
    this.#answer = await this.#shell.paste(step.open, texts, step.close, dialogue.limits.read);
    const unknown = this.#unknown(this.#answer.lines);
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

  async #ask(
    command: string,
    options: {
      readonly limit: "command" | "line" | "read" | "commit";
      readonly whole?: string | undefined;
      readonly questions?: Say["questions"] | undefined;
    },
  ): Promise<readonly string[]> {
    const { limit, whole, questions } = options;
    this.#answer = await this.#shell.ask(command, {
      limitSeconds: this.#platform.dialogue.limits[limit],
      ...(whole === undefined ? {} : { whole }),
      ...(questions === undefined ? {} : { questions }),
    });
    return meaningful(this.#answer.lines, this.#platform.dialogue);
  }

  async #typeBlock(block: readonly ChangeLine[]): Promise<void> {
    const [first] = block;
    if (first === undefined) return;
    const lines = await this.#ask(block.map((line) => line.text).join("\n"), { limit: "line" });
    const ours = new Set(block.map((line) => line.text.trimEnd()));
    const unknown = this.#unknown(lines).filter((line) => !ours.has(line));
    if (unknown.length > 0) throw this.#refusedLine(first, unknown);
    if (this.mode !== "config") throw this.#refusedLine(first, ["(it left configuration mode)"]);
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
