import type { Children, Node } from "../config.ts";
import { ByHead } from "../grammar/by-head.ts";
import { matchesTemplate, scopeAround } from "../grammar/names.ts";
import type { Captures } from "../grammar/pattern.ts";
import { affirmed } from "../grammar/statement.ts";
import { ConditionIndex } from "./condition-index.ts";
import type { Operation } from "./operation.ts";

/** A line that another one wipes, with the sections around it. */
export type Wiped = {
  readonly node: Node;
  readonly above: readonly Node[];
  readonly siblings: Children;
};

type Found = { readonly lines: Set<Wiped>; readonly templates: Set<string> };

/** A section that is not there. */
const NOTHING: Children = new Map();

/** The section something is wiped in, the scope around it as it runs and as it is wanted, and what is wiped. */
type Search = {
  readonly place: Children;
  readonly scope: Children;
  readonly comingScope: Children;
  readonly found: Found;
};

/** Lines below a place by what they begin with, so that a thousand deleted neighbours cost no thousand searches. */
export class ScopeIndex {
  private readonly indexes = new Map<Children, ByHead<Wiped>>();
  private readonly conditions = new ConditionIndex();
  private readonly running: Children;
  private readonly wanted: Children;

  constructor(running: Children, wanted: Children) {
    this.running = running;
    this.wanted = wanted;
  }

  /** Lines that a wiper clears, and templates of all that it would clear. */
  matching(wiper: Operation): Found {
    const place = find(this.running, wiper.at.above) ?? NOTHING;
    const captures = (wiper.after ?? wiper.before)?.statement.captures ?? {};
    const found = { lines: new Set<Wiped>(), templates: new Set<string>() };
    const scope = scopeAround(wiper.at.above);
    const search = {
      place,
      scope: find(this.running, scope) ?? NOTHING,
      comingScope: find(this.wanted, scope) ?? NOTHING,
      found,
    };
    this.collect(wipesOf(wiper), captures, search, wiper.at.above);
    return found;
  }

  /** Templates of lines that are set after an operation or taken away before it, as things are and as they are wanted. */
  around(kind: "precedes" | "follows", { before, after, at }: Operation): ReadonlySet<string> {
    const templates = new Set<string>();
    for (const config of [this.running, this.wanted]) {
      const scope = find(config, scopeAround(at.above)) ?? NOTHING;
      for (const node of [before, after]) {
        if (node === undefined) continue;
        const { rule, captures } = node.statement;
        for (const source of rule.data[kind] ?? []) {
          for (const one of this.conditions.templates(source, captures, scope)) templates.add(one);
        }
      }
    }
    return templates;
  }

  private collect(
    sources: readonly string[],
    captures: Captures,
    search: Search,
    above: readonly Node[],
  ): void {
    const { place, scope, comingScope, found } = search;
    for (const source of sources) {
      // What only comes to be as a condition says must be set afterwards, but nothing of it falls yet.
      for (const template of this.conditions.templates(source, captures, comingScope))
        found.templates.add(template);
      for (const template of this.conditions.templates(source, captures, scope)) {
        found.templates.add(template);
        for (const wiped of this.index(place, above).near(template)) {
          const { statement } = wiped.node;
          if (found.lines.has(wiped) || !matchesTemplate(affirmed(statement), template)) continue;
          found.lines.add(wiped);
          this.collect(statement.rule.data.takesAlong ?? [], statement.captures, search, above);
        }
      }
    }
  }

  private index(place: Children, above: readonly Node[]): ByHead<Wiped> {
    let index = this.indexes.get(place);
    if (index === undefined) {
      index = new ByHead();
      collect(place, above, index);
      this.indexes.set(place, index);
    }
    return index;
  }
}

function collect(children: Children, above: readonly Node[], index: ByHead<Wiped>): void {
  for (const node of children.values()) {
    if (node.statement.isVacant) continue;
    index.add(affirmed(node.statement), { node, above, siblings: children });
    if (node.children !== undefined && node.statement.rule.data.section?.scope !== true) {
      collect(node.children, [...above, node], index);
    }
  }
}

const NO_WIPES: readonly string[] = [];

/** Patterns of what an operation clears besides what it is about. */
export function wipesOf({ kind, before, after }: Operation): readonly string[] {
  if (kind === "open") return NO_WIPES;
  const isTaking = kind !== "set" || after?.statement.isNegative === true;
  const data = (isTaking ? (before ?? after) : after)?.statement.rule.data;
  return (isTaking ? (data?.unsetWipes ?? data?.wipes) : data?.wipes) ?? NO_WIPES;
}

/** The section under these lines; undefined where it is not there. */
export function find(children: Children, above: readonly Node[]): Children | undefined {
  let place: Children | undefined = children;
  for (const node of above) place = place?.get(node.statement.key)?.children;
  return place;
}
