import { expect, it } from "vitest";
import type { Check } from "../../../src/plan/checks/check.ts";
import { timerMinutes } from "../../../src/plan/checks/timer-minutes.ts";

/** A device whose checks may take so many seconds, one after the other. */
function device(name: string, ...seconds: readonly number[]) {
  const checks = seconds.map(
    (withinSeconds): Check => ({
      ...{
        name: "x",
        command: "show x",
        contains: "x",
        withinSeconds,
        holdsSeconds: 0,
        mustPassBefore: false,
      },
      place: { path: "netctl.yaml", line: 1, column: 1 },
    }),
  );
  return { device: name, checks };
}

const devices = [device("a", 30), device("b", 60, 60), device("c"), device("d", 90)];

it.each([
  ["one wave without checks", [["c"]], [device("c")], 2],
  ["one wave, as long as its slowest device", [["a", "b", "c", "d"]], devices, 4],
  ["each wave after the other", [["a"], ["b"], ["c", "d"]], devices, 8],
  ["devices that do not change are asked too, at the end", [["c"]], devices, 4],
])("the timers are long enough: %s", (_, waves, among, minutes) => {
  expect(timerMinutes(waves, among)).toBe(minutes);
});
