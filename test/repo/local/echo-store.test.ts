import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Echo } from "../../../src/config/echo.ts";
import { learnedDevices, readEchoes, writeEchoes } from "../../../src/repo/local/echo-store.ts";
import { refusalOf, temporaryWorkspace } from "../temporary.ts";

const echo: Echo = { section: [], intended: "hostname r1", printed: "hostname R1" };

test("what was learned of a device is there again, and of the others nothing", async () => {
  const workspace = await temporaryWorkspace();
  expect(learnedDevices(workspace)).toEqual(new Set());
  await writeEchoes(workspace, "r1", [echo]);
  expect(learnedDevices(workspace)).toEqual(new Set(["r1"]));
  expect(await readEchoes(workspace, "r1")).toEqual([echo]);
  expect(await readEchoes(workspace, "r2")).toEqual([]);
});

test("what cannot be read is refused, with the way to forget it", async () => {
  const workspace = await temporaryWorkspace();
  await writeEchoes(workspace, "r1", [echo]);
  writeFileSync(join(workspace.local, "echo", "r1.json"), "[{");
  expect([...learnedDevices(workspace)]).toEqual(["r1"]);
  const { message, hint } = await refusalOf(readEchoes(workspace, "r1"));
  expect(message).toContain("cannot be read");
  expect(hint).toContain("netctl drift --forget r1");
});
