import { type Finding, sortFindings } from "../../errors.ts";
import type { Intent } from "../../intent/intent.ts";
import { readTemplate, templateKey } from "../compile-templates.ts";
import type { TemplateNode } from "../nunjucks-parts.ts";
import { checkTree } from "./check-tree.ts";
import type { Report, Surroundings } from "./checking.ts";
import { Scope } from "./scope.ts";
import { globalNames, templateNames } from "./template-names.ts";

/**
 * What is wrong with the templates themselves, without rendering any: text that is no template, and names that no
 * schema defines, also where Nunjucks would silently take them for false or empty (`if`, `for`, arguments of macros).
 */
export function checkTemplates(intent: Intent): Finding[] {
  const findings = new Map<string, Finding>();
  const trees = new Map<string, TemplateNode>();
  for (const [key, template] of intent.templates) {
    const tree = readTemplate(template);
    if ("typename" in tree) trees.set(key, tree);
    else findings.set(key, tree);
  }
  const report: Report = (key, at, { code, message, length, hint }) => {
    const path = intent.templates.get(key)?.path ?? key;
    const place = { path, line: at.lineno + 1, column: at.colno + 1 };
    findings.set(`${path}:${place.line}:${place.column} ${message}`, {
      code,
      message,
      place: length > 1 ? { ...place, length } : place,
      ...(hint === undefined ? {} : { hint }),
    });
  };
  for (const [key, tree] of trees) checkOne(intent, key, tree, { report, trees });
  return sortFindings([...findings.values()]);
}

function checkOne(
  intent: Intent,
  key: string,
  tree: TemplateNode,
  { report, trees }: { readonly report: Report; readonly trees: ReadonlyMap<string, TemplateNode> },
): void {
  const [platform = "", name = ""] = key.split("/");
  const model = intent.models.get(name);
  if (model === undefined) return;
  const around: Surroundings = {
    report,
    globals: globalNames,
    open: (asked) => {
      const found = templateKey(intent, platform, asked);
      return found === undefined ? undefined : { key: found, tree: trees.get(found) };
    },
  };
  const scope = new Scope();
  for (const [word, shape] of templateNames(model, intent.models))
    scope.define(word, { kind: "value", shape });
  try {
    checkTree(around, key, tree, new Scope(scope, true));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report(key, tree, { code: "NC2001", message: "the template is nested too deeply", length: 1 });
  }
}
