import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readIntent } from "../../src/intent/read-intent.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { render } from "../../src/render/render.ts";
import { line, starterFiles } from "../support/workspace.ts";

const examples = join(import.meta.dirname, "../../docs/examples");

/** Schemas and templates alone. */
const library = [...starterFiles()].filter(
  ([path]) => path.startsWith("templates/") || path.endsWith("/schema.yaml"),
);

// What becomes of them on devices: test/long/examples.test.ts, and test/routers/bird.test.ts
test.each(["leaf-spine", "l3vpn", "office", "frr-bird"])(
  "the example %s has no findings",
  {
    timeout: 30_000,
  },
  (name) => {
    const own = readdirSync(join(examples, name), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".yaml"))
      .map((path): [string, string] => [path, readFileSync(join(examples, name, path), "utf8")]);
    const { intent, findings } = readIntent(new Map([...library, ...own]), builtInPlatforms);
    const rendered = render(intent);
    expect([...findings, ...rendered.findings].map(line)).toEqual([]);
    expect(rendered.fragments.length).toBeGreaterThan(own.length / 2);
  },
);

test("the shipped fabric is what its generator makes", () => {
  const folder = mkdtempSync(join(tmpdir(), "netctl-fabric-"));
  const generator = join(examples, "leaf-spine/generate.mjs");
  execFileSync(process.execPath, [generator, folder, "2", "4"]);
  expect(textsOf(folder)).toEqual(textsOf(join(examples, "leaf-spine")));
  rmSync(folder, { recursive: true });
});

/** Services and devices below a folder, by path, as values: a formatter may have laid them out anew. */
function textsOf(folder: string): Record<string, unknown> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => path.endsWith(".yaml"))
      .map((path) => [path, parse(readFileSync(join(folder, path), "utf8"))]),
  );
}
