import type { Command } from "../change-set.ts";
import type { Children } from "../config.ts";
import { compare } from "./compare.ts";
import { withEffects } from "./effects.ts";
import type { Operation } from "./operation.ts";
import { inOrderOfSending } from "./order.ts";

/** Commands that lead from one configuration in sections to another. */
export function planLines(running: Children, wanted: Children): Command[] {
  const operations = withEffects(compare(running, wanted), running, wanted);
  return withoutIdleOpenings(inOrderOfSending(operations));
}

/** A section is opened by its first line; its opening is a command of its own only where no line follows. */
function withoutIdleOpenings(operations: readonly Operation[]): Command[] {
  const commands: Command[] = [];
  operations.forEach((operation, index) => {
    const next = operations[index + 1];
    const opened = operation.after;
    if (
      operation.kind === "open" &&
      opened !== undefined &&
      next?.above[operation.above.length] === opened
    )
      return;
    for (const { line, body } of operation.typed) {
      const origin = (operation.after ?? operation.before)?.origin;
      commands.push({
        section: operation.above.map((node) => node.statement.text),
        line,
        ...(body.length > 0 ? { body } : {}),
        ...(origin === undefined ? {} : { origin }),
      });
    }
  });
  return commands;
}
