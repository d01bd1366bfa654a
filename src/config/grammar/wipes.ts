import type { Children, Node } from "../config.ts";
import { fill } from "./names.ts";
import type { Captures } from "./pattern.ts";

/** Lines that another one bears on: what they look like, and with `A where B` the words of a line that must be there. */
export type Wipe = { readonly what: string; readonly condition: readonly string[] | undefined };

const WHERE = " where ";
const known = new Map<string, readonly Wipe[]>();

/** What a wipe of a grammar stands for, optional words and choices decided. */
export function wipesIn(source: string): readonly Wipe[] {
  let wipes = known.get(source);
  if (wipes === undefined) {
    wipes = decided(source).map((one) => {
      const at = one.indexOf(WHERE);
      if (at < 0) return { what: one, condition: undefined };
      return { what: one.slice(0, at), condition: one.slice(at + WHERE.length).split(" ") };
    });
    known.set(source, wipes);
  }
  return wipes;
}

function decided(source: string): readonly string[] {
  const found = /\[([^\]]+)\] |\(([^)]+)\)/.exec(source);
  if (found === null) return [source];
  const [whole, option, choice = ""] = found;
  const ways = option === undefined ? choice.split("|") : [`${option} `, ""];
  return ways.flatMap((way) => decided(source.replace(whole, way)));
}

/** The templates a wipe of a grammar stands for in a section (see `templatesOf`). */
export function wipedTemplates(
  source: string,
  captures: Captures,
  section: Children,
): readonly string[] {
  return wipesIn(source).flatMap((wipe) => templatesOf(wipe, captures, section.values()));
}

/**
 * The templates a wipe stands for, captures in place: one, or one for each of these lines that is as its condition says,
 * with what that catches of the line.
 */
export function templatesOf(
  { what, condition }: Wipe,
  captures: Captures,
  lines: Iterable<Node>,
): readonly string[] {
  if (condition === undefined) return [fill(what, captures)];
  const found: string[] = [];
  const head = knownHead(condition, captures);
  for (const { statement } of lines) {
    if (statement.isNegative || !statement.value.startsWith(head)) continue;
    const caught = caughtIn(statement.value, condition, captures);
    if (caught !== undefined) found.push(fill(what, { ...captures, ...caught }));
  }
  return found;
}

/** What a condition begins with, as far as its words are known: most lines begin otherwise. */
function knownHead(condition: readonly string[], known: Captures): string {
  const words: string[] = [];
  for (const word of condition) {
    const said = knownWord(word, known);
    if (said === undefined) break;
    words.push(said);
  }
  return words.join(" ");
}

/** What a word of a condition must be; undefined where any word may stand, or any number of them. */
export function knownWord(word: string, known: Captures): string | undefined {
  const name = captureIn(word);
  if (name !== undefined) return known[name];
  return word === "..." ? undefined : word;
}

function captureIn(word: string): string | undefined {
  return /^\{(\w+)\}$/.exec(word)?.[1];
}

/** What the words of a condition catch of a line; those that are known already must be the same. */
function caughtIn(
  line: string,
  condition: readonly string[],
  known: Captures,
): Captures | undefined {
  const words = line.split(" ");
  const isOpen = condition[condition.length - 1] === "...";
  const asked = isOpen ? condition.slice(0, -1) : condition;
  if (isOpen ? words.length < asked.length : words.length !== asked.length) return undefined;
  const caught: Record<string, string> = {};
  for (const [index, word] of asked.entries()) {
    const name = captureIn(word);
    const said = words[index] ?? "";
    if (said !== (name === undefined ? word : (known[name] ?? caught[name] ?? said)))
      return undefined;
    if (name !== undefined) caught[name] = said;
  }
  return caught;
}
