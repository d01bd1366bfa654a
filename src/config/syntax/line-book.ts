import type { Grammar } from "../../platform/grammar.ts";
import type { Table } from "../grammar/compile-grammar.ts";
import { type Statement, statementOf } from "../grammar/statement.ts";

/** A line as it stands in a text: how far it is indented, what it says, and what that is in a configuration. */
export type Line = {
  readonly indent: number;
  /** Without indentation and padding: IOS prints "route-map X permit 10 ", and no command line keeps the space. */
  readonly text: string;
  readonly kind: "blank" | "comment" | "closer" | "volatile" | "said";
  /** What it was last understood as, and the section it stood in then. */
  table: Table | undefined;
  statement: Statement | undefined;
};

/** Lines remembered per grammar; more would cost memory when a thousand devices differ in everything. */
const KNOWN_LIMIT = 50_000;

const books = new WeakMap<Grammar, LineBook>();

/** Lines of one grammar that were seen before, so that the next text that has them pays for one look. */
export class LineBook {
  private readonly lines = new Map<string, Line>();
  private readonly grammar: Grammar;
  private readonly closers: ReadonlySet<string>;
  private readonly volatile: RegExp | undefined;

  private constructor(grammar: Grammar) {
    this.grammar = grammar;
    this.closers = new Set(grammar.closers);
    this.volatile =
      grammar.volatile.length === 0
        ? undefined
        : new RegExp(`^(?:${grammar.volatile.join("|")})$`, "u");
  }

  static of(grammar: Grammar): LineBook {
    let book = books.get(grammar);
    if (book === undefined) {
      book = new LineBook(grammar);
      books.set(grammar, book);
    }
    return book;
  }

  line(given: string): Line {
    const known = this.lines.get(given);
    if (known !== undefined) return known;
    if (this.lines.size >= KNOWN_LIMIT) this.lines.clear();
    // A part of a string holds on to the whole of it: what is remembered must not be the text of a device.
    const own = ` ${given}`.slice(1);
    const line = this.looked(own);
    this.lines.set(own, line);
    return line;
  }

  private looked(given: string): Line {
    let indent = 0;
    while (given.charCodeAt(indent) === 32 || given.charCodeAt(indent) === 9) indent++;
    const text = given.trim();
    const kind = indent === given.length ? "blank" : this.kindOf(text);
    return { indent, text, kind, table: undefined, statement: undefined };
  }

  private kindOf(text: string): Line["kind"] {
    if (this.grammar.comments.some((mark) => text.startsWith(mark))) return "comment";
    if (this.closers.has(text)) return "closer";
    return this.volatile?.test(text) === true ? "volatile" : "said";
  }
}

/** What a line says in a section. */
export function understoodIn(table: Table, line: Line): Statement {
  if (line.table === table && line.statement !== undefined) return line.statement;
  const statement = statementOf(table, line.text);
  line.table = table;
  line.statement = statement;
  return statement;
}
