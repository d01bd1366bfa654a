import type { Command } from "../change-set.ts";
import type { Children, Node } from "../config.ts";
import { contrast } from "../goal/contrast.ts";
import { unsetLine } from "../grammar/compile-grammar.ts";
import { fill } from "../grammar/names.ts";
import { entriesByList, matchEntries, numberOf } from "./sequence.ts";

/**
 * Commands that number whole lists anew, for lists in which most entries keep their place but not their number.
 * What is not wanted any more goes before, so that the rest falls into step.
 */
export function renumbering(running: Children, wanted: Children): Command[] {
  const found: Command[] = [];
  for (const { before, after: section } of contrast(running, wanted).given) {
    if (before?.children === undefined || section?.children === undefined) continue;
    // An entry under another number is a slot of its own.
    if (contrast(before.children, section.children).given.length < 2) continue;
    const lists = entriesByList(before.children, () => true);
    for (const [name, entries] of entriesByList(section.children, () => true)) {
      found.push(...renumbered(section, lists.get(name) ?? [], entries));
    }
  }
  return found;
}

function renumbered(section: Node, ran: readonly Node[], wanted: readonly Node[]): Command[] {
  const template = wanted[0]?.statement.rule.data.sequence?.resequence;
  if (template === undefined) return [];
  const pairs = matchEntries(wanted, ran).flatMap((node, index): Pair[] => {
    const after = wanted[index];
    return node === undefined || after === undefined ? [] : [{ node, number: numberOf(after) }];
  });
  const movedCount = pairs.filter(({ node, number }) => numberOf(node) !== number).length;
  if (movedCount < 2) return [];
  const whole = inStep(pairs, ran);
  const kept = pairs.map(({ node }) => node);
  const step = whole ?? inStep(pairs, kept);
  if (step === undefined) return [];
  const isKept = new Set(kept);
  const removed = whole === undefined ? ran.filter((node) => !isKept.has(node)) : [];
  const captures = {
    ...section.statement.captures,
    first: String(step.first),
    step: String(step.step),
  };
  return [
    ...removed.map(({ statement }) => ({
      section: [section.statement.text],
      line: unsetLine(statement),
    })),
    { section: [], line: fill(template, captures) },
  ];
}

type Pair = { readonly node: Node; readonly number: number };

/** First number and step that give every pair its wanted number when all of `rows` are numbered anew. */
function inStep(
  pairs: readonly Pair[],
  rows: readonly Node[],
): { readonly first: number; readonly step: number } | undefined {
  const places = new Map(rows.map((node, index) => [node, index]));
  const [one, two] = pairs;
  if (one === undefined || two === undefined) return undefined;
  const at = (pair: Pair) => places.get(pair.node) ?? 0;
  const step = (two.number - one.number) / (at(two) - at(one));
  const first = one.number - at(one) * step;
  const isRight =
    Number.isInteger(step) &&
    step > 0 &&
    first > 0 &&
    pairs.every((pair) => pair.number === first + at(pair) * step);
  return isRight ? { first, step } : undefined;
}
