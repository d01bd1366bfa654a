import type { Finding } from "../errors.ts";
import type { Intent, Template } from "../intent/intent.ts";
import { Fault } from "./fault.ts";
import { type Hooks, markTemplate, type TemplateSpot } from "./mark-template.ts";
import {
  allNodes,
  compileTree,
  makeEngine,
  parseTemplate,
  type RootFunction,
  type Runtime,
  runtimeWith,
  type TemplateNode,
} from "./nunjucks-parts.ts";
import { safeMember, safeName } from "./safe-lookup.ts";
import { privateUse } from "./trail.ts";

/** Renders `templates/<platform>/<name>.njk` with a context. Throws what stopped it. */
export type RenderTemplate = (platform: string, name: string, context: object) => string;

/** Longest template that is read, in characters. */
const templateLimitCharacters = 200_000;

/** Reads a template into a tree, or says what is wrong with it. */
export function readTemplate(template: Template): TemplateNode | Finding {
  const { path, text } = template;
  const fail = (message: string, line = 1, column = 1, hint?: string): Finding => ({
    code: "NC2001",
    message,
    place: { path, line, column },
    ...(hint === undefined ? {} : { hint }),
  });
  if (text.length > templateLimitCharacters)
    return fail(
      `the template has ${text.length} characters; ${templateLimitCharacters} is the limit`,
    );
  const hidden = privateUse.exec(text);
  if (hidden !== null) {
    const before = text.slice(0, hidden.index).split("\n");
    return fail(
      "the template holds a private-use character",
      before.length,
      (before.at(-1) ?? "").length + 1,
    );
  }
  const tree = parseTemplate(text);
  if (!("typename" in tree)) return fail(tree.message, tree.line, tree.column);
  try {
    return unsupported(tree, path) ?? tree;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail("the template is nested too deeply");
  }
}

const tags: Readonly<Record<string, string>> = {
  Extends: "extends",
  Block: "block",
  Super: "super",
  AsyncEach: "asyncEach",
  AsyncAll: "asyncAll",
  IfAsync: "ifAsync",
  CallExtension: "extension",
};

function unsupported(tree: TemplateNode, path: string): Finding | undefined {
  const found = allNodes(tree).find((node) => node.typename in tags);
  if (found === undefined) return undefined;
  return {
    code: "NC2001",
    message: `\`{% ${tags[found.typename]} %}\` is not for configuration templates`,
    place: { path, line: found.lineno + 1, column: found.colno + 1 },
    hint: "share text with {% include %} or a macro",
  };
}

/** The path of a template below `templates/`, from the name that another one of the platform imports it by. */
export function templateKey(intent: Intent, platform: string, name: string): string | undefined {
  const stem = name.replace(/\.njk$/, "");
  return [`${platform}/${stem}`, stem].find((key) => intent.templates.has(key));
}

/**
 * An engine over the templates of an intent. Each template is compiled once, when it is first needed. `onError` is told
 * of everything that is thrown inside a template, the first time before anything is made of it.
 */
export function compileTemplates(
  intent: Intent,
  hooks: Hooks,
  spots: TemplateSpot[],
  onError: (error: Error) => void,
): RenderTemplate {
  const roots = new Map<string, RootFunction>();
  const engines = new Map<string, (name: string, context: object) => string>();
  const globals = { ...hooks, range };
  const rootOf = (key: string): RootFunction => {
    const known = roots.get(key);
    if (known !== undefined) return known;
    const template = intent.templates.get(key) as Template;
    const tree = readTemplate(template);
    if (!("typename" in tree)) throw new Fault(tree);
    markTemplate(tree, template, spots);
    const root = guarded(compileTree(key, tree), globals, onError);
    roots.set(key, root);
    return root;
  };
  return (platform, name, context) => {
    let engine = engines.get(platform);
    if (engine === undefined) {
      engine = makeEngine((asked) => {
        const key = templateKey(intent, platform, asked);
        return key === undefined ? undefined : rootOf(key);
      }, {});
      engines.set(platform, engine);
    }
    return engine(`${name}.njk`, context);
  };
}

/** The same root function with a runtime that keeps a template inside its data, and with a limit of nesting. */
function guarded(
  root: RootFunction,
  globals: Readonly<Record<string, unknown>>,
  onError: (error: Error) => void,
): RootFunction {
  const replaced: Partial<Runtime> = {
    memberLookup: safeMember,
    contextOrFrameLookup: safeName(globals),
    handleError: (error) => {
      onError(error);
      return error;
    },
  };
  const runtime = runtimeWith(replaced);
  let depth = 0;
  return (env, context, frame, _, done) => {
    if (depth >= fileDepthLimit) throw new Error("the file takes itself in without end");
    depth += 1;
    try {
      root(env, context, frame, runtime, done);
    } finally {
      depth -= 1;
    }
  };
}

const fileDepthLimit = 20;

const rangeLimit = 10_000;

function range(start: number, stop?: number, step = 1): number[] {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  const count = Math.max(0, Math.ceil((to - from) / step));
  if (!(count <= rangeLimit)) throw new Error(`range() gives at most ${rangeLimit} numbers`);
  return Array.from({ length: count }, (_, index) => from + index * step);
}
