import type { Node } from "../config.ts";
import { matchesTemplate } from "../grammar/names.ts";
import { affirmed } from "../grammar/statement.ts";
import type { Operation } from "./operation.ts";

type Entry = { readonly operation: Operation; readonly line: string };

/** Operations by the first two words of the line they are about. */
export class OperationIndex {
  private readonly byHead = new Map<string, Entry[]>();

  /** Leaves out operations that are not about a line of the kind that is looked for. */
  constructor(
    operations: readonly Operation[],
    lineOf: (operation: Operation) => Node | undefined,
  ) {
    for (const operation of operations) {
      const node = lineOf(operation);
      if (node === undefined) continue;
      const line = affirmed(node.statement);
      const head = headOf(line);
      const list = this.byHead.get(head);
      if (list === undefined) this.byHead.set(head, [{ operation, line }]);
      else list.push({ operation, line });
    }
  }

  /** Those below the scope of `one` whose line is as one of the templates says. */
  matching(one: Operation, templates: Iterable<string>): Operation[] {
    return [...templates].flatMap((template) => {
      const head = headOf(template);
      const all = head.includes("*") ? [...this.byHead.values()].flat() : this.byHead.get(head);
      return (all ?? []).flatMap(({ operation, line }) =>
        operation !== one &&
        isBelow(operation.at.above, one.at.above) &&
        matchesTemplate(line, template)
          ? [operation]
          : [],
      );
    });
  }
}

function isBelow(above: readonly Node[], scope: readonly Node[]): boolean {
  return (
    scope.every((node, depth) => above[depth]?.statement.key === node.statement.key) &&
    above.slice(scope.length).every((node) => node.statement.rule.data.section?.scope !== true)
  );
}

/** The first two words, which a template must share with the lines it means. */
export function headOf(line: string): string {
  const first = line.indexOf(" ");
  if (first < 0) return line;
  const second = line.indexOf(" ", first + 1);
  return second < 0 ? line : line.slice(0, second);
}
