import type { Command } from "./change-set.ts";
import type { PlatformGrammar } from "./config.ts";
import { compileGrammar, type Table } from "./grammar/compile-grammar.ts";
import { statementOf } from "./grammar/statement.ts";

/**
 * One typed line. `command` is the index of the command it belongs to, -1 for moves between sections. After a line that
 * `answers` "none" the device gives no prompt yet: it waits for the rest of a banner. What follows a line that
 * `opens` stands in its section.
 */
export type ScriptLine = {
  readonly text: string;
  readonly command: number;
  readonly answers: "prompt" | "none";
  readonly opens: boolean;
};

/** Everything that is typed in configuration mode to carry out commands: each line stands in its section. */
export function script(
  commands: readonly Command[],
  platform: PlatformGrammar,
): readonly ScriptLine[] {
  const table = compileGrammar(platform.grammar);
  const lines: ScriptLine[] = [];
  const open: string[] = [];
  const leaveTo = (depth: number) => {
    while (open.length > depth) {
      lines.push({ text: exitOf(open, table), command: -1, answers: "prompt", opens: false });
      open.pop();
    }
  };
  commands.forEach((command, index) => {
    let shared = 0;
    while (shared < open.length && open[shared] === command.section[shared]) shared++;
    leaveTo(shared);
    for (const text of command.section.slice(shared)) {
      lines.push({ text, command: -1, answers: "prompt", opens: true });
      open.push(text);
    }
    const body = command.body ?? [];
    const opens = opensSection([...open, command.line], table);
    lines.push({
      text: command.line,
      command: index,
      answers: body.length > 0 ? "none" : "prompt",
      opens,
    });
    body.forEach((text, at) => {
      const answers = at === body.length - 1 ? "prompt" : "none";
      lines.push({ text, command: index, answers, opens: false });
    });
    if (opens) open.push(command.line);
  });
  leaveTo(0);
  return lines;
}

/** What leaves the innermost of these sections. */
function exitOf(open: readonly string[], top: Table): string {
  return ruleOf(open, top).data.section?.exit ?? top.grammar.exit;
}

function opensSection(path: readonly string[], top: Table): boolean {
  const statement = path[path.length - 1] ?? "";
  return (
    ruleOf(path, top).data.section !== undefined &&
    !statement.startsWith(`${top.grammar.negation} `)
  );
}

function ruleOf(path: readonly string[], top: Table): ReturnType<typeof statementOf>["rule"] {
  let table = top;
  let rule = top.generic;
  for (const line of path) {
    rule = statementOf(table, line).rule;
    table = rule.inside;
  }
  return rule;
}
