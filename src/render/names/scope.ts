import type { TemplateNode } from "../nunjucks-parts.ts";
import type { Shape } from "./shape.ts";

/** A macro that can be called: its node, where it was defined, and the file it stands in. */
export type Macro = { readonly node: TemplateNode; readonly scope: Scope; readonly key: string };

/** What a name means: a value of some shape, a macro, or the names of an imported file. */
export type Meaning =
  | { readonly kind: "value"; readonly shape: Shape }
  | { readonly kind: "macro"; readonly macro: Macro }
  | { readonly kind: "module"; readonly scope: Scope };

/** Names that are known at one place of a template. */
export class Scope {
  readonly #names = new Map<string, Meaning>();
  readonly #parent: Scope | undefined;
  /** The outermost scope of the file, which macros see besides their own names. */
  readonly top: Scope;

  constructor(parent?: Scope, isTop: boolean = parent === undefined) {
    this.#parent = parent;
    this.top = isTop || parent === undefined ? this : parent.top;
  }

  /** Gives a name a meaning here. */
  define(name: string, meaning: Meaning): void {
    this.#names.set(name, meaning);
  }

  /** Meaning of a name, here or further out. */
  find(name: string): Meaning | undefined {
    return this.#names.get(name) ?? this.#parent?.find(name);
  }

  /** Meaning of a name that was given right here. */
  own(name: string): Meaning | undefined {
    return this.#names.get(name);
  }

  /** All names known here, nearest first. */
  names(): string[] {
    return [...this.#names.keys(), ...(this.#parent?.names() ?? [])];
  }

  /** Macros defined right here. */
  macros(): Macro[] {
    return [...this.#names.values()].flatMap((m) => (m.kind === "macro" ? [m.macro] : []));
  }
}
