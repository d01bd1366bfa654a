import type { Finding } from "../../errors.ts";
import type { Grammar } from "../../platform/grammar.ts";
import { compileGrammar, type Table } from "../grammar/compile-grammar.ts";
import { Builder, type OpenChildren } from "./builder.ts";
import { findPath, moveEntry, placePath } from "./paths.ts";
import { DEPTH_LIMIT, FINDING_LIMIT, type Source, sourceFinding } from "./source.ts";
import { type Token, tokens } from "./tokens.ts";

/** A brace that is open: the paths it stands for, and whether anything stood inside yet. */
type Opened = {
  readonly paths: readonly (readonly string[])[];
  readonly marks: string;
  isEmpty: boolean;
};

const OPEN_STRING = "this string is never closed";
const TOO_DEEP = `sections stand more than ${DEPTH_LIMIT} deep in one another`;
const TOO_LONG = "this path is too long to be a configuration";
/** Words of one path: two for each level, a list and its key. */
const PATH_LIMIT = 2 * DEPTH_LIMIT;

type Inside = { readonly children: OpenChildren; readonly table: Table };

const VERB = /^\s*(set|delete|deactivate|activate|protect|unprotect|insert)\s/u;
/** Marks a statement may carry in braces, and what becomes of them. */
const MARKS: Readonly<Record<string, string>> = {
  "inactive:": "inactive",
  "protect:": "protect",
  "replace:": "",
  "delete:": "delete",
  "active:": "",
};

/** Reads the Junos hierarchy, in braces or as `set` lines, also one after the other in one text. */
export function readHierarchy(
  lines: readonly string[],
  grammar: Grammar,
  source: Source,
): { readonly children: OpenChildren; readonly findings: Finding[] } {
  const reader = new HierarchyReader(lines, grammar, source);
  reader.read();
  return { children: reader.root.children, findings: reader.findings };
}

class HierarchyReader {
  readonly root: Inside;
  readonly findings: Finding[] = [];
  private readonly builder = new Builder();
  private readonly volatile: RegExp;
  private readonly lines: readonly string[];
  private readonly grammar: Grammar;
  private readonly source: Source;

  constructor(lines: readonly string[], grammar: Grammar, source: Source) {
    this.lines = lines;
    this.grammar = grammar;
    this.source = source;
    this.root = { children: new Map(), table: compileGrammar(grammar) };
    this.volatile = new RegExp(`^(?:${["(?!)", ...grammar.volatile].join("|")})$`, "u");
  }

