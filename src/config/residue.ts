import type { Difference } from "./change-set.ts";
import type { Config, PlatformGrammar } from "./config.ts";
import { type Ownership, target } from "./plan/target.ts";
import { unfulfilled } from "./plan/unfulfilled.ts";

/** What was planned for a device, and what it has now. */
export type ResidueInput = {
  readonly platform: PlatformGrammar;
  readonly before: Config;
  readonly candidate: Config;
  readonly applied: Config | undefined;
  readonly now: Config;
  readonly ownership: Ownership;
};

/**
 * What a device lacks of what its plan promised, or still has against it; empty where the promise is kept. Lines
 * that appeared and that the plan says nothing about are the device's own business.
 */
export function residue(input: ResidueInput): readonly Difference[] {
  const { before, candidate, applied, now, ownership } = input;
  const wanted = target(
    { running: before.children, applied: applied?.children, candidate: candidate.children },
    ownership,
  );
  const reached = target(
    { running: now.children, applied: before.children, candidate: wanted },
    "declared",
  );
  return unfulfilled(now.children, reached);
}
