import type { Node } from "../config.ts";
import type { Table } from "../grammar/compile-grammar.ts";
import { type Statement, stepOf } from "../grammar/statement.ts";
import type { Builder, Extras, OpenChildren } from "./builder.ts";

/** Understands a path of words as steps of a hierarchy: a list with its key is one step, an unknown word is one. */
export function stepStatements(table: Table, words: readonly string[]): Statement[] {
  const found: Statement[] = [];
  let current = table;
  let index = 0;
  while (index < words.length) {
    const step = current.positive.find({ words, line: "", isPlain: true }, index, false);
    const taken = step?.taken ?? 1;
    const text = taken === 1 ? (words[index] ?? "") : words.slice(index, index + taken).join(" ");
    const statement = stepOf(current, step, text);
    found.push(statement);
    current = statement.rule.inside;
    index += taken;
  }
  return found;
}

/** Puts a path in, opening what it goes through, and gives the inside of its last step. */
export function placePath(
  builder: Builder,
  at: { readonly children: OpenChildren; readonly table: Table },
  words: readonly string[],
  extras: Extras,
): { readonly children: OpenChildren; readonly table: Table } {
  let { children, table } = at;
  for (const statement of stepStatements(table, words)) {
    const marks = extras.marks ?? "";
    children = builder.open(children, statement, {
      ...extras,
      marks: children.get(statement.key)?.marks ?? marks,
    });
    table = statement.rule.inside;
  }
  return { children, table };
}

/** The node at the end of a path with the section it stands in, where there is one. */
export function findPath(
  at: { readonly children: OpenChildren; readonly table: Table },
  words: readonly string[],
): { readonly within: OpenChildren; readonly node: Node } | undefined {
  let within = at.children;
  let node: Node | undefined;
  for (const statement of stepStatements(at.table, words)) {
    if (node !== undefined) within = node.children as OpenChildren;
    node = within.get(statement.key);
    if (node === undefined) return undefined;
  }
  return node === undefined ? undefined : { within, node };
}

/** Carries out `PATH before KEY` or `PATH after KEY` among ordered entries; false where one of the two is not there. */
export function moveEntry(
  root: { readonly children: OpenChildren; readonly table: Table },
  words: readonly string[],
): boolean {
  const at = Math.max(words.lastIndexOf("before"), words.lastIndexOf("after"));
  const moved = findPath(root, words.slice(0, at));
  if (at < 1 || moved === undefined) return false;
  const { rule, key } = moved.node.statement;
  const other = [...moved.within.values()].find(
    (node) => node.statement.rule === rule && lastWords(node.statement.text, words.slice(at + 1)),
  );
  if (other === undefined) return false;
  const entries = [...moved.within].filter(([entry]) => entry !== key);
  const index = entries.findIndex(([entry]) => entry === other.statement.key);
  entries.splice(words[at] === "before" ? index : index + 1, 0, [key, moved.node]);
  moved.within.clear();
  for (const [entry, node] of entries) moved.within.set(entry, node);
  return true;
}

/** `term B` and `B` both name the entry `term B`. */
function lastWords(text: string, named: readonly string[]): boolean {
  const said = named.join(" ");
  return text === said || text.endsWith(` ${said}`);
}
