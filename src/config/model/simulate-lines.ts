import type { Command } from "../change-set.ts";
import { type Children, isThere, type Node, plainNode } from "../config.ts";
import { Draft } from "../draft.ts";
import { slotKey, type Table } from "../grammar/compile-grammar.ts";
import { fill, matchesTemplate } from "../grammar/names.ts";
import { altered, type Statement, statementOf, typedStatement } from "../grammar/statement.ts";
import { entriesByList } from "../lists/sequence.ts";
import { readBlock } from "../syntax/block.ts";
import { withNumber } from "../syntax/builder.ts";
import { Lines } from "./lines.ts";
import { typedOver } from "./typed-over.ts";

/** What a device of this grammar would have after some commands, and what it would have said no to. */
export type Outcome = { readonly children: Children; readonly problems: readonly string[] };

/** Types commands into a configuration. The commands are read as text: what made them is not asked. */
export function simulateLines(
  running: Children,
  commands: readonly Command[],
  table: Table,
): Outcome {
  // What takes a line away is read beside what sets it, on the way forth and on the way back.
  table.makeRoom(2 * commands.length);
  const device = new Device(running, table);
  for (const command of commands) device.type(command);
  return { children: device.draft.children, problems: device.problems };
}

/** Where a line is typed, and what it may be there. */
type Place = { readonly section: Map<string, Node>; readonly table: Table };

class Device {
  readonly draft: Draft;
  readonly problems: string[] = [];
  private readonly lines: Lines;
  private readonly top: Place;
  /** The innermost scope around the line that is typed. */
  private scope: Map<string, Node>;

  constructor(running: Children, table: Table) {
    this.draft = new Draft(running);
    this.top = { section: this.draft.children, table };
    this.lines = new Lines(this.draft);
    this.scope = this.draft.children;
  }

  type(command: Command): void {
    const place = this.placeOf(command);
    if (place === undefined) return;
    const { section, table } = place;
    const statement = typedStatement(table, command.line);
    if (statement.parts !== undefined) {
      for (const { text } of statement.parts) this.type({ ...command, line: text });
      return;
    }
    const { renumbers } = statement.rule.data;
    if (renumbers !== undefined) {
      const { captures } = statement;
      const template = fill(renumbers, captures);
      this.renumber(section, template, Number(captures["first"]), Number(captures["step"]));
      return;
    }
    const block =
      statement.rule.data.block === undefined
        ? undefined
        : readBlock(statement, [command.line, ...(command.body ?? [])], 0);
    if (block !== undefined) this.set(section, block.statement, block.body);
    else if (statement.effect === "unset") this.unset(section, statement);
    else if (statement.rule.data.section !== undefined) this.enter(section, statement);
    else this.set(section, statement, undefined);
  }

  /** Enters the sections a command stands in; undefined where one cannot be entered, or was several at once. */
  private placeOf(command: Command): Place | undefined {
    let { section, table } = this.top;
    this.scope = section;
    if (command.section.length === 0) return this.top;
    for (const [depth, line] of command.section.entries()) {
      const statement = statementOf(table, line);
      if (statement.parts !== undefined) {
        for (const { text } of statement.parts)
          this.type({ ...command, section: command.section.with(depth, text) });
        return undefined;
      }
      if (!this.enter(section, statement)) return undefined;
      section = this.draft.inside(section, statement.key);
      table = statement.rule.inside;
      if (depth === 0 || statement.rule.data.section?.scope === true) this.scope = section;
    }
    return { section, table };
  }

  private enter(section: Map<string, Node>, statement: Statement): boolean {
    const before = section.get(statement.key);
    if (before?.statement.value === statement.value && before.children !== undefined) return true;
    if (
      before !== undefined &&
      statement.rule.data.replace === "recreate" &&
      !before.statement.isVacant
    ) {
      this.problems.push(`${statement.text}: ${before.statement.text} is there already`);
      return false;
    }
    const isInserted = statement.effect === "insert";
    const plain = isInserted ? altered(statement, { text: statement.value }) : statement;
    this.lines.put(section, made(plain, before?.children ?? new Map(), undefined));
    if (isInserted) this.insert(section, statement);
    return true;
  }

