import type { Finding } from "../../errors.ts";
import type { Grammar } from "../../platform/grammar.ts";
import type { Node } from "../config.ts";
import { compileGrammar, type Table } from "../grammar/compile-grammar.ts";
import type { Known } from "../grammar/known.ts";
import { type Statement, statementOf } from "../grammar/statement.ts";
import { spreadRange } from "../ranges/spread-range.ts";
import { readBlock } from "./block.ts";
import { Builder, type OpenChildren } from "./builder.ts";
import { DEPTH_LIMIT, FINDING_LIMIT, type Source, sourceFinding } from "./source.ts";
import { wholeSectionEnd } from "./whole-section.ts";

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
  private readonly sections: Known<Node>;
  private readonly frames: Frame[];
  private readonly grammar: Grammar;
  private readonly closers: ReadonlySet<string>;
  private readonly volatile: RegExp;
  /** The last line read, which deeper indentation makes a section. */
  private last: Last | undefined;
  /** True where lines as little indented as the open section may still belong to it. */
  private isFlat = false;
  /** Sections whose last line names several sections at once, by its key. */
  private readonly ranged = new Map<OpenChildren, string>();
  private index = 0;
  private readonly lines: readonly string[];
  private readonly source: Source;

  constructor(lines: readonly string[], grammar: Grammar, source: Source) {
    this.lines = lines;
    this.source = source;
    const table = compileGrammar(grammar);
    this.frames = [{ indent: -1, table, children: this.root }];
    this.sections = table.sections;
    this.grammar = grammar;
    this.closers = new Set(grammar.closers);
    this.volatile = new RegExp(`^(?:${["(?!)", ...grammar.volatile].join("|")})$`, "u");
  }

  read(): void {
    while (this.index < this.lines.length) {
      const end = this.sectionEnd();
      if (end === undefined) this.readTo(this.index + 1);
      else this.readSection(end);
    }
    this.spread(this.root);
  }

  private readTo(end: number): void {
    for (; this.index < end; this.index++) this.readLine(this.lines[this.index] ?? "");
  }

  /**
   * The end of a section that says the same wherever it stands: with nothing open around it, and without origins, which
   * are of one text alone.
   */
  private sectionEnd(): number | undefined {
    const isContinuing = this.isFlat && this.frames.length > 1;
    if (isContinuing || this.ranged.size > 0 || this.source.originOf !== undefined)
      return undefined;
    const end = wholeSectionEnd(this.lines, this.index, this.isComment);
    // What stands behind a line that is passed over goes on with the section.
    return end !== undefined && this.volatile.test(this.lines[end]?.trim() ?? "") ? undefined : end;
  }

  /** Reads a section as it was read before, or line by line where its like was never read or stands there already. */
  private readSection(end: number): void {
    const text = this.lines.slice(this.index, end).join("\n");
    const known = this.sections.get(text, end - this.index);
    if (known === undefined) this.learn(text, end);
    else if (!this.builder.placeKnown(this.root, known)) this.readTo(end);
    else {
      // Nothing stays open behind it, for what comes next stands at the margin.
      this.frames.length = 1;
      this.last = undefined;
      this.isFlat = false;
      this.index = end;
    }
  }

  private learn(text: string, end: number): void {
    const start = this.index;
    const count = this.root.size + 1;
    const findings = this.findings.length;
    const before = this.last;
    this.readTo(start + 1);
    // A comment opens nothing, nor does a line that is passed over: what stands behind belongs to what was before.
    const opening = this.last === before ? undefined : this.last?.statement;
    this.readTo(end);
    // A block went on behind the section, or its last line has something more to say of what comes next.
    const isOpen = this.index > end || this.isFlat || this.ranged.size > 0;
    if (isOpen || this.root.size !== count || this.findings.length > findings) return;
    const section = opening === undefined ? undefined : this.root.get(opening.key);
    // A numbered section counts for those that come after it.
    if (section?.children === undefined || section.statement.rule.data.sequence !== undefined)
      return;
    this.sections.add(text, section, end - start);
    this.builder.share(section);
  }

  private readLine(line: string): void {
    // IOS prints "route-map X permit 10 ", and no command line keeps the space.
    const text = line.trim();
    if (text === "") return;
    const indent = indentOf(line);
    if (this.isComment(text)) {
      if (indent === 0) this.isFlat = false;
    } else if (this.closers.has(text)) this.close(indent);
    else this.readStatement(text, indent);
  }

  private readStatement(text: string, indent: number): void {
    const top = this.top();
    const known = top.table.known.get(text);
    // What was understood before is a line of a configuration: only strangers can be volatile.
    if (known === undefined && this.volatile.test(text)) return;
    if (indent > top.indent) this.isFlat = false;
    const frame = this.frameFor(text, indent);
    const isKnown = known !== undefined && frame.table === top.table;
    this.enter(frame, isKnown ? known : statementOf(frame.table, text), indent);
  }

  private readonly isComment = (text: string): boolean => {
    for (const mark of this.grammar.comments) if (text.startsWith(mark)) return true;
    return false;
  };

  /** The section this line stands in; sections it has left are closed. */
  private frameFor(text: string, indent: number): Frame {
    const { last } = this;
    const isDeeper = last !== undefined && indent > last.indent && last.frame === this.top();
    // An entry that is numbered by its place is no section, whatever is written under it.
    if (isDeeper && last.statement.rule.data.sequence === undefined) this.openAnonymous(last);
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
    const extras = { origin: this.source.originOf?.(last.line) };
    const children = this.builder.open(last.frame.children, last.statement, extras);
    this.frames.push({ indent: last.indent, table: last.statement.rule.inside, children });
  }

  /** What is read next in a section comes after what its last line said of several sections at once. */
  private spread(section: OpenChildren): void {
    const [...waiting] = this.ranged;
    const from = section === this.root ? 0 : waiting.findIndex(([one]) => one === section);
    if (from < 0) return;
    // What stands inside was read later.
    for (const [inside, key] of waiting.slice(from).reverse()) {
      spreadRange(inside, key);
      this.ranged.delete(inside);
    }
  }

  private enter(frame: Frame, statement: Statement, indent: number): void {
    if (this.ranged.size > 0) this.spread(frame.children);
    const line = this.index + 1;
    const origin = this.source.originOf?.(line);
    const block = readBlock(statement, this.lines, this.index);
    if (block !== undefined) {
      if (!block.isClosed) this.report("NC3102", `this block is never closed: ${statement.text}`);
      this.builder.place(frame.children, block.statement, { origin, body: block.body });
      this.index = block.lastIndex;
      this.last = undefined;
      return;
    }
    const children = this.builder.place(frame.children, statement, { origin });
    if (statement.parts !== undefined) this.ranged.set(frame.children, statement.key);
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

function indentOf(line: string): number {
  let indent = 0;
  while (line.charCodeAt(indent) === 32 || line.charCodeAt(indent) === 9) indent++;
  return indent;
}
