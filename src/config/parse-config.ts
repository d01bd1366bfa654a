import { type Finding, sortFindings } from "../errors.ts";
import type { Children, Config, PlatformGrammar } from "./config.ts";
import { compileGrammar } from "./grammar/compile-grammar.ts";
import type { Origin } from "./origin.ts";
import { readHierarchy } from "./syntax/read-hierarchy.ts";
import { readLines } from "./syntax/read-lines.ts";
import { readStatements } from "./syntax/read-statements.ts";
import { FINDING_LIMIT, LINE_LIMIT, type Source, sourceFinding } from "./syntax/source.ts";

/** What may be known of a text besides its platform. `line` counts from 1. */
export type ParseOptions = {
  readonly path?: string;
  readonly originOf?: (line: number) => Origin | undefined;
};

/**
 * Reads a whole or partial configuration. Unknown lines are legal and kept; findings say what is no configuration at
 * all: control characters, blocks without end, lines and sections beyond measure. An empty text is an empty
 * configuration.
 */
export function parseConfig(
  text: string,
  platform: PlatformGrammar,
  options: ParseOptions = {},
): { readonly config: Config; readonly findings: readonly Finding[] } {
  const source: Source = { path: options.path ?? platform.name, originOf: options.originOf };
  const lines = text.includes("\r") ? text.split(/\r?\n/u) : text.split("\n");
  const findings = strangeLines(text, lines, source);
  compileGrammar(platform.grammar).makeRoom(lines.length);
  const read = readers[platform.grammar.syntax];
  const { children, findings: more } = read(lines, platform.grammar, source);
  const all = [...findings, ...more];
  if (all.length === 0) all.push(...noConfiguration(lines, children, source));
  return {
    config: { platform, children, text, path: options.path },
    findings: sortFindings(all),
  };
}

const readers = { indented: readLines, hierarchy: readHierarchy, statements: readStatements };

// A banner may hold ^C as one character (0x03) or a bell; tabs stand before "quit" of certificates.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const STRANGE = /[\u0000-\u0002\u0004-\u0006\u0008\u000b\u000e-\u001f\ufffd]/u;

function strangeLines(text: string, lines: readonly string[], source: Source): Finding[] {
  const findings: Finding[] = [];
  // One look at the whole is enough for nearly every text.
  if (!STRANGE.test(text) && lines.every((line) => line.length <= LINE_LIMIT)) return findings;
  for (let index = 0; index < lines.length && findings.length < FINDING_LIMIT; index++) {
    const line = lines[index] ?? "";
    if (STRANGE.test(line)) {
      findings.push(
        sourceFinding(
          source,
          lines,
          index,
          "NC3101",
          "this line holds control characters: it is no text",
        ),
      );
    }
    if (line.length > LINE_LIMIT) {
      const message = `this line has ${line.length} characters; no device takes more than ${LINE_LIMIT}`;
      findings.push(sourceFinding(source, lines, index, "NC3105", message));
    }
  }
  return findings;
}

/** A page of HTML or an error message instead of a configuration: nothing known, and lines that begin like no command. */
function noConfiguration(lines: readonly string[], children: Children, source: Source): Finding[] {
  for (const node of children.values()) {
    if (!node.statement.rule.isGeneric) return [];
  }
  const index = lines.findIndex((line) => /^\s*(?:[<%]|[{[]\s*$)/u.test(line));
  if (index < 0) return [];
  return [
    sourceFinding(
      source,
      lines,
      index,
      "NC3103",
      "nothing here is a configuration of this platform",
    ),
  ];
}
