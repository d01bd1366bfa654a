import type { Difference } from "./change-set.ts";
import type { Config, PlatformGrammar } from "./config.ts";
import { type Echo, heard, learn } from "./echo.ts";
import { goal, type Ownership } from "./goal/target.ts";
import { unfulfilled } from "./goal/unfulfilled.ts";

/** What was planned for a device, and what it has now. */
export type ResidueInput = {
  readonly platform: PlatformGrammar;
  readonly before: Config;
  readonly candidate: Config;
  readonly applied: Config | undefined;
  readonly now: Config;
  readonly ownership: Ownership;
  /** What the device is known to print for lines it was sent earlier. */
  readonly echo?: readonly Echo[];
};

/**
 * What a device lacks of what its plan promised, or still has against it; empty where the promise is kept. A line
 * counts as kept also where the device prints it in words of its own (a hash, a longer spelling). Lines that appeared
 * and that the plan says nothing about are the device's own business.
 */
export function residue(input: ResidueInput): readonly Difference[] {
  const { candidate, applied, ownership, echo = [] } = input;
  const before = heard(input.before, candidate, echo);
  const wanted = goal(
    { running: before.children, applied: applied?.children, candidate: candidate.children },
    ownership,
  );
  const now = heard(input.now, candidate, [...echo, ...learn(candidate, input.now, () => before)]);
  const reached = goal(
    { running: now.children, applied: before.children, candidate: wanted },
    "declared",
  );
  return unfulfilled(now.children, reached);
}