  /** `class X insert-before Y`: what was appended moves before the entry it names. */
  private insert(section: Map<string, Node>, statement: Statement): void {
    const { key, rule, captures } = statement;
    const next = slotKey(rule, { ...captures, [rule.keyNames[0] ?? ""]: captures["next"] ?? "" });
    const moved = section.get(key);
    if (moved === undefined || !section.has(next)) {
      this.problems.push(`${statement.text}: there is no such entry to stand before`);
      return;
    }
    const entries = [...section].filter(([other]) => other !== key);
    section.clear();
    for (const [other, node] of entries) {
      if (other === next) section.set(key, moved);
      section.set(other, node);
    }
  }

  private renumber(
    section: Map<string, Node>,
    template: string,
    first: number,
    step: number,
  ): void {
    for (const [key, node] of [...section]) {
      if (!matchesTemplate(node.statement.value, template)) continue;
      const inside = this.draft.inside(section, key);
      const lists = entriesByList(inside, () => true);
      for (const [line, { statement }] of [...inside]) {
        if (statement.rule.data.sequence !== undefined) inside.delete(line);
      }
      for (const entries of lists.values()) {
        entries.forEach((entry, index) => {
          const statement = withNumber(entry.statement, first + index * step);
          this.lines.put(inside, { ...entry, statement });
        });
      }
    }
  }

  private set(
    section: Map<string, Node>,
    statement: Statement,
    body: readonly string[] | undefined,
  ): void {
    const before = section.get(statement.key);
    const isTaken = isThere(before) && !before.statement.isNegative;
    if (
      isTaken &&
      statement.rule.data.replace === "negate-first" &&
      before.statement.value !== statement.value
    ) {
      this.problems.push(`${statement.text}: its place is taken by ${before.statement.text}`);
      return;
    }
    const said = typedOver(statement, before);
    if (said.isVacant) {
      section.delete(said.key);
      return;
    }
    if (before?.statement.value !== said.value)
      this.lines.wipe(section, this.scope, said, said.rule.data.wipes);
    const isOverNegation = before?.statement.isNegative === true && isThere(before);
    const isAssumed = isOverNegation && said.rule.data.default === undefined;
    this.lines.put(
      section,
      made(isAssumed ? altered(said, { isAssumed }) : said, before?.children, body),
    );
  }

  private unset(section: Map<string, Node>, statement: Statement): void {
    const { rule, key } = statement;
    const before = section.get(key);
    const isHere = before !== undefined && !before.statement.isVacant;
    if (isHere && rule.data.section !== undefined && rule.data.section.delete !== "line") {
      this.problems.push(`${statement.text}: this section cannot be deleted`);
      return;
    }
    const wasSet = isHere && !before.statement.isNegative;
    if (wasSet) section.delete(key);
    const cause = before?.statement ?? statement;
    const wipes =
      cause.isNegative && before !== undefined ? [] : (rule.data.unsetWipes ?? rule.data.wipes);
    const count = this.lines.wipe(section, this.scope, cause, wipes);
    const isPrinted = rule.keepsNegative && !statement.isVacant && statement.isNegative;
    if (isPrinted) {
      // Where the default is not known, the device may print the negation or nothing.
      const isAssumed = wasSet && isThere(before) && rule.data.default === undefined;
      this.lines.put(section, made(altered(statement, { isAssumed }), undefined, undefined));
    } else if (before === undefined && count === 0) {
      this.problems.push(`${statement.text}: there is nothing to take away`);
    }
  }
}

function made(
  statement: Statement,
  children: Children | undefined,
  body: readonly string[] | undefined,
): Node {
  return children === undefined && body === undefined
    ? plainNode(statement)
    : { statement, children, body, marks: "", origin: undefined };
}
