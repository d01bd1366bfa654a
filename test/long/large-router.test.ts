import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { residue } from "../../src/config/residue.ts";
import { script } from "../../src/config/script.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import type { Platform } from "../../src/platform/platform.ts";
import { render } from "../../src/render/render.ts";
import { merged } from "../models/cases.ts";
import { TypedBox } from "../models/typed-box.ts";
import { line, starterFiles } from "../support/workspace.ts";

const generator = join(import.meta.dirname, "../../docs/examples/large-router/generate.mjs");

/** What the generator writes, with the library's schemas and templates. */
function largeRouter(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "netctl-large-"));
  execFileSync(process.execPath, [generator, folder]);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const own = paths
    .filter((path) => path.endsWith(".yaml"))
    .map((path): [string, string] => [path, readFileSync(join(folder, path), "utf8")]);
  rmSync(folder, { recursive: true });
  const library = [...starterFiles()].filter(
    ([path]) => path.startsWith("templates/") || path.endsWith("/schema.yaml"),
  );
  return new Map([...library, ...own]);
}

test("a router of 10,000 lines takes them all, shows them again, and gives them all back", {
  timeout: 600_000,
}, async () => {
  const { intent, findings } = readIntent(largeRouter(), builtInPlatforms);
  const { fragments, findings: misrendered } = render(intent);
  expect([...findings, ...misrendered].map(line)).toEqual([]);
  const lines = fragments.reduce((sum, { text }) => sum + text.split("\n").length - 1, 0);
  expect(lines).toBeGreaterThan(10_000);
  const platform = builtInPlatforms.get("iosxe") as Platform;
  const candidate = merged(fragments, platform);
  const box = new TypedBox(platform);
  const old = box.running();
  const read = () => parseConfig(box.running(), platform, { path: "running" }).config;
  const running = read();
  const sides = { platform, applied: undefined, candidate, ownership: "declared" as const };
  const change = changeSet({ ...sides, running });
  expect(await box.type(script(change.forth, platform))).toEqual([]);
  expect(residue({ ...sides, before: running, now: read() })).toEqual([]);
  expect(changeSet({ ...sides, applied: candidate, running: read() }).forth).toEqual([]);
  expect(await box.type(script(change.back, platform))).toEqual([]);
  expect(box.running()).toBe(old);
});
