import { expect, test } from "vitest";
import { parse } from "yaml";
import { readIntent } from "../../src/intent/read-intent.ts";
import { line, namedPlatforms, starterFiles } from "../support/workspace.ts";

const models = ["bgp", "link", "loopback", "static-route", "system"];

test.each(models)("the model %s says what it is, and its examples fit its schema", (model) => {
  const files = starterFiles();
  const schema = parse(files.get(`models/${model}/schema.yaml`) ?? "");
  expect(schema.title).toBeTypeOf("string");
  expect(schema.description).toBeTypeOf("string");
  expect(schema.examples.length).toBeGreaterThan(0);
  schema.examples.forEach((example: unknown, index: number) => {
    files.set(`models/${model}/example-${index}.json`, JSON.stringify(example));
  });
  expect(readIntent(files, namedPlatforms).findings.map(line)).toEqual([]);
});

test.each(models)("the model %s has a template for each of the three platforms", (model) => {
  const files = starterFiles();
  for (const platform of namedPlatforms.keys())
    expect(files.has(`templates/${platform}/${model}.njk`)).toBe(true);
});

test("every starter service tells editors its schema", () => {
  for (const [path, text] of starterFiles())
    if (/^models\/[^/]+\/(?!schema)[^/]+\.yaml$/.test(path))
      expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/schema\.yaml\n/);
});

test("no starter device holds a secret", () => {
  for (const [path, text] of starterFiles())
    if (path.startsWith("devices/"))
      expect(text).toContain('{ secret: "file:.git/netctl/lab/password" }');
});
