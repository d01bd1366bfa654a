import { afterEach, expect, it, vi } from "vitest";
import { nowMs } from "../../../src/workflow/run/now-ms.ts";

afterEach(() => vi.useRealTimers());

it("is not set back with the wall clock, and goes forward with it", () => {
  const before = nowMs();
  vi.useFakeTimers({ toFake: ["Date"], now: before - 3_600_000 });
  expect(nowMs()).toBeGreaterThanOrEqual(before - 1_000);
  vi.setSystemTime(before + 3_600_000);
  expect(nowMs()).toBe(before + 3_600_000);
});
