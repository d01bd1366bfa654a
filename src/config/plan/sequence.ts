import type { Children, Node } from "../config.ts";
import { sequenceGroup } from "../grammar/compile-grammar.ts";
import { withNumber } from "../syntax/builder.ts";
import { longestIncreasing } from "./ordered.ts";

/**
 * The candidate with entries that were written without numbers under the numbers they run with, new ones in the gaps
 * between. Where a gap is too small the whole list is numbered anew.
 */
export function alignEntries(running: Children, candidate: Children): Children {
  const groups = new Map<string, Node[]>();
  for (const node of candidate.values()) {
    const { rule, captures, isPlaced } = node.statement;
    if (rule.data.sequence === undefined || !isPlaced) continue;
    const group = sequenceGroup(rule, captures);
    groups.set(group, [...(groups.get(group) ?? []), node]);
  }
  if (groups.size === 0) return candidate;
  const ran = new Map<string, Node[]>();
  for (const node of running.values()) {
    const { rule, captures } = node.statement;
    if (rule.data.sequence === undefined) continue;
    const group = sequenceGroup(rule, captures);
    ran.set(group, [...(ran.get(group) ?? []), node]);
  }
  const renumbered = new Map<Node, Node>();
  for (const [group, nodes] of groups) {
    const numbers = numbersFor(nodes, ran.get(group) ?? []);
    nodes.forEach((node, index) => {
      renumbered.set(node, { ...node, statement: withNumber(node.statement, numbers[index] ?? 0) });
    });
  }
  const result = new Map<string, Node>();
  for (const node of candidate.values()) {
    const aligned = renumbered.get(node) ?? node;
    result.set(aligned.statement.key, aligned);
  }
  return result;
}

/** A number for each wanted entry: its own where it runs already and keeps its place, else one in the gap. */
function numbersFor(wanted: readonly Node[], ran: readonly Node[]): number[] {
  const sorted = [...ran].sort((a, b) => numberOf(a) - numberOf(b));
  const places = new Map<string, number[]>();
  sorted.forEach((node, index) => {
    const content = contentOf(node);
    places.set(content, [...(places.get(content) ?? []), index]);
  });
  const matched = wanted.map((node) => places.get(contentOf(node))?.shift() ?? -1);
  const present = matched.flatMap((place, index) => (place < 0 ? [] : [index]));
  const kept = longestIncreasing(present.map((index) => matched[index] ?? 0));
  const numbers = new Array<number>(wanted.length).fill(0);
  present.forEach((index, position) => {
    const node = sorted[matched[index] ?? -1];
    if (kept.has(position) && node !== undefined) numbers[index] = numberOf(node);
  });
  return filled(numbers, stepOf(wanted));
}

function stepOf(nodes: readonly Node[]): { first: number; step: number } {
  return nodes[0]?.statement.rule.data.sequence ?? { first: 10, step: 10 };
}

/** Zeros replaced by numbers between their neighbours; the plain numbering where they do not fit. */
function filled(numbers: number[], { first, step }: { first: number; step: number }): number[] {
  let from = 0;
  while (from < numbers.length) {
    if (numbers[from] !== 0) {
      from++;
      continue;
    }
    let to = from;
    while (to < numbers.length && numbers[to] === 0) to++;
    const below = from === 0 ? 0 : (numbers[from - 1] ?? 0);
    const above = numbers[to];
    const count = to - from;
    if (above !== undefined && above - below <= count) {
      return numbers.map((_, index) => first + index * step);
    }
    const gap = above === undefined ? step : (above - below) / (count + 1);
    for (let index = from; index < to; index++) {
      const place = index - from + 1;
      numbers[index] =
        above === undefined && below === 0
          ? first + (place - 1) * step
          : below + (above === undefined ? place * gap : Math.floor(place * gap));
    }
    from = to;
  }
  return numbers;
}

function numberOf(node: Node): number {
  return Number(node.statement.captures["seq"] ?? 0);
}

/** What an entry says, without its number. */
function contentOf({ statement }: Node): string {
  const { seq: _, ...rest } = statement.captures;
  return JSON.stringify(rest, (key, value: unknown) => (key.startsWith("$") ? undefined : value));
}
