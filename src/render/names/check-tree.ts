import { childrenOf, innerNodes, isNode, type TemplateNode } from "../nunjucks-parts.ts";
import { callerBlock, forBlock, setBlock } from "./check-blocks.ts";
import { otherFile } from "./check-imports.ts";
import { callMacro, callShape } from "./check-macros.ts";
import { filterCall, lookupShape, symbolShape, testCall } from "./check-names.ts";
import { type Checking, followLimit, type Surroundings } from "./checking.ts";
import type { Scope } from "./scope.ts";
import { anything, either, listOf, number, objectOf, type Shape, text, truth } from "./shape.ts";

/**
 * Goes through one template, infers the shape of each expression, and reports the names that nothing defines. Macros that
 * nobody calls are looked at with arguments that may be anything.
 */
export function checkTree(
  around: Surroundings,
  key: string,
  tree: TemplateNode,
  scope: Scope,
): void {
  const checking: Checking = {
    ...around,
    called: new Set(),
    inside: new Set(),
    budget: followLimit,
    files: [key],
    check: (node, inner, file) => checkNode(checking, node, inner, file),
  };
  checking.check(tree, scope, key);
  for (const macro of scope.macros())
    if (!checking.called.has(macro.node)) callMacro(checking, macro, []);
}

function checkNode(checking: Checking, node: TemplateNode, scope: Scope, key: string): Shape {
  switch (node.typename) {
    case "TemplateData":
      return text;
    case "Literal":
      return literalShape(node["value"]);
    case "Symbol":
      return symbolShape(checking, node, scope, key);
    case "LookupVal":
      return lookupShape(checking, node, scope, key);
    case "Filter":
      return filterCall(checking, node, scope, key);
    case "FunCall":
      return callShape(checking, node, scope, key);
    case "For":
      return forBlock(checking, node, scope, key);
    case "Set":
      return setBlock(checking, node, scope, key);
    case "Macro":
      scope.define(String((node["name"] as TemplateNode)["value"]), {
        kind: "macro",
        macro: { node, scope: scope.top, key },
      });
      return text;
    case "Caller":
      return callerBlock(checking, node, scope, key);
    case "Import":
    case "FromImport":
    case "Include":
      return otherFile(checking, node, scope, key);
    case "Is":
      return testCall(checking, node, scope, key);
    default:
      return plainShape(checking, node, scope, key);
  }
}

function plainShape(checking: Checking, node: TemplateNode, scope: Scope, key: string): Shape {
  const skipped = node.typename === "Pair" ? node["key"] : undefined;
  const shapes = innerNodes(node)
    .filter((inner) => inner.node !== skipped)
    .map((inner) => checking.check(inner.node, scope, key));
  switch (node.typename) {
    case "Or":
    case "And":
      return either(shapes);
    case "InlineIf":
      return either([...shapes.slice(1), ...(isNode(node["else_"]) ? [] : [text])]);
    case "Group":
      return shapes.at(-1) ?? anything;
    case "Array":
      return listOf(either(shapes));
    case "Dict":
    case "KeywordArgs":
      return objectOf(
        Object.fromEntries(
          childrenOf(node).map((pair, i) => [
            String((pair["key"] as TemplateNode)["value"]),
            shapes[i] ?? anything,
          ]),
        ),
      );
    case "Pair":
      return shapes[0] ?? anything;
    case "Concat":
    case "Capture":
      return text;
    case "Compare":
    case "Not":
    case "In":
      return truth;
    case "Sub":
    case "Mul":
    case "Div":
    case "FloorDiv":
    case "Mod":
    case "Pow":
    case "Neg":
    case "Pos":
      return number;
    default:
      return anything;
  }
}

function literalShape(value: unknown): Shape {
  return typeof value === "string" ? text : typeof value === "number" ? number : anything;
}
