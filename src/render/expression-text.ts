import { childrenOf, isNode, type TemplateNode } from "./nunjucks-parts.ts";

/** An expression as its author wrote it, near enough to name it in a message. */
export function expressionText(node: TemplateNode): string {
  switch (node.typename) {
    case "Symbol":
      return String(node["value"]);
    case "Literal":
      return JSON.stringify(node["value"]);
    case "LookupVal":
      return lookupText(node);
    case "Filter":
      return `${expressionText(childrenOf(node["args"])[0] ?? node)} | ${nameText(node)}`;
    case "FunCall":
      return `${nameText(node)}(…)`;
    case "Group":
      return `(${childrenOf(node).map(expressionText).join(", ")})`;
    case "Or":
      return `${expressionText(node["left"] as TemplateNode)} or ${expressionText(node["right"] as TemplateNode)}`;
    default:
      return "the expression";
  }
}

function lookupText(node: TemplateNode): string {
  const target = expressionText(node["target"] as TemplateNode);
  const key = node["val"] as TemplateNode;
  if (key.typename !== "Literal") return `${target}[${expressionText(key)}]`;
  const isWord = typeof key["value"] === "string" && /^\w+$/.test(key["value"]);
  return isWord ? `${target}.${key["value"]}` : `${target}[${expressionText(key)}]`;
}

function nameText(node: TemplateNode): string {
  return isNode(node["name"]) ? expressionText(node["name"]) : "";
}

/** The node an expression begins with: its place is where the expression stands. */
export function leftmost(node: TemplateNode): TemplateNode {
  const first =
    node.typename === "Filter"
      ? childrenOf(node["args"])[0]
      : (node["target"] ??
        node["left"] ??
        (node.typename === "FunCall" ? node["name"] : undefined));
  const inner = isNode(first) ? first : node.typename === "Compare" ? node["expr"] : undefined;
  return isNode(inner) && inner.typename !== "Capture" ? leftmost(inner) : node;
}
