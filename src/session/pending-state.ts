import type { Pending } from "../platform/dialogue.ts";
import { pattern, type Words } from "./patterns.ts";

/** Whether a commit timer runs on a device, and whose it is. */
export type PendingState = "none" | "ours" | "foreign";

/** What the answer to the question for the timer says; undefined where it is not understood. */
export function pendingState(
  { running, ours, idle }: Pending,
  words: Words,
  text: string,
): PendingState | undefined {
  if (pattern(running, words).test(text))
    return pattern(ours, words).test(text) ? "ours" : "foreign";
  return pattern(idle, words).test(text) ? "none" : undefined;
}
