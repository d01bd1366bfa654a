import { createHash } from "node:crypto";
import type { Children, Config, Node } from "./config.ts";

/**
 * SHA-256, in hex, of what a configuration says: volatile lines, comments, indentation, order where it does not
 * count and other spellings of the same leave no trace. Two readings of an unchanged device have the same digest.
 */
export function digestConfig(config: Config): string {
  return digestChildren(config.children);
}

// Sections that two configurations share are digested once.
const digests = new WeakMap<Children, string>();

export function digestChildren(children: Children): string {
  const known = digests.get(children);
  if (known !== undefined) return known;
  const lines: string[] = [];
  const entries = new Map<string, string[]>();
  for (const node of children.values()) {
    if (isNothing(node)) continue;
    const line = said(node);
    const { rule } = node.statement;
    if (rule.data.ordered === undefined) lines.push(line);
    else entries.set(rule.stem, [...(entries.get(rule.stem) ?? []), line]);
  }
  for (const list of entries.values()) lines.push(list.join("\u0000"));
  const digest = createHash("sha256").update(lines.sort().join("\n")).digest("hex");
  digests.set(children, digest);
  return digest;
}

/** The empty shell of a section that is always there says nothing: some boxes print it, some do not. */
function isNothing({ statement, children }: Node): boolean {
  if (statement.isVacant || statement.isAssumed === true) return true;
  const { section } = statement.rule.data;
  if (section === undefined || section.delete === "line" || children === undefined) return false;
  return [...children.values()].every(isNothing);
}

function said({ statement, children, body, marks }: Node): string {
  const value =
    statement.members === undefined
      ? statement.value
      : `${statement.key}=${statement.members.join()}`;
  const text = body === undefined ? value : `${value}\u0001${body.join("\u0001")}`;
  const inside = children === undefined || children.size === 0 ? "" : digestChildren(children);
  return marks === "" && inside === "" ? text : `${text}\u0002${marks}\u0002${inside}`;
}
