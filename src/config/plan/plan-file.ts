import type { Grammar } from "../../platform/grammar.ts";
import type { Command } from "../change-set.ts";
import type { Children } from "../config.ts";
import { inOrder } from "../print-config.ts";
import { typedBlock } from "../syntax/block.ts";
import { isVolatile } from "../syntax/read-statements.ts";

/** A whole file, for a device that is given its configuration as one: each statement with where it comes from. */
export function fileOf(children: Children, grammar: Grammar): readonly Command[] {
  return inOrder(children).map((node): Command => {
    const { line, body } = typedBlock(node, grammar);
    return {
      section: [],
      line,
      ...(body.length === 0 ? {} : { body }),
      ...(node.origin === undefined ? {} : { origin: node.origin }),
    };
  });
}

/** A file as it was read, to the byte: what takes a device back, comments and all. */
export function fileAsRead(text: string, grammar: Grammar): readonly Command[] {
  const isOwn = isVolatile(grammar);
  return text
    .replace(/\n$/, "")
    .split("\n")
    .filter((line) => !isOwn(line))
    .map((line) => ({ section: [], line }));
}
