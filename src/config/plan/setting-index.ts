import type { Node } from "../config.ts";
import { matchesTemplate } from "../grammar/names.ts";
import { affirmed } from "../grammar/statement.ts";
import type { Operation } from "./operation.ts";

/** Lines to be set, by their first two words: they must not come before what would wipe them. */
export class SettingIndex {
  private readonly byHead = new Map<string, Operation[]>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      if (operation.kind !== "set" || operation.after === undefined) continue;
      const head = headOf(affirmed(operation.after.statement));
      const list = this.byHead.get(head);
      if (list === undefined) this.byHead.set(head, [operation]);
      else list.push(operation);
    }
  }

  matching(wiper: Operation, templates: Iterable<string>): Operation[] {
    return [...templates].flatMap((template) => {
      const head = headOf(template);
      const all = head.includes("*") ? [...this.byHead.values()].flat() : this.byHead.get(head);
      return (all ?? []).filter(
        (operation) =>
          operation !== wiper &&
          isBelow(operation.at.above, wiper.at.above) &&
          operation.after !== undefined &&
          matchesTemplate(affirmed(operation.after.statement), template),
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
