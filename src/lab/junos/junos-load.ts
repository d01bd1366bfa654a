import { type Parsed, parseBraces } from "./junos-parse.ts";
import type { Node, Step } from "./junos-tree.ts";
import { find, put, take } from "./junos-tree.ts";
import { type Word, walk, words } from "./junos-words.ts";

/** What a load says line by line, and how many lines were wrong. */
export type Loaded = { readonly says: readonly string[]; readonly errors: number };

/** How a loaded text meets the candidate. */
export type LoadKind = "merge" | "replace" | "override" | "update";

/** Loads a hierarchy in braces; what is right stays, also when other lines are wrong (devices.md 4.3). */
export function loadBraces(root: Node, lines: readonly string[], kind: LoadKind): Loaded {
  const says: string[] = [];
  let errors = 0;
  const { statements, wrong } = parseBraces(lines);
  if (kind === "override" || kind === "update") root.children = [];
  for (const word of wrong) {
    errors++;
    says.push(`${place(word)} syntax error: ${word.text}`);
  }
  for (const statement of statements) {
    const refused = loadStatement(root, statement);
    if (refused === undefined) continue;
    errors++;
    says.push(...refused);
  }
  return { says, errors };
}

function loadStatement(root: Node, { words: given, tag }: Parsed): string[] | undefined {
  const steps = walk(root.statement, given, tag === "delete");
  if (!Array.isArray(steps)) {
    const index = given.indexOf(steps.word);
    const around = given.slice(0, Math.max(0, index)).map((word) => word.text);
    const rest = given.slice(Math.max(0, index)).map((word) => word.text);
    return [
      `${place(steps.word)} ${steps.message}: ${steps.word.text}`,
      `  [edit${around.map((word) => ` ${word}`).join("")}]`,
      `    '${rest.join(" ")};'`,
      `      ${steps.message}`,
    ];
  }
  apply(root, steps, tag);
  return undefined;
}

function apply(root: Node, steps: readonly Step[], tag: Parsed["tag"]): void {
  if (tag === "delete" || tag === "replace") take(root, steps);
  if (tag === "delete") return;
  const node = put(root, steps);
  if (tag === "inactive") node.isInactive = true;
}

function place(word: Word): string {
  return `terminal:${(word.line ?? 0) + 1}:(${word.column + word.text.length})`;
}

/** Loads `set` commands: says what was wrong but keeps no count (devices.md 4.3). */
export function loadSet(root: Node, lines: readonly string[], base: readonly string[]): Loaded {
  const says: string[] = [];
  let errors = 0;
  for (const [index, text] of lines.entries()) {
    if (text.trim() === "" || text.trim().startsWith("#")) continue;
    const wrong = editCommand(root, words(text), base);
    if (wrong === undefined || wrong.isMild) continue;
    errors++;
    const { word, message } = wrong;
    says.push(`terminal:${index + 1}:(${word.column}) ${message}: ${word.text}`);
  }
  return { says, errors };
}

/** What is wrong with an editing command; `isMild` is only a warning (`statement not found`). */
export type EditRefusal = {
  readonly word: Word;
  readonly message: string;
  readonly isMild: boolean;
};

/** Carries out `set`, `delete`, `activate`, `deactivate`, `insert`, `rename`; `base` is the place of `edit`. */
export function editCommand(
  root: Node,
  given: readonly Word[],
  base: readonly string[],
): EditRefusal | undefined {
  const verb = given[0] ?? { text: "", column: 0 };
  if (verb.text === "insert") return insert(root, given, base);
  const known = ["set", "delete", "activate", "deactivate"];
  if (!known.includes(verb.text)) return { word: verb, message: "unknown command", isMild: false };
  const path = [...base.map((text) => ({ text, column: 0 })), ...given.slice(1)];
  const steps = walk(root.statement, path, verb.text !== "set");
  if (!Array.isArray(steps)) return { ...steps, isMild: false };
  if (verb.text === "set") {
    if (steps.length > 0) put(root, steps);
    return undefined;
  }
  if (verb.text === "delete")
    return take(root, steps)
      ? undefined
      : { word: verb, message: "statement not found", isMild: true };
  const node = find(root, steps);
  if (node === undefined) return { word: verb, message: "statement not found", isMild: true };
  node.isInactive = verb.text === "deactivate";
  return undefined;
}

function insert(
  root: Node,
  given: readonly Word[],
  base: readonly string[],
): EditRefusal | undefined {
  const at = given.findIndex((word) => word.text === "before" || word.text === "after");
  const pivot = given[at];
  const verb = given[0] ?? { text: "", column: 0 };
  if (pivot === undefined) return { word: verb, message: "missing argument", isMild: false };
  const prefix = base.map((text) => ({ text, column: 0 }));
  const moved = walk(root.statement, [...prefix, ...given.slice(1, at)], false);
  if (!Array.isArray(moved)) return { ...moved, isMild: false };
  const parent = find(root, moved.slice(0, -1));
  const node = find(root, moved);
  const name = given.slice(at + 1).map((word) => word.text);
  const isAfter = pivot.text === "after";
  const [value] = moved.at(-1)?.values ?? [];
  if (node?.statement.value === "many" && value !== undefined)
    return move(node.values, value, name[0] ?? "", isAfter)
      ? undefined
      : { word: pivot, message: "statement not found", isMild: true };
  const other = parent?.children.find(
    (child) =>
      child.label.join(" ") === name.join(" ") || child.label.slice(1).join(" ") === name.join(" "),
  );
  if (parent === undefined || node === undefined || other === undefined)
    return { word: pivot, message: "statement not found", isMild: true };
  move(parent.children, node, other, isAfter);
  return undefined;
}

/** Moves one of a list beside another; false where either is not there. */
function move<T>(list: T[], moved: T, other: T, isAfter: boolean): boolean {
  if (!list.includes(moved) || !list.includes(other)) return false;
  list.splice(list.indexOf(moved), 1);
  list.splice(list.indexOf(other) + (isAfter ? 1 : 0), 0, moved);
  return true;
}
