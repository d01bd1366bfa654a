import type { Children, Node } from "../config.ts";
import type { Captures } from "../grammar/pattern.ts";
import { knownWord, templatesOf, wipesIn } from "../grammar/wipes.ts";

type Lines = ReadonlyMap<string, readonly Node[]>;

/** Lines of scopes by the words that conditions know of them: a thousand members of a group cost no thousand searches. */
export class ConditionIndex {
  private readonly byScope = new Map<Children, Map<string, Lines>>();

  /** The templates a wipe of a grammar stands for in a scope (see `templatesOf`). */
  templates(source: string, captures: Captures, scope: Children): readonly string[] {
    return wipesIn(source).flatMap((wipe) => {
      const words = (wipe.condition ?? []).map((word) => knownWord(word, captures));
      const lines = words.length === 0 ? [] : this.linesOf(words, scope).get(keyOf(words, words));
      return templatesOf(wipe, captures, lines ?? []);
    });
  }

  private linesOf(words: Words, scope: Children): Lines {
    let shapes = this.byScope.get(scope);
    if (shapes === undefined) {
      shapes = new Map();
      this.byScope.set(scope, shapes);
    }
    const shape = words.map((word) => (word === undefined ? "*" : "")).join(" ");
    let lines = shapes.get(shape);
    if (lines === undefined) {
      lines = sorted(words, scope);
      shapes.set(shape, lines);
    }
    return lines;
  }
}

/** Words of a line or of a condition; undefined where any word may stand, or any number of them. */
type Words = readonly (string | undefined)[];

function sorted(words: Words, scope: Children): Lines {
  const lines = new Map<string, Node[]>();
  for (const node of scope.values()) {
    const key = keyOf(words, node.statement.value.split(" "));
    const list = lines.get(key);
    if (list === undefined) lines.set(key, [node]);
    else list.push(node);
  }
  return lines;
}

/** Those words of a line that a condition knows. */
function keyOf(condition: Words, line: Words): string {
  return condition.map((word, at) => (word === undefined ? "" : (line[at] ?? ""))).join(" ");
}
