import type { Device, DriftPolicy, DriftWord } from "../intent/intent.ts";

/** Where labels disagree, what changes least is meant: to stop, then to leave alone. */
const byCare: readonly DriftWord[] = ["refuse", "ignore", "heal"];

/** What an apply makes of drift on a device. */
export function driftWordOf(
  { name, labels }: Pick<Device, "name" | "labels">,
  policy: DriftPolicy,
): DriftWord {
  const own = Object.hasOwn(policy.devices, name) ? policy.devices[name] : undefined;
  const ofLabels = labels.filter((label) => Object.hasOwn(policy.labels, label));
  const word = byCare.find((each) => ofLabels.some((label) => policy.labels[label] === each));
  return own ?? word ?? policy.default;
}
