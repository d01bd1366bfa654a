import { didYouMean, nearest } from "../../intent/did-you-mean.ts";
import type { TemplateNode } from "../nunjucks-parts.ts";
import type { Scope } from "./scope.ts";
import type { Shape } from "./shape.ts";

/** Told of each thing that is wrong. Lines and columns count from 0, as in the tree. */
export type Report = (
  key: string,
  at: TemplateNode,
  problem: {
    readonly code: string;
    readonly message: string;
    readonly length: number;
    readonly hint?: string | undefined;
  },
) => void;

/** What checking needs of its surroundings. */
export type Surroundings = {
  readonly report: Report;
  /** Tree and key of the template that another one imports by a name; undefined where there is none. */
  readonly open: (
    from: string,
    name: string,
  ) => { readonly key: string; readonly tree: TemplateNode } | undefined;
  readonly globals: ReadonlyMap<string, Shape>;
};

/** One going through a template. `check` infers the shape of a node and reports what is wrong inside it. */
export type Checking = Surroundings & {
  readonly check: (node: TemplateNode, scope: Scope, key: string) => Shape;
  /** Macros that were called, for the others must be looked at on their own. */
  readonly called: Set<TemplateNode>;
  /** How many macros deep the check is. */
  depth: number;
  /** Files that are open, outermost first. */
  readonly files: string[];
};

/** Deepest nesting of macros that is followed: they may call themselves. */
export const depthLimit = 8;

/** Reports a name that nothing defines. `prefix` is what stands before it, with its dot. */
export function reportUnknown(
  checking: Checking,
  key: string,
  at: TemplateNode,
  name: string,
  prefix: string,
  known: readonly string[],
): void {
  const near = nearest(name, known);
  const list = didYouMean(name, [...new Set(known)]);
  checking.report(key, at, {
    code: "NC2002",
    message: `the template uses \`${prefix}${name}\`, which ${prefix === "" ? "nothing" : "no schema"} defines`,
    length: name.length,
    hint: near === undefined ? list : `did you mean \`${prefix}${near}\`?`,
  });
}
