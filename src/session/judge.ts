import { createHash } from "node:crypto";
import { NetctlError } from "../errors.ts";
import type { Dialogue, Mode, Paste, Refusal, Say } from "../platform/dialogue.ts";
import type { Answer } from "./answer.ts";
import { type Block, type ChangeLine, placesOf } from "./change-line.ts";
import { anyOf, filled, meaningful, modeOf, pattern, type Words } from "./patterns.ts";

/** Says what an answer of one device means: nothing, or the error for a refusal with the device's words. */
export class Judge {
  readonly #dialogue: Dialogue;
  readonly #device: string;

  constructor(dialogue: Dialogue, device: string) {
    this.#dialogue = dialogue;
    this.#device = device;
  }

  /**
   * What is wrong with the answer to a command that was said in mode `before`; where the command `rejects` lines, the
   * answer is about those of the change.
   */
  refusalTo(
    say: Say,
    words: Words,
    answer: Answer,
    { before, lines }: { readonly before: Mode; readonly lines: readonly ChangeLine[] },
  ): NetctlError | undefined {
    const { refusals } = this.#dialogue;
    const command = filled(say.say, words);
    const text = meaningful(answer.lines, this.#dialogue).join("\n");
    const refusal = say.refuse?.find(({ when }) => pattern(when, words).test(text));
    if (refusal) return this.#refusedFor(refusal, text);
    const expected = say.expect === undefined ? undefined : pattern(say.expect, words);
    const numbered = say.rejects && this.#refusalOfOne(lines, say.rejects, answer.lines, expected);
    if (numbered) return numbered;
    if (pattern(anyOf(refusals), words).test(text))
      return this.refused(`refused "${command}"`, text);
    if (expected?.test(text) === false)
      return this.refused(`"${command}" was not answered as expected`, text);
    const mode = say.into ?? before;
    if (answer.mode !== mode)
      return this.refused(`"${command}" did not lead to ${mode} mode`, text);
    return undefined;
  }

  /** What is wrong with the answer to lines of a change. */
  refusalOf(block: Block, { lines, mode }: Answer): NetctlError | undefined {
    if (lines.length > 0) {
      const ours = new Set(block.map((line) => line.text.trimEnd()));
      const { questions = [] } = block[0];
      // A box that draws lines anew draws a question anew as well.
      const unknown = this.#unknown(lines).filter(
        (line) => !ours.has(line) && !questions.some(({ when }) => pattern(when).test(line)),
      );
      if (unknown.length > 0) return this.refusedLine(block[0], unknown);
    }
    if (mode !== "config") return this.refusedLine(block[0], ["(it left configuration mode)"]);
    return undefined;
  }

  /** A refusal that came when the prompt behind `line` was long believed to have come is a refusal all the same. */
  refusalIn(strays: readonly string[], line: ChangeLine): NetctlError | undefined {
    const words = this.#unknown(strays).filter(
      (each) => !each.endsWith(line.text) && modeOf(each, this.#dialogue.prompts) === undefined,
    );
    return words.length > 0 ? this.refusedLine(line, words) : undefined;
  }

  /** What is wrong with `lines` that were handed over in one paste. */
  refusalOfPaste(
    step: Paste,
    words: Words,
    lines: readonly ChangeLine[],
    { lines: said }: Answer,
  ): NetctlError | undefined {
    const digest = step.expect?.includes("{digest}") ? digestOf(lines) : "";
    const expected =
      step.expect === undefined ? undefined : pattern(step.expect, { ...words, digest });
    const text = said.join("\n");
    const refusal = this.#refusalOfOne(lines, step.rejects, said, expected);
    if (refusal !== undefined || expected?.test(text) !== false) return refusal;
    return this.refused(`"${filled(step.open, words)}" did not take what was sent`, text);
  }

  /** Words about lines that are neither harmless nor expected; `rejects` finds the number of the line they mean. */
  #refusalOfOne(
    lines: readonly ChangeLine[],
    rejects: readonly string[],
    said: readonly string[],
    expected: RegExp | undefined,
  ): NetctlError | undefined {
    const unknown = this.#unknown(said).filter((line) => expected?.test(line) !== true);
    if (unknown.length === 0) return undefined;
    const patterns = rejects.map((source) => pattern(source));
    const number = unknown
      .map((line) => numberIn(line, patterns))
      .find((found) => found !== undefined);
    const line = lines[(number ?? 0) - 1];
    return line
      ? this.refusedLine(line, unknown)
      : this.refused("refused the candidate", unknown.join("\n"));
  }

  /** The error for an answer that is a no. */
  refused(message: string, words: string): NetctlError {
    return new NetctlError("rejected", message, { device: this.#device, words: words.trim() });
  }

  /** The error for a line that was refused. */
  refusedLine(line: ChangeLine, words: readonly string[]): NetctlError {
    const said = words.map((each) => each.trim()).join("\n");
    const facts = { device: this.#device, words: said, places: placesOf(line) };
    return new NetctlError("rejected", `refused "${line.text.trim()}"`, facts);
  }

  /** In configuration mode silence is consent, and so is what the platform knows as harmless: nothing else is. */
  #unknown(lines: readonly string[]): string[] {
    const dialogue = this.#dialogue;
    const harmless = pattern(anyOf(dialogue.harmless));
    return meaningful(lines, dialogue).filter((line) => line.trim() !== "" && !harmless.test(line));
  }

  #refusedFor(refusal: Refusal, words: string): NetctlError {
    const hint = refusal.hint === undefined ? {} : { hint: refusal.hint };
    const facts = { device: this.#device, words: words.trim(), ...hint };
    return new NetctlError("rejected", refusal.message, facts);
  }
}

/** SHA-256 of lines as a file holds them. */
function digestOf(lines: readonly ChangeLine[]): string {
  const hash = createHash("sha256");
  for (const { text } of lines) hash.update(`${text}\n`);
  return hash.digest("hex");
}

function numberIn(line: string, rejects: readonly RegExp[]): number | undefined {
  const match = rejects.map((each) => each.exec(line)).find((found) => found !== null);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
