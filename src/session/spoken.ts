import type { Ask } from "./batch.ts";
import type { ChangeLine } from "./change-line.ts";

/** Something to be said, and the line of a change that it is, or the last of them. */
export type Spoken = Ask & { readonly line?: ChangeLine | undefined };

/** A command, in one shape whatever it leaves out: code is compiled for shapes, and this is looked at for each packet. */
export function spoken(command: Ask): Ask {
  const { texts, limitSeconds, whole, isBarrier = false, waits = false } = command;
  const { questions, refusalIn } = command;
  return { texts, limitSeconds, whole, isBarrier, waits, questions, refusalIn };
}
