import type { Children, Node } from "../config.ts";
import type { CompiledRule } from "./compile-grammar.ts";
import { type Captures, type Piece, parsePattern, render } from "./pattern.ts";
import type { Statement } from "./statement.ts";

/** A node with the nodes it stands in, outermost first, and its siblings. */
export type Spot = {
  readonly node: Node;
  readonly above: readonly Node[];
  readonly siblings: Children;
};

/** What a line may do with a name: make it, need it, hold it for itself alone, hold it with its like, not bear it. */
export type NameKind = "defines" | "refs" | "claims" | "shares" | "bars";

/** A name's template, with what it makes of lines that bring all its words themselves. */
type Template = {
  readonly isScoped: boolean;
  /** A line with several words under one name has a name for each: it refers to all of them. */
  readonly isEach: boolean;
  readonly pieces: readonly Piece[];
  readonly names: readonly string[];
  readonly known: WeakMap<Statement, readonly string[]>;
};

const referring = new Map<string, Template>();
const making = new Map<string, Template>();

/**
 * The names a line defines, refers to or claims. Captures are looked for in the line, in the sections around it, then
 * among its siblings (the VRF of an interface). Names that hold inside a scope carry the path of the scope. With `among`, lines are left out
 * that have none of these bare names.
 */
export function namesOf(
  kind: NameKind,
  spot: Spot,
  among?: ReadonlySet<string>,
): readonly string[] {
  const { statement } = spot.node;
  const sources = statement.rule.data[kind];
  if (sources === undefined || statement.isVacant) return NO_NAMES;
  // `no neighbor X activate` needs X as much as what it negates.
  const isLine = !statement.isNegative || (kind === "refs" && statement.rule.keepsNegative);
  if (!isLine) return NO_NAMES;
  const [first, ...others] = sources;
  if (first === undefined) return NO_NAMES;
  const isEach = kind === "refs";
  const names = nameOf(templateOf(first, isEach), spot, among);
  return others.length === 0
    ? names
    : [...names, ...others.flatMap((each) => nameOf(templateOf(each, isEach), spot, among))];
}

const NO_NAMES: readonly string[] = [];

function nameOf(
  template: Template,
  spot: Spot,
  among: ReadonlySet<string> | undefined,
): readonly string[] {
  const { statement } = spot.node;
  let names = template.known.get(statement);
  if (names === undefined) {
    names = filled(template, spot);
    const isOwn = template.names.every((name) => statement.captures[name] !== undefined);
    if (isOwn) template.known.set(statement, names);
  }
  if (among !== undefined && !names.some((name) => among.has(name))) return NO_NAMES;
  if (!template.isScoped) return names;
  const scope = scopePath(spot.above);
  return names.map((name) => `${scope}\u0000${name}`);
}

/** A name without the path of its scope. */
export function bareName(name: string): string {
  return name.slice(name.lastIndexOf("\u0000") + 1);
}

function templateOf(source: string, isEach: boolean): Template {
  const known = isEach ? referring : making;
  let template = known.get(source);
  if (template === undefined) {
    const isScoped = source.startsWith("./");
    const pieces = parsePattern(isScoped ? source.slice(2) : source, {});
    template = { isScoped, isEach, pieces, names: captureNames(pieces), known: new WeakMap() };
    known.set(source, template);
  }
  return template;
}

/** A text with captures of a line, and of the sections around it, filled in. */
export function nameAt(source: string, spot: Spot): string {
  return source.replace(/\{(\w+)\}/g, (_, name: string) => resolve(name, spot) ?? "");
}

function filled({ pieces, names, isEach }: Template, spot: Spot): readonly string[] {
  const captures: Record<string, string> = {};
  for (const name of names) {
    const value = resolve(name, spot);
    if (value !== undefined) captures[name] = value;
  }
  // "match ip address prefix-list A B" refers to each of them.
  const [many] = isEach ? Object.entries(captures).filter(([, value]) => value.includes(" ")) : [];
  if (many === undefined) return [render(pieces, captures)];
  return many[1].split(" ").map((one) => render(pieces, { ...captures, [many[0]]: one }));
}

function captureNames(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) =>
    piece.kind === "capture"
      ? [piece.name]
      : piece.kind === "option"
        ? captureNames(piece.pieces)
        : [],
  );
}

function resolve(name: string, { node, above, siblings }: Spot): string | undefined {
  const own = node.statement.captures[name];
  if (own !== undefined) return own;
  for (let depth = above.length - 1; depth >= 0; depth--) {
    const value = above[depth]?.statement.captures[name];
    if (value !== undefined) return value;
  }
  for (const { statement } of siblings.values()) {
    const value = statement.isNegative ? undefined : statement.captures[name];
    if (value !== undefined && statement.rule.data.scopeOf === name) return value;
  }
  return undefined;
}

/** The path of the innermost scope around a line: where its `./` names hold. */
export function scopePath(above: readonly Node[]): string {
  return scopeAround(above)
    .map((node) => node.statement.key)
    .join("\u0000");
}

/** The sections around a line from the top to its innermost scope. */
export function scopeAround(above: readonly Node[]): readonly Node[] {
  let depth = above.length - 1;
  while (depth > 0 && above[depth]?.statement.rule.data.section?.scope !== true) depth--;
  return above.slice(0, depth + 1);
}

/** Calls `visit` for lines of a configuration (of some rules, or all), sections before what stands in them. */
export function forEachSpot(
  children: Children,
  visit: (spot: Spot) => void,
  above: readonly Node[] = [],
  isMeant: (rule: CompiledRule) => boolean = () => true,
): void {
  for (const node of children.values()) {
    if (isMeant(node.statement.rule)) visit({ node, above, siblings: children });
    if (node.children !== undefined && node.children.size > 0)
      forEachSpot(node.children, visit, [...above, node], isMeant);
  }
}

/** True where a canonical line matches a template filled with captures: `*` is one word, `...` at the end any number. */
export function matchesTemplate(value: string, filled: string): boolean {
  if (filled.endsWith(REST)) {
    const end = startOf(value, filled.slice(0, -REST.length));
    return end === value.length || (end !== undefined && value[end] === " ");
  }
  return startOf(value, filled) === value.length;
}

/** The end of a template that means a line whether or not it says more. */
export const REST = " ...";

/** Where a line goes on that begins as a template says; undefined where it begins otherwise. */
function startOf(value: string, filled: string): number | undefined {
  let at = 0;
  for (let index = 0; index < filled.length; index++) {
    if (isAnyWord(filled, index)) {
      const end = value.indexOf(" ", at);
      at = end < 0 ? value.length : end;
    } else if (value[at++] !== filled[index]) return undefined;
  }
  return at;
}

function isAnyWord(filled: string, at: number): boolean {
  if (filled[at] !== "*") return false;
  const isFirst = at === 0 || filled[at - 1] === " ";
  return isFirst && (at + 1 === filled.length || filled[at + 1] === " ");
}

/** A template with captures in place; `...` and `*` stay. */
export function fill(source: string, captures: Captures): string {
  return source.replace(/[{<](\w+)[}>]/g, (_, name: string) => captures[name] ?? "");
}
