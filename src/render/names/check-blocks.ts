import { expressionText } from "../expression-text.ts";
import { childrenOf, isNode, type TemplateNode } from "../nunjucks-parts.ts";
import { parametersOf } from "./check-macros.ts";
import type { Checking } from "./checking.ts";
import { Scope } from "./scope.ts";
import { anything, entryOf, number, objectOf, type Shape, truth } from "./shape.ts";

const loop: Shape = objectOf({
  index: number,
  index0: number,
  revindex: number,
  revindex0: number,
  first: truth,
  last: truth,
  length: number,
});

/** A `for` loop. */
export function forBlock(checking: Checking, node: TemplateNode, outer: Scope, key: string): Shape {
  const list = node["arr"] as TemplateNode;
  const shape = checking.check(list, outer, key);
  const scope = new Scope(outer);
  scope.define("loop", { kind: "value", shape: loop });
  const names = childrenOf(node["name"]).map((name) => String(name["value"]));
  checkLoop(checking, list, shape, names.length, key);
  names.forEach((name, index) => {
    const isKey = names.length > 1 && index === 0;
    scope.define(name, { kind: "value", shape: isKey ? anything : loopItem(shape, names.length) });
  });
  checking.check(node["body"] as TemplateNode, scope, key);
  if (isNode(node["else_"])) checking.check(node["else_"], outer, key);
  return anything;
}

/** Nunjucks goes through nothing at all, without a word, where the value is no list. */
function checkLoop(
  checking: Checking,
  list: TemplateNode,
  shape: Shape,
  nameCount: number,
  key: string,
): void {
  const words: Partial<Record<Shape["kind"], string>> = {
    text: "a text",
    number: "a number",
    truth: "true or false",
    ...(nameCount === 1 ? { object: "a mapping" } : {}),
  };
  const wrong = words[shape.kind];
  if (wrong === undefined) return;
  const written = expressionText(list);
  checking.report(key, list, {
    code: "NC2002",
    message: `\`for\` goes through \`${written}\`, which is ${wrong}, not a list`,
    length: 1,
    ...(shape.kind === "object" ? { hint: `{% for key, value in ${written} %}` } : {}),
  });
}

function loopItem(shape: Shape, nameCount: number): Shape {
  const entry = entryOf(shape);
  // With two names a list is taken apart entry by entry, an object gives key and value.
  return nameCount > 1 && shape.kind !== "object" ? entryOf(entry) : entry;
}

/** A `set`, with a value or with a block. */
export function setBlock(checking: Checking, node: TemplateNode, scope: Scope, key: string): Shape {
  const value = node["value"] ?? node["body"];
  const shape = isNode(value) ? checking.check(value, scope, key) : anything;
  for (const target of targetsOf(node["targets"]))
    scope.define(String(target["value"]), { kind: "value", shape });
  return anything;
}

function targetsOf(value: unknown): readonly TemplateNode[] {
  return Array.isArray(value) ? value.filter(isNode) : childrenOf(value);
}

/** The inside of a `call` block. */
export function callerBlock(
  checking: Checking,
  node: TemplateNode,
  outer: Scope,
  key: string,
): Shape {
  const scope = new Scope(outer);
  for (const { name } of parametersOf(node)) scope.define(name, { kind: "value", shape: anything });
  checking.check(node["body"] as TemplateNode, scope, key);
  return anything;
}
