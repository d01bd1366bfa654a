import type { Environment, ILoader } from "nunjucks";
import { nunjucks } from "./libraries.ts";

/** A node of a parsed template. Lines and columns count from 0 here, as Nunjucks has it. */
export type TemplateNode = {
  readonly typename: string;
  readonly lineno: number;
  readonly colno: number;
  readonly fields: readonly string[];
  [field: string]: unknown;
};

type NodeMaker = new (line: number, column: number, ...fields: readonly unknown[]) => TemplateNode;

/** A compiled template as the engine takes it. */
export type RootFunction = (
  env: unknown,
  context: Context,
  frame: Frame,
  runtime: Runtime,
  done: (error: unknown, result?: string) => void,
) => void;

export type Context = { readonly ctx: Readonly<Record<string, unknown>> };
export type Frame = { readonly lookup: (name: string) => unknown };

/** What compiled templates call while they run. */
export type Runtime = {
  readonly memberLookup: (object: unknown, key: unknown) => unknown;
  readonly contextOrFrameLookup: (context: Context, frame: Frame, name: string) => unknown;
  readonly handleError: (error: Error, line?: number, column?: number) => Error;
};

type Compiler = { readonly compile: (root: TemplateNode) => void; readonly getCode: () => string };

/** The parts that the types of Nunjucks do not name; they are exported on purpose (its own `precompile` lives on them). */
type Parts = {
  readonly parser: { parse: (text: string, extensions: [], options: object) => TemplateNode };
  readonly nodes: Readonly<Record<string, NodeMaker>>;
  readonly runtime: Runtime & { readonly SafeString: new (text: string) => object };
  readonly compiler: {
    readonly Compiler: new (name: string, throwOnUndefined: boolean) => Compiler;
  };
};

function parts(): Parts {
  return nunjucks() as unknown as Parts;
}

const options = { trimBlocks: true, lstripBlocks: true, autoescape: false };

/** Where and why Nunjucks could not read a template; line and column count from 1. */
export type SyntaxFault = {
  readonly message: string;
  readonly line: number;
  readonly column: number;
};

/** Parses a template, or says why that is impossible. Line ends are taken as `\n`. */
export function parseTemplate(text: string): TemplateNode | SyntaxFault {
  const source = text.replaceAll("\r\n", "\n");
  try {
    return parts().parser.parse(source, [], options);
  } catch (error) {
    return syntaxFault(error as Error & { lineno?: number; colno?: number }, source);
  }
}

function syntaxFault(
  error: Error & { readonly lineno?: number; readonly colno?: number },
  source: string,
): SyntaxFault {
  if (error instanceof RangeError)
    return { message: "the template is nested too deeply", line: 1, column: 1 };
  const last = source.trimEnd().split("\n");
  const end = { line: last.length, column: Math.max(1, last.at(-1)?.length ?? 1) };
  // At the end of the text the parser reads past it, which is all it says.
  if (error instanceof TypeError) return { message: "the template ends inside a tag", ...end };
  // The message of a TemplateError begins with a line of its own that only repeats the place.
  const message = error.message
    .replace(/^\([^)]*\)[^\n]*\n\s*/, "")
    .replace(/^(?:Template render )?[Ee]rror: /, "");
  return error.lineno === undefined
    ? { message, ...end }
    : { message, line: error.lineno, column: error.colno ?? 1 };
}

/** Makes a node at the place of another one. */
export function makeNode(
  typename: string,
  at: TemplateNode,
  ...fields: readonly unknown[]
): TemplateNode {
  const Maker = parts().nodes[typename] as NodeMaker;
  return new Maker(at.lineno, at.colno, ...fields);
}

/** Turns a tree into the function the engine runs. */
export function compileTree(name: string, root: TemplateNode): RootFunction {
  const compiler = new (parts().compiler.Compiler)(name, false);
  compiler.compile(root);
  // Nunjucks itself turns its generated code into a function in just this way.
  return (new Function(compiler.getCode())() as { root: RootFunction }).root;
}

/** An engine over compiled templates; `find` gives the root function of a template by the name it is imported by. */
export function makeEngine(
  find: (name: string) => RootFunction | undefined,
  filters: Readonly<Record<string, (...args: never[]) => unknown>>,
): (name: string, context: object) => string {
  const loader = {
    getSource: (name: string) => {
      const root = find(name);
      if (root === undefined) return null;
      return { src: { type: "code", obj: { root } }, path: name, noCache: false };
    },
  };
  const engine = new (nunjucks().Environment)(loader as unknown as ILoader, options);
  for (const [name, filter] of Object.entries(filters)) engine.addFilter(name, filter);
  return (name, context) => engine.render(name, context);
}

/** The filters of Nunjucks that are the same on every run and take no secret ways around the checks of output. */
export function plainFilters(): Record<string, (...args: unknown[]) => unknown> {
  const names =
    "abs batch capitalize d default dictsort first float groupby indent int join last length list lower reject rejectattr " +
    "replace reverse round select selectattr slice sort string sum title trim upper wordcount";
  let engine: Environment | undefined;
  // Some of them look for the engine's options in `this`.
  const call = (name: string, args: unknown[]): unknown => {
    engine ??= new (nunjucks().Environment)(null);
    return engine.getFilter(name).apply({ env: engine }, args);
  };
  return Object.fromEntries(
    names.split(" ").map((name) => [name, (...args: unknown[]) => call(name, args)]),
  );
}

/** The runtime of Nunjucks with some of its functions replaced, for one template. */
export function runtimeWith(replaced: Partial<Runtime>): Runtime {
  return { ...parts().runtime, ...replaced };
}

/** True for the text that a macro or `caller()` gives back. */
export function isMacroText(value: unknown): value is object {
  return value instanceof parts().runtime.SafeString;
}

/** The nodes and node lists right inside a node, in the order of its fields, with a way to replace each. */
export function innerNodes(
  node: TemplateNode,
): { readonly node: TemplateNode; readonly replace: (by: TemplateNode) => void }[] {
  // A `set` block keeps its body outside its fields.
  const fields = node.typename === "Set" ? ["targets", "value", "body"] : node.fields;
  return fields.flatMap((field) => {
    const inner = node[field];
    if (isNode(inner))
      return [
        {
          node: inner,
          replace: (by: TemplateNode) => {
            node[field] = by;
          },
        },
      ];
    if (!Array.isArray(inner)) return [];
    return inner.filter(isNode).map((item) => ({
      node: item,
      replace: (by: TemplateNode) => {
        inner[inner.indexOf(item)] = by;
      },
    }));
  });
}

/** A node and all nodes inside it. */
export function allNodes(node: TemplateNode): readonly TemplateNode[] {
  return [node, ...innerNodes(node).flatMap((inner) => allNodes(inner.node))];
}

/** True for a node of a template, false for the plain values of its fields. */
export function isNode(value: unknown): value is TemplateNode {
  return typeof value === "object" && value !== null && "typename" in value;
}

/** The children of a list node; the node itself where it is none. */
export function childrenOf(node: unknown): readonly TemplateNode[] {
  if (!isNode(node)) return [];
  return Array.isArray(node["children"]) ? (node["children"] as TemplateNode[]) : [node];
}
