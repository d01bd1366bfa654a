import type { Children, Config, Node } from "./config.ts";
import type { Statement } from "./grammar/statement.ts";
import { chained, type Hash, hashDigits, hashText } from "./hash.ts";
import { listOf } from "./lists/ordered.ts";

/**
 * What a configuration says, in 16 hexadecimal digits: volatile lines, comments, indentation, order where it does not
 * count and other spellings of the same leave no trace. Two readings of an unchanged device have the same digest.
 */
export function digestConfig(config: Config): string {
  return digestChildren(config.children);
}

/** The digest of one section (see `digestConfig`). */
export function digestChildren(children: Children): string {
  return hashDigits(hashOf(children));
}

// Sections that two configurations share are hashed once, and so are statements.
const sections = new WeakMap<Children, Hash>();

/** A sum where order does not count, and for each ordered list a chain: nothing need be sorted. */
function hashOf(children: Children): Hash {
  const known = sections.get(children);
  if (known !== undefined) return known;
  let high = 0;
  let low = 0;
  let lists: Map<string, Hash> | undefined;
  for (const node of children.values()) {
    if (isNothing(node)) continue;
    const said = saidBy(node);
    const { rule } = node.statement;
    if (rule.data.ordered === undefined) {
      high = (high + said.high) | 0;
      low = (low + said.low) | 0;
    } else {
      lists ??= new Map();
      const list = listOf(node.statement);
      const before = lists.get(list);
      lists.set(list, before === undefined ? said : chained(before, said));
    }
  }
  for (const list of lists?.values() ?? []) {
    high = (high + list.high) | 0;
    low = (low + list.low) | 0;
  }
  const hash = { high, low };
  sections.set(children, hash);
  return hash;
}

/** The empty shell of a section that is always there says nothing: some boxes print it, some do not. */
function isNothing({ statement, children }: Node): boolean {
  if (statement.isVacant || statement.isAssumed === true) return true;
  const { section } = statement.rule.data;
  if (section === undefined || section.delete === "line" || children === undefined) return false;
  return [...children.values()].every(isNothing);
}

function saidBy({ statement, children, body, marks }: Node): Hash {
  let said = statementHash(statement);
  if (body !== undefined) said = chained(said, hashText(body.join("\n")));
  if (marks !== "") said = chained(said, hashText(marks));
  return children === undefined || children.size === 0 ? said : chained(said, hashOf(children));
}

function statementHash(statement: Statement): Hash {
  statement.hash ??= hashText(
    statement.members === undefined
      ? statement.value
      : `${statement.key}=${statement.members.join()}`,
  );
  return statement.hash;
}
