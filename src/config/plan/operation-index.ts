import type { Node } from "../config.ts";
import { ByHead } from "../grammar/by-head.ts";
import { matchesTemplate } from "../grammar/names.ts";
import { affirmed } from "../grammar/statement.ts";
import type { Operation, Where } from "./operation.ts";

type Entry = { readonly operation: Operation; readonly line: string };

/** Operations by the sections they are seen from, and there by the line they are about. */
export class OperationIndex {
  private readonly seenFrom = new Map<string, ByHead<Entry>>();

  /** Leaves out operations that are not about a line of the kind that is looked for. */
  constructor(
    operations: readonly Operation[],
    lineOf: (operation: Operation) => Node | undefined,
  ) {
    let last: Sight | undefined;
    for (const operation of operations) {
      const node = lineOf(operation);
      if (node === undefined) continue;
      // Operations of one section follow one another.
      if (last?.at !== operation.at) last = { at: operation.at, entries: this.sight(operation.at) };
      const line = affirmed(node.statement);
      for (const entries of last.entries) entries.add(line, { operation, line });
    }
  }

  /** Those below the scope of `one` whose line is as one of the templates says. */
  matching(one: Operation, templates: Iterable<string>): Operation[] {
    const found: Operation[] = [];
    const entries = this.seenFrom.get(placeOf(one.at.above));
    if (entries === undefined) return found;
    for (const template of templates)
      for (const { operation, line } of entries.near(template)) {
        if (operation !== one && matchesTemplate(line, template)) found.push(operation);
      }
    return found;
  }

  /** What is seen from its own section and from those around it, as far as the nearest scope. */
  private sight({ above }: Where): readonly ByHead<Entry>[] {
    const scope = above.findLastIndex(({ statement }) => statement.rule.data.section?.scope);
    const found: ByHead<Entry>[] = [];
    for (let depth = above.length; depth > scope; depth--) {
      const place = placeOf(above.slice(0, depth));
      const entries = this.seenFrom.get(place) ?? new ByHead();
      this.seenFrom.set(place, entries);
      found.push(entries);
    }
    return found;
  }
}

/** A section and those around it, with all operations that are seen from there. */
type Sight = { readonly at: Where; readonly entries: readonly ByHead<Entry>[] };

function placeOf(above: readonly Node[]): string {
  return above.map(({ statement }) => statement.key).join("\n");
}
