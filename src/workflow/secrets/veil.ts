import {
  fingerprintIn,
  hasPlaceholder,
  referencesIn,
  replacePlaceholders,
} from "../../config/secret-placeholder.ts";
import { NetctlError } from "../../errors.ts";
import type { Platform } from "../../platform/platform.ts";

/** What a veil is told of secrets. */
export type SecretSource = {
  /** The values as they are now, by reference. */
  readonly values: ReadonlyMap<string, string>;
  readonly fingerprint: (value: string) => string;
};

/** Shortest piece of a secret that is not shown in a device's answer, in characters. */
const pieceLength = 5;

/** Where a secret may stand whole: a word, or in a hierarchy also a quoted text. */
const words = {
  indented: /\S+/g,
  hierarchy: /"((?:[^"\\\n]|\\.)*)"|[^\s"{};[\]]+/g,
  statements: /"((?:[^"\\\n]|\\.)*)"|[^\s"{};[\]]+/g,
} as const;

/** The words of a configuration that could be a secret, in its order, without their quotes. */
export function wordsIn(text: string, platform: Platform): string[] {
  return [...text.matchAll(words[platform.grammar.syntax])].map(([word, quoted]) =>
    unquoted(word, quoted),
  );
}

function unquoted(word: string, quoted: string | undefined): string {
  return quoted === undefined ? word : quoted.replaceAll(/\\(.)/g, "$1");
}

/** Stands between one device and everything that is kept or shown: secrets are on its one side, placeholders on the other. */
export class Veil {
  readonly #platform: Platform;
  readonly #source: SecretSource;
  /** Placeholders by their fingerprints. */
  readonly #placeholders: ReadonlyMap<string, string>;
  /** Values by placeholder: those of now, and older ones that the device showed. */
  readonly #values = new Map<string, string>();
  /** What words of the device were found to be. */
  readonly #judged = new Map<string, string | undefined>();

  constructor(platform: Platform, placeholders: readonly string[], source: SecretSource) {
    this.#platform = platform;
    this.#source = source;
    this.#placeholders = new Map(placeholders.map((each) => [fingerprintIn(each) ?? "", each]));
    for (const placeholder of placeholders) {
      const value = source.values.get(referencesIn(placeholder)[0] ?? "");
      const isOfNow =
        value !== undefined && source.fingerprint(value) === fingerprintIn(placeholder);
      if (isOfNow) this.#values.set(placeholder, value);
    }
  }

  /**
   * What a device printed, with placeholders in place of the secrets it shows in plain, those of now and those of before.
   * NetctlError `refused` where the device itself holds what looks like a placeholder.
   */
  cover(text: string): string {
    if (hasPlaceholder(text))
      throw new NetctlError(
        "refused",
        "its configuration holds text that looks like netctl's own placeholder of a secret",
        { hint: "take the text away by hand: typed back, it would become the secret" },
      );
    return text.replace(
      words[this.#platform.grammar.syntax],
      (word: string, quoted: unknown) =>
        this.#judge(unquoted(word, typeof quoted === "string" ? quoted : undefined)) ?? word,
    );
  }

  #judge(value: string): string | undefined {
    if (this.#judged.has(value)) return this.#judged.get(value);
    const placeholder = this.#placeholders.get(this.#source.fingerprint(value));
    if (placeholder !== undefined) this.#values.set(placeholder, value);
    this.#judged.set(value, placeholder);
    return placeholder;
  }

  /** A line as it is typed. NetctlError `refused` where a secret cannot be typed, or is known no more. */
  reveal(line: string): string {
    return replacePlaceholders(line, (placeholder, reference, before) => {
      const value = this.#values.get(placeholder);
      if (value === undefined)
        throw new NetctlError("refused", `the secret "${reference}" is not what it was any more`, {
          hint: "the device does not show the old one: plan again, or set it by hand",
        });
      const isQuoted = (before.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
      return typed(value, reference, this.#platform, isQuoted);
    });
  }

  /** Words for people with nothing of a secret in them, not even where a device cut or repeated one. */
  hide(text: string): string {
    let hidden = text;
    for (const [placeholder, value] of this.#values) {
      hidden = hidden.replaceAll(value, placeholder).replaceAll(escaped(value), placeholder);
    }
    const holdsPiece = [...this.#values.values()].some((value) =>
      pieces(value).some((piece) => withoutPlaceholders(hidden).includes(piece)),
    );
    return holdsPiece ? "(not shown: it holds a part of a secret)" : hidden;
  }
}

/** A secret as a part of a line: where a hierarchy takes quoted texts, anything on one line; elsewhere one word. */
function typed(value: string, reference: string, platform: Platform, isQuoted: boolean): string {
  const canQuote = platform.grammar.syntax === "hierarchy";
  const wrong = unfit(value, canQuote);
  if (wrong !== undefined)
    throw new NetctlError("refused", `the secret "${reference}" ${wrong}`, {
      hint: "choose another one, of letters and digits",
    });
  if (!canQuote) return value;
  if (isQuoted) return escaped(value);
  return /^[A-Za-z0-9._:/@+-]+$/.test(value) ? value : `"${escaped(value)}"`;
}

function unfit(value: string, canQuote: boolean): string | undefined {
  if (value === "") return "is empty";
  if (/\p{C}|[\u2028\u2029]/u.test(value)) return "holds a line break or a control character";
  if (value.includes("?")) return "holds a question mark, which asks a device for help";
  if (!canQuote && /[\s"]/.test(value))
    return "holds a space or a quote, and must be one word here";
  return undefined;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}

function withoutPlaceholders(text: string): string {
  return replacePlaceholders(text, () => " ");
}

function pieces(value: string): string[] {
  if (value.length <= pieceLength) return [value];
  return Array.from({ length: value.length - pieceLength + 1 }, (_, at) =>
    value.slice(at, at + pieceLength),
  );
}
