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
      : renderer(intent, { memory, digests: renderDigests(intent, memory) })().findings;
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

test("what a template takes in is rendered anew with it, and what another one says is not", () => {
  const { memory, count } = recollection();
  const vars = (site: string) => `product: csr1000v
address: 192.0.2.1
credential: { user: me, agent: true }
vars: { site: ${site} }
`;
  const files = (more: Readonly<Record<string, string>>) =>
    smallFiles({
      "devices/r1.yaml": vars("a"),
      "models/port/two.yaml": "device: r2\nvlan: 8\n",
      "templates/iosxe/port.njk": '{%- from "_lines.njk" import lines -%}\n{{ lines() }}\n',
      "templates/iosxe/_lines.njk": "{% macro lines() %}vlan 7{% endmacro %}",
      ...more,
    });
  const remembered = (more: Readonly<Record<string, string>>): number => {
    const before = count("fragment");
    expect(told(files(more), memory)).toEqual([]);
    return count("fragment") - before;
  };
  const looking = { "templates/junos/port.njk": "set v {{ devices.r1.vars.site }}\n" };
  const chosen = { "templates/iosxe/port.njk": "{% include '_li' + 'nes.njk' %}vlan 7\n" };
  expect(remembered({})).toBe(0);
  expect(remembered({})).toBe(2);
  // The first of the two is on the platform whose templates change.
  expect(
    remembered({ "templates/iosxe/_lines.njk": "{% macro lines() %}vlan 9{% endmacro %}" }),
  ).toBe(1);
  expect(remembered({ "templates/junos/_lines.njk": "nobody takes this in" })).toBe(1);
  expect(remembered(looking)).toBe(1);
  expect(remembered(looking)).toBe(2);
  expect(remembered({ ...looking, "devices/r1.yaml": vars("b") })).toBe(0);
  expect(remembered({ ...chosen })).toBe(0);
  expect(remembered({ ...chosen })).toBe(2);
  expect(remembered({ ...chosen, "templates/iosxe/_more.njk": "it may be chosen too" })).toBe(1);
});
