import type { Step } from "./order.ts";

/**
 * Steps that wait for one another in circles, those of one circle (or of some that hang together) in one group. What
 * only waits for a circle to be cut is in none. `left` are all steps that could not be taken.
 */
export function knots(left: ReadonlySet<Step>): Step[][] {
  const priors = priorsOf(left);
  const tied = withoutTails(left, priors);
  const groups: Step[][] = [];
  const seen = new Set<Step>();
  for (const step of tied) {
    if (seen.has(step)) continue;
    seen.add(step);
    const group = [step];
    for (const one of group) {
      for (const other of [...one.followers, ...(priors.get(one) ?? [])]) {
        if (!tied.has(other) || seen.has(other)) continue;
        seen.add(other);
        group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

function priorsOf(steps: ReadonlySet<Step>): ReadonlyMap<Step, readonly Step[]> {
  const priors = new Map<Step, Step[]>();
  for (const step of steps) {
    for (const follower of step.followers) {
      const list = priors.get(follower);
      if (list === undefined) priors.set(follower, [step]);
      else list.push(step);
    }
  }
  return priors;
}

/** Takes away the steps for which nobody waits, and so on. */
function withoutTails(
  steps: ReadonlySet<Step>,
  priors: ReadonlyMap<Step, readonly Step[]>,
): ReadonlySet<Step> {
  const tied = new Set(steps);
  const waiting = new Map<Step, number>();
  for (const step of steps) waiting.set(step, step.followers.length);
  const free = [...steps].filter(({ followers }) => followers.length === 0);
  for (const step of free) {
    tied.delete(step);
    for (const prior of priors.get(step) ?? []) {
      const count = (waiting.get(prior) ?? 0) - 1;
      waiting.set(prior, count);
      if (count === 0) free.push(prior);
    }
  }
  return tied;
}
