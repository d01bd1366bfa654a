import type { Finding } from "../../errors.ts";
import type { Grammar } from "../../platform/grammar.ts";
import { compileGrammar, type Table } from "../grammar/compile-grammar.ts";
import { type Statement, statementOf } from "../grammar/statement.ts";
import { spreadRanges } from "../ranges/spread-ranges.ts";
import { readBlock } from "./block.ts";
import { Builder, type OpenChildren } from "./builder.ts";
import { type Line, LineBook, understoodIn } from "./line-book.ts";
import { DEPTH_LIMIT, FINDING_LIMIT, type Source, sourceFinding } from "./source.ts";

/** An open section: how far its own line is indented, and what may stand in it. */
type Frame = {
  readonly indent: number;
  readonly table: Table;
  readonly children: OpenChildren;
};

/** A line that was read, in its section. */
type Last = {
  readonly frame: Frame;
  readonly statement: Statement;
  readonly line: number;
  readonly indent: number;
};

/** Reads lines in sections by indentation; where text is not indented, rules that open sections decide. */
export function readLines(
  lines: readonly string[],
  grammar: Grammar,
  source: Source,
): { readonly children: OpenChildren; readonly findings: Finding[] } {
  const reader = new LineReader(lines, grammar, source);
  reader.read();
  return { children: reader.root, findings: reader.findings };
}

class LineReader {
  readonly root: OpenChildren = new Map();
  readonly findings: Finding[] = [];
  private readonly builder = new Builder();
  private readonly frames: Frame[];
  private readonly book: LineBook;
  /** The last line read, which deeper indentation makes a section. */
  private last: Last | undefined;
  /** True where lines as little indented as the open section may still belong to it. */
  private isFlat = false;
  /** Sections with lines in them that name several sections at once. */
  private readonly ranged = new Set<OpenChildren>();
  private index = 0;
  private readonly lines: readonly string[];
  private readonly source: Source;

  constructor(lines: readonly string[], grammar: Grammar, source: Source) {
    this.lines = lines;
    this.source = source;
    this.frames = [{ indent: -1, table: compileGrammar(grammar), children: this.root }];
    this.book = LineBook.of(grammar);
  }

  read(): void {
    for (; this.index < this.lines.length; this.index++) {
      this.readLine(this.book.line(this.lines[this.index] ?? ""));
    }
    for (const section of [...this.ranged].reverse()) spreadRanges(section);
  }

  private readLine(line: Line): void {
    const { kind, indent } = line;
    if (kind === "closer") this.close(indent);
    else if (kind === "comment" && indent === 0) this.isFlat = false;
    if (kind !== "said") return;
    if (indent > this.top().indent) this.isFlat = false;
    const frame = this.frameFor(line.text, indent);
    this.enter(frame, understoodIn(frame.table, line), indent);
  }

  /** The section this line stands in; sections it has left are closed. */
  private frameFor(text: string, indent: number): Frame {
    const { last } = this;
    if (last !== undefined && indent > last.indent && last.frame === this.top()) {
      this.openAnonymous(last);
    }
    while (this.frames.length > 1 && indent <= this.top().indent) {
      if (this.isFlat && indent === this.top().indent && this.belongs(text)) break;
      this.frames.pop();
    }
    return this.top();
  }

  /** In unindented text a line belongs to the innermost open section that knows it, unless the top does. */
  private belongs(text: string): boolean {
    const knows = (frame: Frame) => !statementOf(frame.table, text).rule.isGeneric;
    const [top, ...sections] = this.frames;
    const depth = sections.findLastIndex(knows);
    if (depth < 0 || top === undefined || knows(top)) return false;
    this.frames.length = depth + 2;
    return true;
  }

  private openAnonymous(last: Last): void {
    if (this.frames.length > DEPTH_LIMIT) {
      this.report("NC3104", `sections stand more than ${DEPTH_LIMIT} deep in one another`);
      return;
    }
    const extras = { line: last.line, origin: this.source.originOf?.(last.line) };
    const children = this.builder.open(last.frame.children, last.statement, extras);
    this.frames.push({ indent: last.indent, table: last.statement.rule.inside, children });
  }

  private enter(frame: Frame, statement: Statement, indent: number): void {
    const line = this.index + 1;
    const origin = this.source.originOf?.(line);
    const block = readBlock(statement, this.lines, this.index);
    if (block !== undefined) {
      if (!block.isClosed) this.report("NC3102", `this block is never closed: ${statement.text}`);
      this.builder.place(frame.children, block.statement, { line, origin, body: block.body });
      this.index = block.lastIndex;
      this.last = undefined;
      return;
    }
    const children = this.builder.place(frame.children, statement, { line, origin });
    if (statement.parts !== undefined) this.ranged.add(frame.children);
    this.last = { frame, statement, line, indent };
    if (children === undefined) return;
    this.frames.push({ indent, table: statement.rule.inside, children });
    this.isFlat = true;
  }

  private close(indent: number): void {
    this.isFlat = this.frames.length > 2 && this.isFlat;
    while (this.frames.length > 1 && this.top().indent > indent) this.frames.pop();
    if (this.frames.length > 1 && this.top().indent === indent) this.frames.pop();
    this.last = undefined;
  }

  private top(): Frame {
    const frame = this.frames[this.frames.length - 1];
    if (frame === undefined) throw new Error("the root is never closed");
    return frame;
  }

  private report(code: string, message: string): void {
    if (this.findings.length >= FINDING_LIMIT) return;
    this.findings.push(sourceFinding(this.source, this.lines, this.index, code, message));
  }
}
