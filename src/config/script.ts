import type { Question } from "../platform/dialogue.ts";
import type { Command } from "./change-set.ts";
import type { PlatformGrammar } from "./config.ts";
import { compileGrammar, type Table } from "./grammar/compile-grammar.ts";
import { type Statement, statementOf } from "./grammar/statement.ts";

/**
 * One typed line. `command` is the index of the command it belongs to, -1 for moves between sections. After a line that
 * `answers` "none" the device gives no prompt yet: it waits for the rest of a banner. What follows a line that
 * `opens` stands in its section. One of `questions` may come before its prompt.
 */
export type ScriptLine = {
  readonly text: string;
  readonly command: number;
  readonly answers: "prompt" | "none";
  readonly opens: boolean;
  readonly questions?: readonly Question[];
};

/** Everything that is typed in configuration mode to carry out commands: each line stands in its section. */
export function script(
  commands: readonly Command[],
  platform: PlatformGrammar,
): readonly ScriptLine[] {
  const table = compileGrammar(platform.grammar);
  const lines: ScriptLine[] = [];
  const open: Opened[] = [];
  const leaveTo = (depth: number) => {
    while (open.length > depth) {
      const exit = open.pop()?.statement.rule.data.section?.exit ?? platform.grammar.exit;
      lines.push({ text: exit, command: -1, answers: "prompt", opens: false });
    }
  };
  commands.forEach((command, index) => {
    const path = opened(command.section, table);
    let shared = 0;
    while (shared < open.length && isSamePlace(open[shared], path[shared])) shared++;
    leaveTo(shared);
    for (const section of path.slice(shared)) {
      lines.push({ text: section.text, command: -1, answers: "prompt", opens: true });
      open.push(section);
    }
    const body = command.body ?? [];
    const last = opened([...command.section, command.line], table).pop();
    const opens = last !== undefined && opensSection(last);
    const questions = last === undefined ? undefined : questionsOf(last);
    lines.push({
      text: command.line,
      command: index,
      answers: body.length > 0 ? "none" : "prompt",
      opens,
      ...(questions === undefined ? {} : { questions }),
    });
    body.forEach((text, at) => {
      const answers = at === body.length - 1 ? "prompt" : "none";
      lines.push({ text, command: index, answers, opens: false });
    });
    if (last !== undefined && opens) open.push(last);
  });
  leaveTo(0);
  return lines;
}

/** A section that was entered, by the line that was typed. */
type Opened = { readonly text: string; readonly statement: Statement };

function opened(path: readonly string[], top: Table): Opened[] {
  let table = top;
  return path.map((text) => {
    const statement = statementOf(table, text);
    table = statement.rule.inside;
    return { text, statement };
  });
}

/** `class A insert-before B` and `class A` lead to the same place. */
function isSamePlace(a: Opened | undefined, b: Opened | undefined): boolean {
  return a !== undefined && b !== undefined && a.statement.key === b.statement.key;
}

function questionsOf({ statement }: Opened): readonly Question[] | undefined {
  return statement.effect === "unset" ? statement.rule.data.unsetAsks : undefined;
}

function opensSection({ statement }: Opened): boolean {
  return statement.rule.data.section !== undefined && statement.effect !== "unset";
}
