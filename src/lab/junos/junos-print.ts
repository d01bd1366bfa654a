import { inOrder, type Node } from "./junos-tree.ts";
import { quoted } from "./junos-words.ts";

/** The hierarchy in braces, four blanks a level (devices.md 4.6). */
export function printTree(node: Node, depth = 0): string[] {
  return inOrder(node).flatMap((child) => printNode(child, depth));
}

function printNode(node: Node, depth: number): string[] {
  const pad = "    ".repeat(depth);
  const head = `${pad}${node.isInactive ? "inactive: " : ""}${words(node).join(" ")}`;
  if (node.children.length === 0) return [`${head};${note(node)}`];
  const only = node.children.length === 1 ? node.children[0] : undefined;
  if (only !== undefined && node.statement.isInline && isInlined(only))
    return [`${head} ${words(only).join(" ")};${note(only)}`];
  return [`${head} {`, ...printTree(node, depth + 1), `${pad}}`];
}

function isInlined(node: Node): boolean {
  return node.children.length === 0 && node.statement.value !== "rest" && !node.isInactive;
}

function words({ label, values, statement }: Node): string[] {
  const printed = values.map(quoted);
  const tail = printed.length > 1 && statement.value === "many" ? ["[", ...printed, "]"] : printed;
  return [...label.map(quoted), ...tail];
}

function note({ statement }: Node): string {
  if (statement.isSecret) return " ## SECRET-DATA";
  if (statement.isDeprecated) return ` ## Warning: '${statement.name}' is deprecated`;
  return "";
}

/** The hierarchy as `set` commands, one per leaf, `deactivate` behind what is inactive. */
export function printSet(node: Node, path: readonly string[] = []): string[] {
  return inOrder(node).flatMap((child) => {
    const here = [...path, ...child.label.map(quoted)];
    const lines: string[] = [];
    const values = child.values.map(quoted);
    if (child.statement.value === "rest" && values.length > 0)
      lines.push(`set ${[...here, ...values].join(" ")}`);
    else for (const value of values) lines.push(`set ${[...here, value].join(" ")}`);
    const isBare = child.values.length === 0 && child.children.length === 0;
    if (isBare) lines.push(`set ${here.join(" ")}`);
    lines.push(...printSet(child, here));
    if (child.isInactive) lines.push(`deactivate ${here.join(" ")}`);
    return lines;
  });
}

/** What `show | compare` prints: the hierarchy's place, then lines with `+` and `-` (devices.md 4.5). */
export function compareTrees(before: Node, after: Node): string[] {
  return compareBelow(before, after, []);
}

function compareBelow(before: Node, after: Node, path: readonly string[]): string[] {
  const own: string[] = [];
  const deeper: string[] = [];
  const id = (node: Node): string => node.label.join("\0");
  for (const old of inOrder(before)) {
    const same = after.children.find((node) => id(node) === id(old));
    if (same !== undefined && same.isInactive !== old.isInactive) {
      const pad = " ".repeat(Math.min(4, 2 + path.length));
      own.push(
        `!${pad}${same.isInactive ? "inactive" : "active"}: ${words(same).join(" ")} { ... }`,
      );
    }
    if (same === undefined) own.push(...signed("-", old, path.length));
    else if (isLeaf(old) && isLeaf(same)) {
      const [a, b] = [signed("-", old, path.length), signed("+", same, path.length)];
      if (a.join("\n").slice(1) !== b.join("\n").slice(1)) own.push(...a, ...b);
    } else deeper.push(...compareBelow(old, same, [...path, ...old.label]));
  }
  for (const fresh of inOrder(after))
    if (!before.children.some((node) => id(node) === id(fresh)))
      own.push(...signed("+", fresh, path.length));
  return own.length === 0
    ? deeper
    : [`[edit${path.map((word) => ` ${word}`).join("")}]`, ...own, ...deeper];
}

function isLeaf(node: Node): boolean {
  return node.children.length === 0;
}

function signed(sign: "+" | "-", node: Node, depth: number): string[] {
  // Two blanks at the top, three one level down, four from there on.
  const pad = " ".repeat(Math.min(4, 2 + depth));
  return printNode(node, 0).map((line) => `${sign}${pad}${line}`);
}
