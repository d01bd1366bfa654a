import type { Dialogue, Mode } from "../platform/dialogue.ts";

/** What `{name}` stands for in the words and patterns of a dialogue. */
export type Words = Readonly<Record<string, string | undefined>>;

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

const alternatives = new WeakMap<readonly string[], string>();

/** One source for all `sources`: its pattern finds the leftmost match of any. */
export function anyOf(sources: readonly string[]): string {
  const known = alternatives.get(sources);
  if (known !== undefined) return known;
  // Without any source it is a pattern that nothing matches.
  const made = sources.map((source) => `(?:${source})`).join("|") || "(?!)";
  alternatives.set(sources, made);
  return made;
}

const modesInOrder: readonly Mode[] = ["shell", "config", "privileged", "exec"];

type PromptPattern = { readonly mode: Mode; readonly is: RegExp };

const promptPatterns = new WeakMap<Dialogue["prompts"], readonly PromptPattern[]>();

function promptPatternsOf(prompts: Dialogue["prompts"]): readonly PromptPattern[] {
  const known = promptPatterns.get(prompts);
  if (known) return known;
  const made = modesInOrder.flatMap((mode) => {
    const source = prompts[mode];
    return source === undefined ? [] : [{ mode, is: pattern(source) }];
  });
  promptPatterns.set(prompts, made);
  return made;
}

/** The mode whose prompt `line` is; undefined when it is no prompt. */
export function modeOf(line: string, prompts: Dialogue["prompts"]): Mode | undefined {
  for (const { mode, is } of promptPatternsOf(prompts)) if (is.test(line)) return mode;
  return undefined;
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

/** Lines of an answer without the prompt's decoration at its end. */
export function meaningful(lines: readonly string[], dialogue: Dialogue): readonly string[] {
  const decoration = pattern(anyOf(dialogue.decorations));
  let end = lines.length;
  while (end > 0 && decoration.test(lines[end - 1] ?? "")) end -= 1;
  return end === lines.length ? lines : lines.slice(0, end);
}
