import { expect, it } from "vitest";
import type { DriftPolicy } from "../../src/intent/intent.ts";
import { driftWordOf } from "../../src/plan/drift-word.ts";

const policy: DriftPolicy = {
  default: "refuse",
  labels: { lab: "heal", play: "ignore", core: "refuse" },
  devices: { r1: "heal" },
};

it.each([
  ["r1", ["core"], "heal"],
  ["r2", [], "refuse"],
  ["r2", ["lab"], "heal"],
  ["r2", ["lab", "play"], "ignore"],
  ["r2", ["lab", "core", "play"], "refuse"],
  ["r2", ["other"], "refuse"],
  ["constructor", ["toString"], "refuse"],
])("drift on %s with labels %j: %s", (name, labels, word) => {
  expect(driftWordOf({ name, labels }, policy)).toBe(word);
});
