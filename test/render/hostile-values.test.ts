import { expect, test } from "vitest";
import { modelCases } from "../../src/workflow/author/model-case.ts";
import { harmsOf, hostileValues } from "../support/hostile.ts";
import { starterFiles } from "../support/workspace.ts";

const files = starterFiles();
const cases = modelCases(files);
// All of them are tried in test/long.
const values = ["x\n shutdown", 'x" ; y { "'];

test.each(cases.map((each) => [`${each.model}/${each.name}`, each] as const))(
  "no text of %s can bring a line, a word or a control character along",
  (_, each) => {
    const { harms, tried } = harmsOf(files, each, values);
    expect(tried).toBeGreaterThan(0);
    expect(harms).toEqual([]);
  },
  60_000,
);

test.each([
  ["junos", "set snmp contact {{ service.note }}\n", "a statement that forgot its quotes"],
  [
    "iosxe",
    "snmp-server contact {{ service.note }} RO\n",
    "a text that is not the last of its line",
  ],
  ["junos", 'set snmp contact "{{ service.note }}"\n', "quotes around a text that was not escaped"],
])("the test finds what is wrong: %s %s", (platform, template) => {
  const leaky = new Map([
    ["models/leak/schema.yaml", schemaOfLeak],
    [`templates/${platform}/leak.njk`, template],
    ["models/leak/tests/one/service.yaml", `device: ${platform}\nnote: plain\n`],
  ]);
  const [one] = modelCases(leaky);
  if (one === undefined) throw new Error("no case");
  const { harms } = harmsOf(leaky, one, hostileValues);
  expect(harms.length).toBeGreaterThan(0);
});

const schemaOfLeak = `type: object
additionalProperties: false
properties:
  device: { type: string, device: true }
  note: { type: string, format: text-line }
`;
