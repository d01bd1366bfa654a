import type { Command } from "../change-set.ts";
import type { Children, Node } from "../config.ts";
import { Draft } from "../draft.ts";
import { slotKey, type Table } from "../grammar/compile-grammar.ts";
import type { Statement } from "../grammar/statement.ts";
import { entryName } from "../plan/plan-hierarchy.ts";
import { stepStatements } from "../syntax/paths.ts";
import { tokens } from "../syntax/tokens.ts";
import type { Outcome } from "./simulate-lines.ts";

/** Types `set`, `delete`, `insert` and mark commands into a hierarchy. */
export function simulateHierarchy(
  running: Children,
  commands: readonly Command[],
  table: Table,
): Outcome {
  const draft = new Draft(running);
  const problems: string[] = [];
  for (const { line } of commands) {
    const [verb = "", ...words] = tokens(line, 1).tokens.map((token) => token.text);
    const isDone = carryOut(draft, table, verb, words);
    if (!isDone) problems.push(`${line}: there is no such statement`);
  }
  return { children: draft.children, problems };
}

function carryOut(draft: Draft, table: Table, verb: string, words: readonly string[]): boolean {
  if (verb === "set") return set(draft, table, words);
  if (verb === "delete") return remove(draft, table, words);
  if (verb === "insert") return insert(draft, table, words);
  return mark(draft, table, verb, words);
}

function set(draft: Draft, table: Table, words: readonly string[]): boolean {
  let section = draft.children;
  for (const statement of stepStatements(table, words)) {
    const before = section.get(statement.key);
    if (before === undefined) section.set(statement.key, fresh(statement));
    else if (before.statement.value !== statement.value)
      section.set(statement.key, { ...before, statement });
    section = draft.inside(section, statement.key);
  }
  return true;
}

function fresh(statement: Statement): Node {
  return { statement, children: new Map(), body: undefined, marks: "", origin: undefined };
}

function remove(draft: Draft, table: Table, words: readonly string[]): boolean {
  let section = draft.children;
  let at = table;
  let from = 0;
  while (from < words.length) {
    const named = at.negative.find({ words, line: "", isPlain: true }, from, true);
    const key = named === undefined ? undefined : slotKey(named.entry.rule, named.captures);
    if (key !== undefined && section.has(key)) return section.delete(key);
    const [statement] = stepStatements(at, words.slice(from));
    if (statement === undefined || !section.has(statement.key)) return false;
    from += statement.text.split(" ").length;
    if (from >= words.length) return section.delete(statement.key);
    section = draft.inside(section, statement.key);
    at = statement.rule.inside;
  }
  return false;
}

/** The section a path ends in and the key of its last step. */
function place(
  draft: Draft,
  table: Table,
  words: readonly string[],
): { readonly section: Map<string, Node>; readonly node: Node } | undefined {
  let section = draft.children;
  let node: Node | undefined;
  for (const { key } of stepStatements(table, words)) {
    if (node !== undefined) section = draft.inside(section, node.statement.key);
    node = section.get(key);
    if (node === undefined) return undefined;
  }
  return node === undefined ? undefined : { section, node };
}

function insert(draft: Draft, table: Table, words: readonly string[]): boolean {
  const at = Math.max(words.lastIndexOf("before"), words.lastIndexOf("after"));
  const found = place(draft, table, words.slice(0, at));
  if (at < 1 || found === undefined) return false;
  const other = words.slice(at + 1).join(" ");
  const { section, node } = found;
  const entries = [...section].filter(([key]) => key !== node.statement.key);
  const index = entries.findIndex(
    ([, entry]) => entry.statement.rule === node.statement.rule && entryName(entry) === other,
  );
  if (index < 0) return false;
  entries.splice(words[at] === "before" ? index : index + 1, 0, [node.statement.key, node]);
  section.clear();
  for (const [key, entry] of entries) section.set(key, entry);
  return true;
}

const MARKS: Readonly<Record<string, readonly [mark: string, isOn: boolean]>> = {
  deactivate: ["inactive", true],
  activate: ["inactive", false],
  protect: ["protect", true],
  unprotect: ["protect", false],
};

function mark(draft: Draft, table: Table, verb: string, words: readonly string[]): boolean {
  const meaning = MARKS[verb];
  const found = place(draft, table, words);
  if (meaning === undefined || found === undefined) return false;
  const [word, isOn] = meaning;
  const marks = new Set(found.node.marks.split(" ").filter(Boolean));
  if (isOn) marks.add(word);
  else marks.delete(word);
  found.section.set(found.node.statement.key, {
    ...found.node,
    marks: [...marks].sort().join(" "),
  });
  return true;
}
