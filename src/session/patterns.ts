import type { Dialogue, Mode } from "../platform/dialogue.ts";

/** What `{name}` stands for in the words and patterns of a dialogue. */
export type Words = Readonly<Record<string, string>>;

/** A command with its `{name}`s filled in; unknown names are left as they are. */
export function filled(text: string, words: Words): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
}

/** A pattern of a dialogue, made ready: flags "mu", and words filled in literally. */
export function pattern(source: string, words: Words = {}): RegExp {
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

/** Lines of an answer that are not noise and not part of the prompt's decoration at its end. */
export function meaningful(lines: readonly string[], dialogue: Dialogue): string[] {
  const noise = dialogue.noise.map((source) => pattern(source));
  const decorations = dialogue.decorations.map((source) => pattern(source));
  const kept = lines.filter((line) => !noise.some((known) => known.test(line)));
  while (kept.length > 0 && decorations.some((known) => known.test(kept.at(-1) ?? ""))) kept.pop();
  return kept;
}
