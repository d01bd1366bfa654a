import type { Finding } from "../../errors.ts";
import type { Grammar } from "../../platform/grammar.ts";
import { compileGrammar, type Table } from "../grammar/compile-grammar.ts";
import { Builder, type OpenChildren } from "./builder.ts";
import { findPath, moveEntry, placePath } from "./paths.ts";
import { DEPTH_LIMIT, type Source, sourceFinding } from "./source.ts";
import { type Token, tokens } from "./tokens.ts";

type Inside = { readonly children: OpenChildren; readonly table: Table };

const VERB = /^\s*(set|delete|deactivate|activate|protect|unprotect|insert)\s/u;
/** Marks a statement may carry in braces, and what becomes of them. */
const MARKS: Readonly<Record<string, string>> = {
  "inactive:": "inactive",
  "protect:": "protect",
  "replace:": "",
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
    const extras = { line: index + 1, origin: this.source.originOf?.(index + 1) };
    for (const words of paths) {
      if (words.length > DEPTH_LIMIT * 2)
        this.report(index, "NC3104", "this path is too long to be a configuration");
      else if (verb === "set") placePath(this.builder, this.root, words, extras);
      else if (verb === "insert") moveEntry(this.root, words);
      else if (verb === "delete")
        this.report(index, "NC3106", "a configuration says what is there: leave out what is not");
      else this.mark(words, verb);
    }
  }

  private mark(words: readonly string[], verb: string): void {
    placePath(this.builder, this.root, words, { line: 0, origin: undefined });
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

  private readBraces(from: number, to: number): void {
    if (from >= to) return;
    const read = tokens(this.lines.slice(from, to).join("\n"), from + 1);
    if (read.openString !== undefined)
      this.report(read.openString - 1, "NC3102", "this string is never closed");
    const open: (Inside | undefined)[] = [this.root];
    let pending: Token[] = [];
    for (const token of read.tokens) {
      if (!token.isMark || token.text === "[" || token.text === "]") pending.push(token);
      else if (token.text === "}") {
        this.statement(pending, open[open.length - 1]);
        pending = [];
        if (open.length > 1) open.pop();
        else this.report(token.line - 1, "NC3107", "this brace closes nothing");
      } else {
        const inside = this.statement(pending, open[open.length - 1]);
        if (token.text === "{") {
          if (open.length === DEPTH_LIMIT)
            this.report(
              token.line - 1,
              "NC3104",
              `sections stand more than ${DEPTH_LIMIT} deep in one another`,
            );
          open.push(open.length > DEPTH_LIMIT ? undefined : inside);
        }
        pending = [];
      }
    }
    this.statement(pending, open[open.length - 1]);
    if (open.length > 1)
      this.report(to - 1, "NC3102", `${open.length - 1} braces are never closed`);
  }

  /** One statement in braces; gives its inside. Undefined where it is to be left out. */
  private statement(pending: readonly Token[], at: Inside | undefined): Inside | undefined {
    if (at === undefined || pending.length === 0) return at;
    let marks = "";
    let first = 0;
    for (let mark = pending[first]; mark !== undefined; mark = pending[++first]) {
      if (mark.text === "delete:") return undefined;
      const meaning = MARKS[mark.text];
      if (meaning === undefined) break;
      marks = [marks, meaning].filter(Boolean).sort().join(" ");
    }
    const line = pending[first]?.line ?? 0;
    let inside: Inside | undefined = at;
    for (const words of spread(pending.slice(first))) {
      if (this.volatile.test(words.join(" "))) return undefined;
      inside = placePath(this.builder, at, words, { line, origin: this.source.originOf?.(line) });
      const found = marks === "" ? undefined : findPath(at, words);
      if (found !== undefined) found.within.set(found.node.statement.key, { ...found.node, marks });
    }
    return inside;
  }

  private report(index: number, code: string, message: string): void {
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
