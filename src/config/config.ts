// Configuration as a tree of slots, and what follows from it: the change that leads from one to another, and whether
// it got there. This room knows text and grammar, as values; it refuses to know files, devices, clocks and git.

import type { Grammar } from "../platform/grammar.ts";
import type { Statement } from "./grammar/statement.ts";
import type { Origin } from "./origin.ts";

/** What this room asks of a platform. */
export type PlatformGrammar = { readonly name: string; readonly grammar: Grammar };

/** A line in its place: what it says, and what stands inside it. */
export type Node = {
  readonly statement: Statement;
  /** Undefined where the line opens no section. */
  readonly children: Children | undefined;
  /** Text of a block, line by line, without its delimiters. */
  readonly body: readonly string[] | undefined;
  /** Junos marks: `inactive`, `protect`. Sorted, joined by a space. */
  readonly marks: string;
  readonly origin: Origin | undefined;
  /** True where the device prints another thing for a secret than it did for ours: somebody else set it. */
  readonly isForeignSecret?: boolean;
};

/** Lines of one section by slot key, in the order they stand. */
export type Children = ReadonlyMap<string, Node>;

/** One configuration, whole or partial. */
export type Config = {
  readonly platform: PlatformGrammar;
  readonly children: Children;
  /** The text it was read from, to the byte; undefined where it was made. */
  readonly text: string | undefined;
  readonly path: string | undefined;
};

/** A line that says only itself. All configurations of unknown origin that have the line share it. */
export function plainNode(statement: Statement): Node {
  statement.node ??= {
    statement,
    children: undefined,
    body: undefined,
    marks: "",
    origin: undefined,
  };
  return statement.node;
}

/** True where a line says something: that it is as it would be without it says nothing. */
export function isThere(node: Node | undefined): node is Node {
  return node !== undefined && !node.statement.isVacant && node.statement.isAssumed !== true;
}

/** True where both say the same, leaving aside what stands inside them. */
export function isSame(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.marks !== b.marks || !isSameBody(a.body, b.body)) return false;
  if (a.statement === b.statement) return true;
  if (a.statement.members !== undefined && b.statement.members !== undefined) {
    return a.statement.members.join() === b.statement.members.join();
  }
  return a.statement.value === b.statement.value;
}

function isSameBody(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a === b) return true;
  return (
    a !== undefined &&
    b !== undefined &&
    a.length === b.length &&
    a.every((line, i) => line === b[i])
  );
}
