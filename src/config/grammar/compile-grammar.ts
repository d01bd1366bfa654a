import type { Grammar, Rule } from "../../platform/grammar.ts";
import type { Node } from "../config.ts";
import { Dispatch } from "./dispatch.ts";
import { Known, Memory } from "./known.ts";
import { type Captures, type Piece, parsePattern, render, variants } from "./pattern.ts";
import { beforeValue, flat, plural, stemOf } from "./pattern-shape.ts";
import type { Statement } from "./statement.ts";

/** A rule made ready: its patterns read, its lines inside compiled. */
export type CompiledRule = {
  readonly data: Rule;
  /** Place in the table it stands in: the order of canonical text. Unknown lines come last. */
  readonly rank: number;
  readonly stem: string;
  readonly negation: string;
  readonly main: readonly Piece[];
  readonly keyNames: readonly string[];
  readonly captureNames: readonly string[];
  readonly hasValue: boolean;
  /** True where the device prints the negated form as a line of its own. */
  readonly keepsNegative: boolean;
  readonly isGeneric: boolean;
  /** Kinds of lists that rules of its table have. */
  readonly lists: Lists;
  /** What stands inside, where the line opens a section. */
  readonly inside: Table;
  readonly unset: readonly Piece[] | undefined;
  /** The line that names several such sections at once. */
  readonly plural: readonly Piece[] | undefined;
};

/** Whether a table has rules of ordered and of numbered lists. */
export type Lists = { readonly ordered: boolean; readonly sequence: boolean };

export type Effect = "set" | "unset" | "add" | "remove" | "insert";

/** What may stand in one kind of section. */
export type Table = {
  readonly grammar: Grammar;
  readonly positive: Dispatch;
  readonly negative: Dispatch;
  readonly generic: CompiledRule;
  /** First words of lines whose sections are named together. */
  readonly joining: ReadonlySet<string>;
  /** Statements by their text: two readings of a device share them. */
  readonly known: Known<Statement>;
  /** Whole sections by their text, opening line and all: those that stand at the top alone. */
  readonly sections: Known<Node>;
  /** So many lines are about to be read (see `Memory`). */
  readonly makeRoom: (lines: number) => void;
};

const GENERIC: Rule = { match: "{line...:text}" };
const NOTHING: readonly Rule[] = [];
const compiled = new WeakMap<Grammar, Table>();

/** The table of what stands at the top of a configuration. Compiled once per grammar. */
export function compileGrammar(grammar: Grammar): Table {
  let table = compiled.get(grammar);
  if (table === undefined) {
    table = new Compiler(grammar).table(grammar.rules);
    compiled.set(grammar, table);
  }
  return table;
}

class Compiler {
  private readonly grammar: Grammar;
  private readonly tables = new Map<readonly Rule[], Table>();
  private readonly statements = new Memory();
  private readonly sections = new Memory();

  constructor(grammar: Grammar) {
    this.grammar = grammar;
  }

  table(rules: readonly Rule[]): Table {
    const known = this.tables.get(rules);
    if (known !== undefined) return known;
    const table: { -readonly [K in keyof Table]: Table[K] } = {
      grammar: this.grammar,
      positive: new Dispatch(),
      negative: new Dispatch(),
      generic: undefined as never,
      joining: new Set(rules.flatMap(joiningWords)),
      known: new Known(this.statements, ({ text }) => text),
      sections: new Known(this.sections, (_, text) => text),
      makeRoom: (lines) => {
        this.statements.makeRoom(lines);
        this.sections.makeRoom(lines);
      },
    };
    this.tables.set(rules, table);
    const all = [...rules, ...this.grammar.common];
    const lists: Lists = {
      ordered: all.some((rule) => rule.ordered !== undefined),
      sequence: all.some((rule) => rule.sequence !== undefined),
    };
    all.forEach((rule, rank) => {
      this.enter(this.rule(rule, rank, lists), table);
    });
    table.generic = this.rule(GENERIC, all.length, lists);
    return table;
  }

