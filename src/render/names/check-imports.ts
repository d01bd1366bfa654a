import type { TemplateNode } from "../nunjucks-parts.ts";
import { childrenOf } from "../nunjucks-parts.ts";
import { type Checking, reportUnknown } from "./checking.ts";
import { type Meaning, Scope } from "./scope.ts";
import { anything, type Shape } from "./shape.ts";

/** `import`, `from … import` and `include`. Without `with context` an imported file sees only the functions. */
export function otherFile(
  checking: Checking,
  node: TemplateNode,
  scope: Scope,
  key: string,
): Shape {
  const named = node["template"] as TemplateNode;
  // A name that is only known when the template runs cannot be followed.
  if (named.typename !== "Literal") return checking.check(named, scope, key);
  const opened = checking.open(String(named["value"]));
  if (opened === undefined) {
    if (node["ignoreMissing"] !== true) reportMissing(checking, node, named, key);
    defineImports(checking, node, scope, undefined, key);
    return anything;
  }
  if (checking.files.includes(opened.key)) {
    reportCircle(checking, named, key, opened.key);
    return anything;
  }
  checking.files.push(opened.key);
  checking.budget -= 1;
  const seesAll = node.typename === "Include" || node["withContext"] === true;
  const inner = new Scope(seesAll ? scope : globalScope(checking), true);
  const isFollowed = opened.tree !== undefined && checking.budget > 0;
  if (isFollowed) checking.check(opened.tree, inner, opened.key);
  checking.files.pop();
  defineImports(checking, node, scope, isFollowed ? inner : undefined, key);
  return anything;
}

function reportMissing(
  checking: Checking,
  node: TemplateNode,
  named: TemplateNode,
  key: string,
): void {
  const word = node.typename === "Include" ? "include" : "import";
  checking.report(key, named, {
    code: "NC2008",
    message: `no template \`${named["value"]}\` to ${word}`,
    length: String(named["value"]).length + 2,
    hint: "templates are found beside this one, or by their path below templates/",
  });
}

function reportCircle(checking: Checking, named: TemplateNode, key: string, opened: string): void {
  checking.report(key, named, {
    code: "NC2008",
    message: `files take each other in without end: ${[...checking.files, opened].join(" → ")}`,
    length: String(named["value"]).length + 2,
  });
}

function defineImports(
  checking: Checking,
  node: TemplateNode,
  scope: Scope,
  inner: Scope | undefined,
  key: string,
): void {
  const unknown: Meaning = { kind: "value", shape: anything };
  if (node.typename === "Import") {
    const name = String((node["target"] as TemplateNode)["value"]);
    scope.define(name, inner === undefined ? unknown : { kind: "module", scope: inner });
  }
  if (node.typename !== "FromImport") return;
  for (const item of childrenOf(node["names"])) {
    const isRenamed = item.typename === "Pair";
    const source = isRenamed ? (item["key"] as TemplateNode) : item;
    const name = String(source["value"]);
    const alias = isRenamed ? String((item["value"] as TemplateNode)["value"]) : name;
    const meaning = inner?.own(name);
    if (inner !== undefined && meaning === undefined)
      reportUnknown(checking, key, source, name, "", inner.names());
    scope.define(alias, meaning ?? unknown);
  }
}

function globalScope(checking: Checking): Scope {
  const scope = new Scope();
  for (const [name, shape] of checking.globals) scope.define(name, { kind: "value", shape });
  return scope;
}
