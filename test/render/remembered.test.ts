import { expect, test } from "vitest";
import type { Json } from "../../src/intent/intent.ts";
import type { Memory } from "../../src/intent/memory.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { renderer } from "../../src/render/render.ts";
import { renderDigests } from "../../src/render/render-digests.ts";
import { namedPlatforms, smallFiles } from "../support/workspace.ts";

const schema = "models/port/schema.yaml";
const template = "templates/iosxe/port.njk";

/** A memory, and how often it could say something of a kind. */
function recollection() {
  const slots = new Map<string, readonly [string, Json]>();
  const recalled: string[] = [];
  const memory: Memory = {
    recall: (shelf, name, made) => {
      const [before, value] = slots.get(`${shelf} ${name}`) ?? [];
      if (before !== made) return undefined;
      recalled.push(shelf);
      return value;
    },
    keep: (shelf, name, made, value) => slots.set(`${shelf} ${name}`, [made, value]),
  };
  return { memory, count: (shelf: string) => recalled.filter((each) => each === shelf).length };
}

function told(files: ReadonlyMap<string, string>, memory: Memory): readonly string[] {
  const { intent, findings } = readIntent(files, namedPlatforms, memory);
  const rendered =
    findings.length > 0
      ? []
      : renderer(intent, { memory, digests: renderDigests(intent) })().findings;
  return [...findings, ...rendered].map(({ code, place }) => `${code} ${place.path}`);
}

test("schemas and templates that were sound are not looked at again, and documents still are", () => {
  const { memory, count } = recollection();
  expect(told(smallFiles(), memory)).toEqual([]);
  expect([count("schema"), count("templates")]).toEqual([0, 0]);
  expect(told(smallFiles(), memory)).toEqual([]);
  expect([count("schema"), count("templates")]).toEqual([1, 1]);
  const wrong = smallFiles({ "models/port/one.yaml": "device: r1\nvlan: 5000\n" });
  expect(told(wrong, memory)).toEqual(["NC1003 models/port/one.yaml"]);
});

test("a schema or a template that changed is looked at, every time until it is sound", () => {
  const { memory, count } = recollection();
  told(smallFiles(), memory);
  const loose = smallFiles({ [schema]: "type: object\nproprties: {}\n" });
  const nameless = smallFiles({ [template]: "vlan {{ service.vlna }}\n" });
  for (let time = 0; time < 2; time += 1) {
    expect(told(loose, memory)).toContain(`NC1010 ${schema}`);
    expect(told(nameless, memory)).toEqual([expect.stringContaining(template)]);
  }
  expect(count("templates")).toBe(0);
});

test("templates are looked at again beside another schema", () => {
  const { memory } = recollection();
  const text = smallFiles().get(schema) ?? "";
  told(smallFiles(), memory);
  const without = {
    [schema]: text.replaceAll("vlan", "tag"),
    "models/port/one.yaml": "device: r1\ntag: 7\n",
  };
  expect(told(smallFiles(without), memory)).toContainEqual(expect.stringContaining(template));
});
