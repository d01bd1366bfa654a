import { expect, test } from "vitest";
import type { Check } from "../../../src/plan/checks/check.ts";
import { runChecks } from "../../../src/workflow/run/run-checks.ts";
import type { DeviceSession } from "../../../src/workflow/secrets/veiled-session.ts";

const check: Check = {
  ...{ name: "has routes", command: "show routes", contains: "routes", mustPassBefore: false },
  ...{ withinSeconds: 60, holdsSeconds: 0, place: { path: "netctl.yaml", line: 1, column: 1 } },
};

/** A device that gives these answers one after the other, and then the last one for good. */
function device(...answers: readonly string[]): DeviceSession {
  const left = [...answers];
  const show = async () => (left.length > 1 ? left.shift() : left[0]) ?? "";
  return { show } as unknown as DeviceSession;
}

test("a check is asked until it passes, and then no more", async () => {
  const [outcome] = await runChecks(device("none", "two routes", "none"), [check]);
  expect(outcome?.isPassed).toBe(true);
});

test("one that must hold fails where it passes at first and then no more", async () => {
  const holding = { ...check, holdsSeconds: 60 };
  const [outcome] = await runChecks(device("two routes", "two routes", "none"), [holding]);
  expect(outcome).toMatchObject({ isPassed: false, answer: "none", found: 'no "routes"' });
});

test("one that must hold passes once it has held", async () => {
  const [outcome] = await runChecks(device("two routes"), [{ ...check, holdsSeconds: 1 }]);
  expect(outcome?.isPassed).toBe(true);
});
