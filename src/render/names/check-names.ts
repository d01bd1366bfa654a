import { didYouMean } from "../../intent/did-you-mean.ts";
import { expressionText } from "../expression-text.ts";
import { filters } from "../filters.ts";
import { childrenOf, isNode, type TemplateNode } from "../nunjucks-parts.ts";
import { type Checking, reportUnknown } from "./checking.ts";
import type { Scope } from "./scope.ts";
import {
  anything,
  either,
  entryOf,
  memberNames,
  memberOf,
  number,
  type Shape,
  text,
  truth,
} from "./shape.ts";

const tests: ReadonlySet<string> = new Set(
  (
    "callable defined divisibleby equalto eq sameas even falsy ge greaterthan gt le lessthan lt lower ne null number odd " +
    "string truthy undefined upper iterable mapping"
  ).split(" "),
);

/** A name that stands alone. */
export function symbolShape(
  checking: Checking,
  node: TemplateNode,
  scope: Scope,
  key: string,
): Shape {
  const name = String(node["value"]);
  const meaning = scope.find(name);
  if (meaning !== undefined) return meaning.kind === "value" ? meaning.shape : anything;
  reportUnknown(checking, key, node, name, "", scope.names());
  return anything;
}

/** A member of something: `a.b`, `a["b"]`, `a[b]`. */
export function lookupShape(
  checking: Checking,
  node: TemplateNode,
  scope: Scope,
  key: string,
): Shape {
  const target = node["target"] as TemplateNode;
  const member = node["val"] as TemplateNode;
  const module = target.typename === "Symbol" ? scope.find(String(target["value"])) : undefined;
  if (module?.kind === "module") {
    const name = String(member["value"]);
    if (module.scope.own(name) === undefined)
      reportUnknown(
        checking,
        key,
        member,
        name,
        `${expressionText(target)}.`,
        module.scope.names(),
      );
    return anything;
  }
  const shape = checking.check(target, scope, key);
  if (member.typename !== "Literal") {
    checking.check(member, scope, key);
    return entryOf(shape);
  }
  const name = String(member["value"]);
  const found = memberOf(shape, name);
  if (found === undefined)
    reportUnknown(checking, key, member, name, `${expressionText(target)}.`, memberNames(shape));
  return found ?? anything;
}

/** A value sent through a filter. */
export function filterCall(
  checking: Checking,
  node: TemplateNode,
  scope: Scope,
  key: string,
): Shape {
  const name = node["name"] as TemplateNode;
  const word = String(name["value"]);
  const [value = anything, ...rest] = childrenOf(node["args"]).map((arg) =>
    checking.check(arg, scope, key),
  );
  if (!Object.hasOwn(filters, word))
    checking.report(key, name, {
      code: "NC2003",
      message: `unknown filter \`${word}\``,
      length: word.length,
      hint: didYouMean(word, Object.keys(filters)),
    });
  return filterShape(word, value, rest);
}

/** A value put to a test: `x is defined`. */
export function testCall(checking: Checking, node: TemplateNode, scope: Scope, key: string): Shape {
  checking.check(node["left"] as TemplateNode, scope, key);
  const right = node["right"] as TemplateNode;
  const name = isNode(right["name"]) ? right["name"] : right;
  for (const arg of childrenOf(right["args"])) checking.check(arg, scope, key);
  const word = String(name["value"]);
  if (!tests.has(word) && name["value"] !== null)
    checking.report(key, name, {
      code: "NC2003",
      message: `unknown test \`${word}\``,
      length: word.length,
      hint: didYouMean(word, [...tests]),
    });
  return truth;
}

function filterShape(name: string, value: Shape, rest: readonly Shape[]): Shape {
  switch (name) {
    case "default":
    case "d":
      return either([value, ...rest.slice(0, 1)]);
    case "sort":
    case "reverse":
    case "selectattr":
    case "rejectattr":
    case "select":
    case "reject":
      return value;
    case "first":
    case "last":
      return entryOf(value);
    case "length":
    case "abs":
    case "int":
    case "float":
    case "round":
    case "sum":
    case "prefixlen":
    case "wordcount":
      return number;
    case "list":
    case "batch":
    case "slice":
    case "groupby":
    case "dictsort":
      return anything;
    default:
      return text;
  }
}
