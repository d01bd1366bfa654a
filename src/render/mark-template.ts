import type { Place } from "../errors.ts";
import { expressionText, leftmost } from "./expression-text.ts";
import { childrenOf, innerNodes, isNode, makeNode, type TemplateNode } from "./nunjucks-parts.ts";
import { ownBreak } from "./trail.ts";

/** A place in a template that a mark or a message can name: an expression, or a line of text. */
export type TemplateSpot = {
  /** The same for all lines that come of it. */
  readonly place: Place;
  /** What stands there, for messages. */
  readonly text: string;
};

/** Functions that templates call, by the names they call them by; those with `__` are put in by `markTemplate`. */
export type Hooks = {
  /** Text of a template begins here. */
  readonly __at: (spot: number) => string;
  /** An expression is about to be evaluated. Gives how many reads there were before it. */
  readonly __here: (spot: number) => number;
  /** An expression was evaluated, to be printed: the text with its mark. */
  readonly __out: (spot: number, before: number, value: unknown) => string;
  /** The same inside a piece of text that has no line of its own: the text alone. */
  readonly __value: (spot: number, before: number, value: unknown) => string;
  /** A part of a sum or a concatenation. */
  readonly __part: (spot: number, before: number, value: unknown) => unknown;
  readonly __filter: (spot: number, before: number, name: string, ...args: unknown[]) => unknown;
  /** Written by authors: what was read last cannot be expressed on this platform. */
  readonly unsupported: (what: unknown) => never;
};

/** Rewrites a tree so that all it prints goes through the hooks. Spots are appended to `spots`; the tree is changed. */
export function markTemplate(
  root: TemplateNode,
  template: { readonly path: string; readonly text: string },
  spots: TemplateSpot[],
): void {
  const lines = template.text.replaceAll("\r\n", "\n").split("\n");
  const addSpot = (line: number, column: number, text: string): number =>
    spots.push({ place: { path: template.path, line: line + 1, column: column + 1 }, text }) - 1;
  const marker: Marker = { lines, addSpot };
  rewriteInside(root, marker, true);
}

type Marker = {
  readonly lines: readonly string[];
  readonly addSpot: (line: number, column: number, text: string) => number;
};

function rewriteInside(node: TemplateNode, marker: Marker, isTrailed: boolean): void {
  for (const inner of innerNodes(node)) inner.replace(rewrite(inner.node, marker, isTrailed));
}

const sums = ["Concat", "Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow"];

function rewrite(node: TemplateNode, marker: Marker, isTrailed: boolean): TemplateNode {
  if (node.typename === "Is") {
    // The right side is the name of a test, not a value.
    node["left"] = rewrite(node["left"] as TemplateNode, marker, isTrailed);
    return node;
  }
  if (node.typename === "Output") return markOutput(node, marker, isTrailed);
  // Text that is captured may be compared: it stays plain unless it has lines of its own.
  const isCapture =
    node.typename === "Capture" || node.typename === "Macro" || node.typename === "Caller";
  const spot =
    sums.includes(node.typename) || node.typename === "Filter" ? spotOf(node, marker) : -1;
  const parts = sums.includes(node.typename)
    ? [node["left"] as TemplateNode, node["right"] as TemplateNode].map((part) =>
        spotOf(part, marker),
      )
    : [];
  rewriteInside(node, marker, isCapture ? hasLines(node) : isTrailed);
  if (node.typename === "Filter") return filterCall(node, spot);
  if (sums.includes(node.typename)) {
    node["left"] = hook("__part", node, parts[0] as number, node["left"] as TemplateNode);
    node["right"] = hook("__part", node, parts[1] as number, node["right"] as TemplateNode);
  }
  return node;
}

function spotOf(node: TemplateNode, marker: Marker): number {
  const start = leftmost(node);
  return marker.addSpot(start.lineno, start.colno, expressionText(node));
}

function hasLines(node: TemplateNode): boolean {
  if (node.typename === "TemplateData") return String(node["value"]).includes("\n");
  return innerNodes(node).some((inner) => hasLines(inner.node));
}

function call(name: string, at: TemplateNode, args: readonly TemplateNode[]): TemplateNode {
  return makeNode("FunCall", at, makeNode("Symbol", at, name), makeNode("NodeList", at, args));
}

function hook(
  name: keyof Hooks,
  at: TemplateNode,
  spot: number,
  value: TemplateNode,
): TemplateNode {
  const number = makeNode("Literal", at, spot);
  return call(name, at, [number, call("__here", at, [number]), value]);
}

function filterCall(node: TemplateNode, spot: number): TemplateNode {
  const name = isNode(node["name"]) ? String(node["name"]["value"]) : "";
  const number = makeNode("Literal", node, spot);
  const first = [number, call("__here", node, [number]), makeNode("Literal", node, name)];
  return call("__filter", node, [...first, ...childrenOf(node["args"])]);
}

function markOutput(node: TemplateNode, marker: Marker, isTrailed: boolean): TemplateNode {
  const children = childrenOf(node).flatMap((child) => {
    if (child.typename === "TemplateData") return isTrailed ? markText(child, marker) : [child];
    const spot = spotOf(child, marker);
    const value = rewrite(child, marker, isTrailed);
    return [hook(isTrailed ? "__out" : "__value", child, spot, value)];
  });
  return makeNode("Output", node, children);
}

/** Puts a mark before each line of template text that shows something. */
function markText(node: TemplateNode, marker: Marker): TemplateNode[] {
  const value = String(node["value"]);
  let { line, column } = startOf(node, value, marker.lines);
  return value.split("\n").flatMap((piece, index, pieces) => {
    const nodes: TemplateNode[] = [];
    if (piece.trim() !== "") {
      const spot = marker.addSpot(
        line,
        column + piece.length - piece.trimStart().length,
        piece.trim(),
      );
      nodes.push(call("__at", node, [makeNode("Literal", node, spot)]));
    }
    const isLast = index === pieces.length - 1;
    if (piece !== "" || !isLast)
      nodes.push(makeNode("TemplateData", node, isLast ? piece : piece + ownBreak));
    line += 1;
    column = 0;
    return nodes;
  });
}

/** Where a text begins; the tree has the place from before white space or a `raw` tag was taken off its front. */
function startOf(
  node: TemplateNode,
  value: string,
  lines: readonly string[],
): { line: number; column: number } {
  const rest = [(lines[node.lineno] ?? "").slice(node.colno), ...lines.slice(node.lineno + 1)].join(
    "\n",
  );
  const skipped = rest.slice(0, Math.max(0, rest.indexOf(value)));
  const breaks = skipped.split("\n").length - 1;
  return {
    line: node.lineno + breaks,
    column:
      breaks === 0 ? node.colno + skipped.length : skipped.length - skipped.lastIndexOf("\n") - 1,
  };
}
