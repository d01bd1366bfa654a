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
  /** Key and tree of the template that is imported by a name; without a tree where it cannot be read. */
  readonly open: (
    name: string,
  ) => { readonly key: string; readonly tree: TemplateNode | undefined } | undefined;
  readonly globals: ReadonlyMap<string, Shape>;
};

/** One going through a template. `check` infers the shape of a node and reports what is wrong inside it. */
export type Checking = Surroundings & {
  readonly check: (node: TemplateNode, scope: Scope, key: string) => Shape;
  /** Macros that were called, for the others must be looked at on their own. */
  readonly called: Set<TemplateNode>;
  /** Macros whose inside is being looked at: one that calls itself is not followed again. */
  readonly inside: Set<TemplateNode>;
  /** How many calls and files may still be followed: each is looked at anew, and they may multiply. */
  budget: number;
  /** Files that are open, outermost first. */
  readonly files: string[];
};

/** How many calls of macros and imports of files are followed for one template. */
export const followLimit = 2000;

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
