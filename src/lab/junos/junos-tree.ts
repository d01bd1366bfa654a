import { natural } from "../lines/line-tree.ts";
import type { Statement } from "./junos-schema.ts";

/** One statement of a configuration. `label` is its words without the value: `user boxen`, `host-name`. */
export type Node = {
  readonly label: readonly string[];
  readonly statement: Statement;
  values: string[];
  children: Node[];
  isInactive: boolean;
};

/** One step of a path into the hierarchy. */
export type Step = {
  readonly label: readonly string[];
  readonly statement: Statement;
  readonly values: readonly string[];
};

/** The empty hierarchy. */
export function emptyTree(statement: Statement): Node {
  return { label: [], statement, values: [], children: [], isInactive: false };
}

/** A copy that shares nothing that changes. */
export function copyTree(node: Node): Node {
  return { ...node, values: [...node.values], children: node.children.map(copyTree) };
}

const isSame = (node: Node, step: Step): boolean =>
  node.statement === step.statement && node.label.join("\0") === step.label.join("\0");

/** Puts a statement there; parents come with it. Answers the last node. */
export function put(root: Node, path: readonly Step[]): Node {
  let at = root;
  for (const step of path) {
    let next = at.children.find((child) => isSame(child, step));
    if (next === undefined) {
      const { label, statement } = step;
      next = { label, statement, values: [], children: [], isInactive: false };
      at.children.push(next);
    }
    if (step.statement.value === "rest") next.values = [...step.values];
    if (step.statement.value === "one" && step.values.length > 0) next.values = [...step.values];
    if (step.statement.value === "many")
      for (const value of step.values) if (!next.values.includes(value)) next.values.push(value);
    at = next;
  }
  return at;
}

/** The node at a path, or undefined. */
export function find(root: Node, path: readonly Step[]): Node | undefined {
  let at: Node | undefined = root;
  for (const step of path) at = at?.children.find((child) => isSame(child, step));
  return at;
}

/** Takes a statement away, or one value of several; containers that are empty then go too. False where it is not there. */
export function take(root: Node, path: readonly Step[]): boolean {
  const last = path.at(-1);
  if (last === undefined) {
    root.children = [];
    return true;
  }
  const parentPath = path.slice(0, -1);
  const parent = find(root, parentPath);
  const node = parent?.children.find((child) => isSame(child, last));
  if (parent === undefined || node === undefined) return false;
  if (last.statement.value === "many" && last.values.length > 0) {
    const left = node.values.filter((value) => !last.values.includes(value));
    if (left.length === node.values.length) return false;
    node.values = left;
    if (left.length > 0) return true;
  }
  parent.children.splice(parent.children.indexOf(node), 1);
  prune(root, parentPath);
  return true;
}

/** Containers without content vanish; entries of lists and flags stay. */
function prune(root: Node, path: readonly Step[]): void {
  for (let depth = path.length; depth > 0; depth--) {
    const here = path.slice(0, depth);
    const node = find(root, here);
    const { statement } = node ?? {};
    if (node === undefined || statement === undefined || node.children.length > 0) return;
    if (statement.keys > 0 || statement.value !== "none" || statement.below.length === 0) return;
    const parent = find(root, here.slice(0, -1));
    parent?.children.splice(parent.children.indexOf(node), 1);
  }
}

/** Ports such as `ge-0/0/0` stand before `fxp0` and `lo0`. */
function subject({ label }: Node): string {
  const text = label.join(" ");
  return `${/^\w+-\d/.test(text) ? 0 : 1} ${text}`;
}

/** The children in the device's order: that of its statements, then of entry, interfaces and units by number. */
export function inOrder(node: Node): Node[] {
  return [...node.children].sort(
    (a, b) =>
      a.statement.rank - b.statement.rank ||
      (a.statement.isSorted ? natural(subject(a), subject(b)) : 0),
  );
}