  private rule(data: Rule, rank: number, lists: Lists): CompiledRule {
    const main = parsePattern(data.match, this.grammar.types);
    const captures = flat(main);
    const keyNames = captures.filter((piece) => piece.isKey).map((piece) => piece.name);
    const hasValue =
      captures.some((piece) => !piece.isKey) || main.some((piece) => piece.kind === "option");
    const negated = `${this.grammar.negation} `;
    const defaultsOn =
      !hasValue && data.default?.some((line) => !line.startsWith(negated)) === true;
    const table = () => {
      const rules = data.section?.rules ?? NOTHING;
      return this.table(rules === "top" ? this.grammar.rules : rules);
    };
    let inside: Table | undefined;
    return {
      data,
      rank,
      main,
      keyNames,
      captureNames: captures.map((piece) => piece.name),
      hasValue,
      stem: stemOf(main),
      negation: this.grammar.negation,
      isGeneric: data === GENERIC,
      lists,
      keepsNegative:
        data === GENERIC ||
        defaultsOn ||
        (data.default === undefined && !hasValue && keyNames.length === 0) ||
        data.negative === "kept",
      unset: data.unset === undefined ? undefined : parsePattern(data.unset, this.grammar.types),
      plural: plural(data, this.grammar.types),
      // Late, for sections may stand inside themselves.
      get inside(): Table {
        inside ??= table();
        return inside;
      },
    };
  }

  private enter(rule: CompiledRule, { positive, negative }: Table): void {
    const { types, negation } = this.grammar;
    const addPattern = (source: string, effect: Effect) => {
      const pieces = parsePattern(source, types);
      const first = pieces[0];
      const isNegated = first?.kind === "word" && first.text === negation;
      for (const variant of variants(isNegated ? pieces.slice(1) : pieces)) {
        (isNegated ? negative : positive).add({ rule, effect, variant, form: "other" });
      }
    };
    for (const source of [rule.data.match, ...(rule.data.also ?? [])]) {
      const form = source === rule.data.match ? "main" : "other";
      const pieces = parsePattern(source, types);
      for (const variant of variants(pieces)) {
        positive.add({ rule, effect: "set", variant, form });
        negative.add({ rule, effect: "unset", variant, form });
      }
      for (const variant of variants(beforeValue(pieces))) {
        negative.add({ rule, effect: "unset", variant, form: "other" });
      }
    }
    for (const variant of rule.plural === undefined ? [] : variants(rule.plural)) {
      positive.add({ rule, effect: "set", variant, form: "plural" });
      negative.add({ rule, effect: "unset", variant, form: "plural" });
    }
    if (rule.data.unset !== undefined) addPattern(rule.data.unset, "unset");
    const insert = rule.data.ordered?.insert;
    if (insert !== undefined && this.grammar.syntax === "indented") addPattern(insert, "insert");
    if (rule.data.set !== undefined) {
      addPattern(rule.data.set.add, "add");
      addPattern(rule.data.set.remove, "remove");
    }
  }
}

function joiningWords({ match, expand }: Rule): string[] {
  return expand?.joined === true ? match.split(" ", 1) : [];
}

/** The name a line is known by among its siblings. */
export function slotKey(rule: CompiledRule, captures: Captures): string {
  // Joined, not added up: a key is compared so often that it must be one string and not the sum of many.
  const parts = [rule.stem];
  for (const name of rule.keyNames) parts.push(captures[name] ?? "");
  return parts.join("|");
}

/** What entries numbered together have in common: the list they are in. */
export function sequenceGroup(rule: CompiledRule, captures: Captures): string {
  let key = rule.stem;
  for (const name of rule.keyNames) if (name !== "seq") key += `|${captures[name] ?? ""}`;
  return key;
}

/** The line a slot is taken away with. */
export function unsetLine(statement: Statement): string {
  statement.unsetting ??= unsetting(statement);
  return statement.unsetting;
}

function unsetting(statement: Statement): string {
  const { rule, captures } = statement;
  const { negation } = rule;
  if (rule.unset !== undefined) return render(rule.unset, captures);
  const [preferred] = rule.data.default ?? [];
  if (preferred !== undefined) return preferred;
  // A hierarchy has no negation: a leaf is deleted by its name, a list entry by its key.
  if (negation === "") return render(rule.hasValue ? beforeValue(rule.main) : rule.main, captures);
  // Joined, not added: a string of two parts is put together anew by every map that looks it up.
  return statement.isNegative
    ? statement.text.slice(negation.length + 1)
    : [negation, statement.text].join(" ");
}
