/** One regular expression that cannot be used, and why. */
export type RegexFault = {
  readonly message: string;
  readonly hint?: string;
  readonly unknown?: string;
};

/** `(a+)+`: a repetition of nothing but a repetition, which takes for ever on an answer that almost matches. */
const REPEATED = /\((?:\?:)?(?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\()[\]])[+*]\??\)(?:[+*]|\{\d+,)/;

const WORD = /\{([a-z]\w*)\}/g;

/**
 * What is wrong with a regular expression of a platform; `words` are the `{name}`s that are filled in before use.
 * Where it decides on lines of an answer it must not match the empty line, for then it matches every line.
 */
export function regexFault(
  source: string,
  words: readonly string[],
  mayBeEmpty: boolean,
): RegexFault | undefined {
  const unknown = unknownWord(source, words);
  if (unknown !== undefined)
    return {
      message: `\`{${unknown}}\` is not filled in here`,
      unknown,
      ...(words.length === 0 ? { hint: "for the characters themselves write \\{ and \\}" } : {}),
    };
  if (REPEATED.test(source))
    return {
      message: "a repetition is repeated, which can take for ever",
      hint: "repeat once: (a+)+ is a+",
    };
  try {
    const pattern = new RegExp(source.replace(WORD, "word"), "mu");
    return mayBeEmpty || !pattern.test("")
      ? undefined
      : { message: "it matches an empty line, and so every line" };
  } catch (error) {
    const message = (error as Error).message.replace(/^Invalid regular expression: /, "");
    return { message: `it is no regular expression: ${message}` };
  }
}

/** The first `{name}` of a text that nobody fills in. */
export function unknownWord(text: string, words: readonly string[]): string | undefined {
  return [...text.matchAll(WORD)]
    .map(([, name = ""]) => name)
    .find((name) => !words.includes(name));
}
