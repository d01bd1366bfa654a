import { expect, test, vi } from "vitest";
import { parse } from "yaml";
import { describeModel } from "../../src/intent/author/describe-model.ts";
import type { Json, Model } from "../../src/intent/intent.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { isObject, type JsonObject } from "../../src/intent/schema-walk.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { optionsOf, spotsIn } from "../models/options.ts";
import { line, namedPlatforms, starterFiles } from "../support/workspace.ts";

// The whole library is read anew for each test.
vi.setConfig({ testTimeout: 30_000 });

const models = [...starterFiles().keys()].flatMap(
  (path) => /^models\/([^/]+)\/schema\.yaml$/.exec(path)?.[1] ?? [],
);

/** The starter without its services, so that an example stands for itself. */
function bareFiles(): Map<string, string> {
  const isService = /^models\/[^/]+\/(?!schema)[^/]+$/;
  return new Map([...starterFiles()].filter(([path]) => !isService.test(path)));
}

test.each(models)("the model %s says what it is, and its examples fit its schema", (model) => {
  const files = bareFiles();
  const schema = parse(files.get(`models/${model}/schema.yaml`) ?? "");
  expect(schema.title).toBeTypeOf("string");
  expect(schema.description).toBeTypeOf("string");
  expect(schema.examples.length).toBeGreaterThan(0);
  schema.examples.forEach((example: unknown, index: number) => {
    files.set(`models/${model}/example-${index}.json`, JSON.stringify(example));
  });
  // A service that an example refers to is not there with it.
  const wrong = readIntent(files, namedPlatforms).findings.filter(({ code }) => code !== "NC1060");
  expect(wrong.map(line)).toEqual([]);
});

const { intent } = readIntent(starterFiles(), builtInPlatforms);

test.each(models)("every property of the model %s says what it is, and in what form", (name) => {
  const model = intent.models.get(name) as Model;
  const bare = describeModel(model, intent).fields.filter(({ description }) => description === "");
  expect(bare.map(({ path }) => path)).toEqual([]);
  const loose = optionsOf(model).filter(({ schema }) => !isBound(schema));
  expect(loose.map(({ path }) => path)).toEqual([]);
});

/** Whether the form of a value is said so that nothing else is taken for it. */
function isBound(schema: JsonObject): boolean {
  const { type, format, minimum, maximum, items } = schema;
  if (isObject(items)) return isBound(items);
  const types = [type].flat();
  const isNamed = ["service", "secret", "enum"].some((word) => Object.hasOwn(schema, word));
  if (types.includes("string") && format === undefined && !isNamed) return false;
  if (types.includes("integer") && (minimum === undefined || maximum === undefined)) return false;
  return type !== undefined || isNamed;
}

test.each(models)("the examples of the model %s show every property", (name) => {
  const model = intent.models.get(name) as Model;
  const { examples } = model.schema as { examples: Json[] };
  const shown = new Set(examples.flatMap((example) => spotsIn(example)).map(({ path }) => path));
  const missing = optionsOf(model).filter(({ path }) => !shown.has(path));
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test.each(models)("the model %s has a template for each platform it does not rule out", (model) => {
  const files = starterFiles();
  const { platforms } = parse(files.get(`models/${model}/schema.yaml`) ?? "");
  const told = [...namedPlatforms.values()].filter((each) => each.templates === undefined);
  expect(told.length).toBeGreaterThan(4);
  for (const { name: platform } of told)
    expect([platform, files.has(`templates/${platform}/${model}.njk`)]).toEqual([
      platform,
      platforms === undefined || platforms.includes(platform),
    ]);
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
