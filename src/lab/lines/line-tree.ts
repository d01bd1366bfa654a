import type { Grammar, Rule, Table } from "./rule.ts";

/** One line of a device's configuration with what stands below it. `body` is free text (banner, certificate). */
export type Line = {
  rule: Rule;
  key: string;
  text: string;
  isNegated: boolean;
  arguments: readonly string[];
  body: readonly string[];
  children: Line[];
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
  return printSection(lines, grammar, "global", 0, printing);
}

function printSection(
  lines: readonly Line[],
  grammar: Grammar,
  kind: string,
  depth: number,
  printing: Printing,
): string[] {
  const rules = grammar[kind] ?? [];
  const pad = " ".repeat(depth);
  const out: string[] = [];
  for (const group of groups(rules)) {
    if (group === "!") {
      if (!printing.isSparse || isSeparable(out)) out.push(`${pad}!`);
      continue;
    }
    for (const line of ordered(lines, group, printing)) {
      if (line.rule.isLed) out.push(`${pad}!`);
      out.push(...printLine(line, grammar, depth, printing));
    }
  }
  return out;
}

function isSeparable(out: readonly string[]): boolean {
  const last = out.at(-1);
  return last !== undefined && last.trim() !== "!";
}

function printLine(line: Line, grammar: Grammar, depth: number, printing: Printing): string[] {
  const pad = " ".repeat(depth);
  const out = [`${pad}${line.text}`, ...line.body];
  if (line.rule.opens === undefined || line.isNegated) return out;
  const below = depth + (line.rule.childIndent ?? printing.indent);
  out.push(...printSection(line.children, grammar, line.rule.opens, below, printing));
  if (line.rule.close !== undefined) out.push(`${pad}${line.rule.close}`);
  if (depth === 0 && !line.rule.isTight) out.push("!");
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
