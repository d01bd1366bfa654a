import type { Children, Node } from "../config.ts";
import type { Draft } from "../draft.ts";
import { ByHead } from "../grammar/by-head.ts";
import { matchesTemplate } from "../grammar/names.ts";
import type { Captures } from "../grammar/pattern.ts";
import { affirmed, type Statement } from "../grammar/statement.ts";
import { knownWord, templatesOf, type Wipe, wipesIn } from "../grammar/wipes.ts";

/** What stands in a section: keys of lines, also of some that have gone, and of those that open sections themselves. */
type Index = { readonly lines: ByHead<string>; readonly sections: Set<string> };

/**
 * The lines of a draft, as a device keeps them: what goes takes others along. They are found by what they begin with, so
 * that a thousand neighbours that go cost no thousand searches; for that, all lines are put in here.
 */
export class Lines {
  private readonly draft: Draft;
  private readonly indexes = new WeakMap<Children, Index>();

  constructor(draft: Draft) {
    this.draft = draft;
  }

  put(section: Map<string, Node>, node: Node): void {
    section.set(node.statement.key, node);
    const index = this.indexes.get(section);
    if (index !== undefined) enter(index, node);
  }

  /** Takes away what the cause takes along in a section, seen from the scope around it, and says how many lines that were. */
  wipe(
    section: Map<string, Node>,
    scope: Children,
    cause: Statement,
    wipes: readonly string[] | undefined,
  ): number {
    if (wipes === undefined) return 0;
    let count = 0;
    for (const wipe of wipes.flatMap(wipesIn))
      for (const template of this.templates(wipe, cause.captures, scope))
        count += this.wipeMatching(section, scope, template, cause.key);
    return count;
  }

  private templates(wipe: Wipe, captures: Captures, scope: Children): readonly string[] {
    const words = wipe.condition?.map((word) => knownWord(word, captures) ?? "*");
    if (words === undefined) return templatesOf(wipe, captures, []);
    const near = [...this.index(scope).lines.near(words.join(" "))];
    const lines = near.flatMap((key) => scope.get(key) ?? []);
    return templatesOf(wipe, captures, lines);
  }

  private wipeMatching(
    section: Map<string, Node>,
    scope: Children,
    template: string,
    spared: string,
  ): number {
    let count = 0;
    const { lines, sections } = this.index(section);
    for (const key of lines.near(template)) {
      const node = section.get(key);
      if (node === undefined || key === spared) continue;
      const { statement } = node;
      if (!matchesTemplate(affirmed(statement), template)) continue;
      section.delete(key);
      count += 1 + this.wipe(section, scope, statement, statement.rule.data.takesAlong);
    }
    for (const key of sections) {
      const { statement, children } = section.get(key) ?? {};
      if (children === undefined || statement?.rule.data.section?.scope === true) continue;
      if (hasMatch(children, template))
        count += this.wipeMatching(this.draft.inside(section, key), scope, template, spared);
    }
    return count;
  }

  private index(section: Children): Index {
    let index = this.indexes.get(section);
    if (index === undefined) {
      index = { lines: new ByHead(), sections: new Set() };
      for (const node of section.values()) enter(index, node);
      this.indexes.set(section, index);
    }
    return index;
  }
}

function enter({ lines, sections }: Index, { statement, children }: Node): void {
  lines.add(affirmed(statement), statement.key);
  if (children !== undefined) sections.add(statement.key);
}

function hasMatch(children: Children, template: string): boolean {
  for (const node of children.values()) {
    if (matchesTemplate(affirmed(node.statement), template)) return true;
    if (node.children !== undefined && hasMatch(node.children, template)) return true;
  }
  return false;
}
