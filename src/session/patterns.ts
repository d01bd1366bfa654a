import type { Dialogue, Mode } from "../platform/dialogue.ts";

/** What `{name}` stands for in the words and patterns of a dialogue. */
export type Words = Readonly<Record<string, string>>;

/** A command with its `{name}`s filled in; unknown names are left as they are. */
export function filled(text: string, words: Words): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
}

const plain = new Map<string, RegExp>();

/** A pattern of a dialogue, made ready: flags "mu", and words filled in literally. */
export function pattern(source: string, words?: Words): RegExp {
  if (words !== undefined && /\{[a-z]/.test(source)) return compiled(source, words);
  const known = plain.get(source) ?? compiled(source, {});
  plain.set(source, known);
  return known;
}

function compiled(source: string, words: Words): RegExp {
  // Quantifiers such as {1,63} start with a digit and are never taken for names.
  const literal = source.replace(/\{([a-z]\w*)\}/g, (whole, name: string) => {
    const word = words[name];
    return word === undefined ? whole.replace(/[{}]/g, "\\$&") : escaped(word);
  });
  return new RegExp(literal, "mu");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

const modesInOrder: readonly Mode[] = ["shell", "config", "privileged", "exec"];

/** The mode whose prompt `line` is; undefined when it is no prompt. */
export function modeOf(line: string, prompts: Dialogue["prompts"]): Mode | undefined {
  return modesInOrder.find((mode) => {
    const source = prompts[mode];
    return source !== undefined && pattern(source).test(line);
  });
}

/**
 * Length of the prompt that ends `text`, whatever stands before it; 0 where none does. Type-ahead that the terminal
 * echoed may be glued to a prompt.
 */
export function promptAtEnd(text: string, prompts: Dialogue["prompts"]): number {
  if (modeOf(text, prompts) !== undefined) return text.length;
  const lengths = (["config", "privileged", "exec"] as const).map((mode) => {
    const source = prompts[mode];
    return source === undefined ? 0 : (loose(source).exec(text)?.[0].length ?? 0);
  });
  return Math.max(...lengths);
}

function loose(source: string): RegExp {
  return pattern(source.replace(/^\^/, ""));
}

/** The first of `sources` that matches a whole answer. */
export function firstMatch(
  text: string,
  sources: readonly string[],
  words: Words = {},
): string | undefined {
  return sources
    .map((source) => pattern(source, words).exec(text)?.[0])
    .find((match) => match !== undefined);
}

/** Lines of an answer without the prompt's decoration at its end. */
export function meaningful(lines: readonly string[], dialogue: Dialogue): string[] {
  const decorations = dialogue.decorations.map((source) => pattern(source));
  const kept = [...lines];
  while (kept.length > 0 && decorations.some((known) => known.test(kept.at(-1) ?? ""))) kept.pop();
  return kept;
}
