import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("carries a whole transaction out on two boxes in no more than thirty round trips", {
  timeout: 600_000,
}, () => {
  const text = execFileSync(process.execPath, ["test/bench/push.mjs", "2", "20"], {
    cwd: root,
    encoding: "utf8",
  });
  const row = text.split("\n").find((line) => line.includes(" transaction "));
  const trips = Number(row?.trim().split(/\s+/)[6]);
  // Two logins alone take more than fifteen.
  expect(trips).toBeGreaterThan(15);
  expect(trips).toBeLessThanOrEqual(30);
});