  read(): void {
    let from = 0;
    this.lines.forEach((line, index) => {
      const isComment = this.grammar.comments.some((mark) => line.startsWith(mark));
      const verb = VERB.exec(line)?.[1];
      if (verb === undefined && !isComment) return;
      if (verb !== undefined && /[{;]\s*$/u.test(line) && !line.includes('"')) return;
      this.readBraces(from, index);
      if (verb !== undefined) this.readVerb(verb, index);
      from = index + 1;
    });
    this.readBraces(from, this.lines.length);
  }

  private readVerb(verb: string, index: number): void {
    const text = (this.lines[index] ?? "").trim();
    if (this.volatile.test(text)) return;
    const read = tokens(text.slice(verb.length + 1), index + 1);
    if (read.openString !== undefined) this.report(index, "NC3102", "this string is never closed");
    const paths = spread(read.tokens);
    const extras = { origin: this.source.originOf?.(index + 1) };
    for (const words of paths) {
      if (words.length > PATH_LIMIT) this.report(index, "NC3104", TOO_LONG);
      else if (verb === "set") placePath(this.builder, this.root, words, extras);
      else if (verb === "insert") moveEntry(this.root, words);
      else if (verb === "delete")
        this.report(index, "NC3106", "a configuration says what is there: leave out what is not");
      else this.mark(words, verb);
    }
  }

  private mark(words: readonly string[], verb: string): void {
    placePath(this.builder, this.root, words, { origin: undefined });
    const found = findPath(this.root, words);
    if (found === undefined) return;
    const marks = new Set(found.node.marks.split(" ").filter(Boolean));
    if (verb === "deactivate") marks.add("inactive");
    else if (verb === "activate") marks.delete("inactive");
    else if (verb === "protect") marks.add("protect");
    else marks.delete("protect");
    const { node } = found;
    found.within.set(node.statement.key, { ...node, marks: [...marks].sort().join(" ") });
  }

  /** Braces are read as the paths they stand for, so that both syntaxes understand every path alike. */
  private readBraces(from: number, to: number): void {
    if (from >= to) return;
    const read = tokens(this.lines.slice(from, to).join("\n"), from + 1);
    if (read.openString !== undefined) this.report(read.openString - 1, "NC3102", OPEN_STRING);
    const open: Opened[] = [{ paths: [[]], marks: "", isEmpty: false }];
    let pending: Token[] = [];
    for (const token of read.tokens) {
      if (!token.isMark || token.text === "[" || token.text === "]") {
        pending.push(token);
        continue;
      }
      if (token.text === "{") this.openBrace(open, pending, token.line);
      else if (pending.length > 0) this.put(this.within(open, pending), token.line);
      if (token.text === "}") this.closeBrace(open, token.line);
      pending = [];
    }
    if (pending.length > 0) this.put(this.within(open, pending), to);
    if (open.length > 1)
      this.report(to - 1, "NC3102", `${open.length - 1} braces are never closed`);
  }

  private openBrace(open: Opened[], pending: readonly Token[], line: number): void {
    if (open.length === DEPTH_LIMIT) this.report(line - 1, "NC3104", TOO_DEEP);
    open.push({ ...this.within(open, pending), isEmpty: true });
  }

  private closeBrace(open: Opened[], line: number): void {
    const closed = open.length > 1 ? open.pop() : undefined;
    if (closed === undefined) this.report(line - 1, "NC3107", "this brace closes nothing");
    else if (closed.isEmpty || closed.marks !== "") this.put(closed, line);
  }

  /** What stands before a brace or semicolon, under what is open. No paths where it is to be left out. */
  private within(open: Opened[], pending: readonly Token[]): Opened {
    const top = open[open.length - 1];
    if (top !== undefined) top.isEmpty = false;
    let marks = "";
    let first = 0;
    for (let mark = pending[first]; mark !== undefined; mark = pending[++first]) {
      const meaning = MARKS[mark.text];
      if (meaning === undefined) break;
      marks = [marks, meaning].filter(Boolean).sort().join(" ");
    }
    const own = spread(pending.slice(first));
    const isLeftOut = marks.includes("delete") || open.length > DEPTH_LIMIT;
    const paths = isLeftOut
      ? []
      : (top?.paths ?? []).flatMap((path) => own.map((words) => [...path, ...words]));
    return { paths, marks, isEmpty: false };
  }

  private put({ paths, marks }: Opened, line: number): void {
    for (const words of paths) {
      if (words.length > PATH_LIMIT) {
        this.report(line - 1, "NC3104", TOO_LONG);
        continue;
      }
      if (words.length === 0 || this.volatile.test(words.join(" "))) continue;
      placePath(this.builder, this.root, words, { origin: this.source.originOf?.(line) });
      const found = marks === "" ? undefined : findPath(this.root, words);
      if (found !== undefined) {
        found.within.set(found.node.statement.key, { ...found.node, marks });
      }
    }
  }

  private report(index: number, code: string, message: string): void {
    if (this.findings.length >= FINDING_LIMIT) return;
    this.findings.push(sourceFinding(this.source, this.lines, index, code, message));
  }
}

/** `a [ b c ]` stands for `a b` and `a c`. */
function spread(given: readonly Token[]): string[][] {
  let paths: string[][] = [[]];
  for (let index = 0; index < given.length; index++) {
    const token = given[index];
    if (token?.text !== "[" || !token.isMark) {
      if (token !== undefined && !token.isMark) for (const path of paths) path.push(token.text);
      continue;
    }
    const list: string[] = [];
    for (
      index++;
      index < given.length && !(given[index]?.isMark && given[index]?.text === "]");
      index++
    ) {
      list.push(given[index]?.text ?? "");
    }
    paths = list.flatMap((member) => paths.map((path) => [...path, member]));
  }
  return paths.filter((path) => path.length > 0);
}
