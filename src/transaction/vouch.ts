import assert from "node:assert/strict";
import type { Evidence, Reason } from "./order.ts";
import { isOver, type Member, type Transaction } from "./transaction.ts";

/** Which way a person says the devices have gone that netctl could not settle. */
export type Way = "forward" | "back";

/** What a device was seen to run that nobody can talk away. */
const contradicted: Readonly<Record<Way, readonly (Evidence | undefined)[]>> = {
  forward: ["old", "pending", "halfway"],
  back: ["new", "pending", "halfway"],
};

/**
 * A person has looked at the devices in doubt and says that they are where git says. Counts for those that gave no
 * answer or run something else of their own; one that was seen to run the contrary, or a timer, stays in doubt.
 */
export function vouch(transaction: Transaction, way: Way): Transaction {
  assert(isOver(transaction), "a person is asked when nothing else is left to do");
  assert((way === "forward") === (transaction.commit !== undefined), "git decides the way");
  const end = way === "forward" ? "new" : "old";
  const word: Reason = { kind: "vouched", message: `called ${end} on a person's word` };
  const members = transaction.members.map((member): Member => {
    if (member.end !== "in-doubt" || contradicted[way].includes(member.seen)) return member;
    return { ...member, end, warnings: [...member.warnings, word] };
  });
  return { ...transaction, members };
}
