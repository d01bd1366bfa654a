import { childrenOf, type TemplateNode } from "../nunjucks-parts.ts";
import type { Checking } from "./checking.ts";
import { type Macro, Scope } from "./scope.ts";
import { anything, either, listOf, memberOf, number, type Shape, text } from "./shape.ts";

/** A call: of a macro, whose inside is then looked at with these very arguments, or of a method. */
export function callShape(
  checking: Checking,
  node: TemplateNode,
  scope: Scope,
  key: string,
): Shape {
  const callee = node["name"] as TemplateNode;
  const shape = checking.check(callee, scope, key);
  const args = childrenOf(node["args"]).map((arg) => ({
    arg,
    shape: checking.check(arg, scope, key),
  }));
  const macro = macroOf(callee, scope);
  if (macro !== undefined) callMacro(checking, macro, args);
  if (callee.typename === "Symbol" && callee["value"] === "range") return listOf(number);
  return macro === undefined ? shape : text;
}

/** Looks at the inside of a macro. Arguments that are not given may be anything. */
export function callMacro(
  checking: Checking,
  macro: Macro,
  args: readonly { readonly arg: TemplateNode; readonly shape: Shape }[],
): void {
  checking.called.add(macro.node);
  if (checking.inside.has(macro.node) || checking.budget <= 0) return;
  checking.inside.add(macro.node);
  checking.budget -= 1;
  const scope = new Scope(macro.scope);
  const named = args.find(({ arg }) => arg.typename === "KeywordArgs")?.shape;
  const given = args.filter(({ arg }) => arg.typename !== "KeywordArgs").map(({ shape }) => shape);
  scope.define("caller", { kind: "value", shape: anything });
  parametersOf(macro.node).forEach(({ name, fallback }, index) => {
    const preset = fallback && checking.check(fallback, scope, macro.key);
    const shape = given[index] ?? (named && memberOf(named, name));
    const known =
      shape === undefined ? (preset ?? anything) : either(preset ? [shape, preset] : [shape]);
    scope.define(name, { kind: "value", shape: known });
  });
  checking.check(macro.node["body"] as TemplateNode, scope, macro.key);
  checking.inside.delete(macro.node);
}

function macroOf(callee: TemplateNode, scope: Scope): Macro | undefined {
  const target = callee.typename === "LookupVal" ? (callee["target"] as TemplateNode) : undefined;
  const module = target && scope.find(String(target["value"]));
  const meaning =
    module?.kind === "module"
      ? module.scope.own(String((callee["val"] as TemplateNode)["value"]))
      : callee.typename === "Symbol"
        ? scope.find(String(callee["value"]))
        : undefined;
  return meaning?.kind === "macro" ? meaning.macro : undefined;
}

/** Names of the parameters of a macro or `call` block, with their defaults. */
export function parametersOf(
  node: TemplateNode,
): readonly { readonly name: string; readonly fallback?: TemplateNode }[] {
  return childrenOf(node["args"]).flatMap((arg) =>
    arg.typename === "Symbol"
      ? [{ name: String(arg["value"]) }]
      : childrenOf(arg).map((pair) => ({
          name: String((pair["key"] as TemplateNode)["value"]),
          fallback: pair["value"] as TemplateNode,
        })),
  );
}
