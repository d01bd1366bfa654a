import { type Grammar, type Rule, type Table, UNKNOWN_LINE } from "./rule.ts";

/** One line of a device's configuration with what stands below it. `body` is free text (banner, certificate). */
export type Line = {
  rule: Rule;
  key: string;
  text: string;
  isNegated: boolean;
  arguments: readonly string[];
  body: readonly string[];
  children: Line[];
  /** Keys of the sections beside it that were opened by the same line: they take the same lines. */
  twins?: readonly string[];
};

/** A copy that shares nothing that changes. */
export function copy(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line, children: copy(line.children) }));
}

/** How a platform prints: blanks per level, and whether separators stand also where nothing was printed. */
export type Printing = {
  readonly indent: number;
  readonly isSparse: boolean;
  /** Kinds of interface that are printed before all others, in this order. */
  readonly first: readonly string[];
};

/** The lines in the platform's own order, with its separators. */
export function print(lines: readonly Line[], grammar: Grammar, printing: Printing): string[] {
  return printSection(lines, { ...printing, grammar, kind: "global", depth: 0 });
}

type Place = Printing & {
  readonly grammar: Grammar;
  readonly kind: string;
  readonly depth: number;
};

function printSection(lines: readonly Line[], place: Place): string[] {
  const pad = " ".repeat(place.depth);
  const out: string[] = [];
  for (const group of groups(place.grammar[place.kind] ?? [])) {
    if (group === "!") {
      if (!place.isSparse || isSeparable(out)) out.push(`${pad}!`);
      continue;
    }
    for (const line of ordered(lines, group, place)) {
      if (line.rule.isLed) out.push(`${pad}!`);
      out.push(...printLine(line, place));
    }
  }
  for (const line of lines) if (line.rule === UNKNOWN_LINE) out.push(`${pad}${line.text}`);
  return out;
}

function isSeparable(out: readonly string[]): boolean {
  const last = out.at(-1);
  return last !== undefined && last.trim() !== "!";
}

function printLine(line: Line, place: Place): string[] {
  const pad = " ".repeat(place.depth);
  const out = [`${pad}${line.text}`, ...line.body];
  const { opens: kind, close, childIndent, isTight } = line.rule;
  if (kind === undefined || line.isNegated) return out;
  const depth = place.depth + (childIndent ?? place.indent);
  out.push(...printSection(line.children, { ...place, kind, depth }));
  if (close !== undefined) out.push(`${pad}${close}`);
  if (place.depth === 0 && !isTight) out.push("!");
  return out;
}

/** Neighbouring rules of one family are printed as one group. */
function groups(rules: Table): (readonly Rule[] | "!")[] {
  const out: (Rule[] | "!")[] = [];
  for (const rule of rules) {
    const last = out.at(-1);
    if (rule === "!") out.push("!");
    else if (rule.family !== undefined && Array.isArray(last) && last[0]?.family === rule.family)
      last.push(rule);
    else out.push([rule]);
  }
  return out;
}

function ordered(lines: readonly Line[], rules: readonly Rule[], { first }: Printing): Line[] {
  const found = lines.filter((line) => rules.includes(line.rule));
  const [rule] = rules;
  if (rule === undefined || (!rule.isSorted && rule.family === undefined)) return found;
  const subject = ({ arguments: words }: Line): string => {
    const text = rule.isSorted ? words.join(" ") : (words[0] ?? "");
    const rank = first.findIndex((kind) => text.startsWith(kind));
    return rank < 0 ? text : `${rank} ${text}`;
  };
  return found.sort((a, b) => natural(subject(a), subject(b)) || a.rule.rank - b.rule.rank);
}

/** Compares as people count: `Ethernet2` before `Ethernet10`, `10.0.2.0` before `10.0.10.0`. */
export function natural(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
