import { expect, test } from "vitest";
import { rendered, tried } from "../../support/rendered.ts";
import { found, told } from "../../support/workspace.ts";

const schema = (head: string, properties: string): string =>
  `${head}type: object\nadditionalProperties: false\nproperties:\n  device: { type: string, device: true }\n${properties}`;
const model = "models/port/schema.yaml";
const service = "models/port/one.yaml";

test("a property that the device's platform cannot express is a finding at the property", () => {
  const properties = "  depth: { type: integer, default: 4, platforms: [junos] }\n";
  const files = { [model]: schema("", properties), "templates/iosxe/port.njk": "x\n" };
  expect(found({ ...files, [service]: "device: r1\ndepth: 3\n" })).toMatchObject([
    {
      code: "NC1063",
      message: "`depth` cannot be expressed on r1, which is iosxe",
      place: { path: service, line: 2, column: 8 },
      hint: "platforms that can: junos",
    },
  ]);
  expect(found({ ...files, [service]: "device: r1\n" })).toEqual([]);
  expect(found({ ...files, [service]: "device: r2\ndepth: 3\n" })).toEqual([]);
});

test("asking that something is not done can be expressed everywhere", () => {
  const properties = "  fast: { type: boolean, platforms: [junos] }\n";
  const files = { [model]: schema("", properties), "templates/iosxe/port.njk": "x\n" };
  expect(found({ ...files, [service]: "device: r1\nfast: false\n" })).toEqual([]);
  expect(found({ ...files, [service]: "device: r1\nfast: true\n" })).toHaveLength(1);
});

test("a model that a platform cannot express asks for no template", () => {
  const files = {
    [model]: schema("platforms: [junos]\n", ""),
    [service]: "device: r1\n",
    "templates/iosxe/port.njk": undefined,
  };
  expect(told(files)).toEqual([
    `NC1063 ${service}:1:9 \`port\` cannot be expressed on r1, which is iosxe`,
  ]);
});

test("a platform that uses another's templates can express what that one can", () => {
  const files = {
    [model]: schema("platforms: [frr]\n", "  depth: { type: integer, platforms: [frr] }\n"),
    "templates/frr/port.njk": "x\n",
    "devices/r1.yaml": "platform: frr-cli\naddress: 192.0.2.1\ncredential: { user: netctl }\n",
    [service]: "device: r1\ndepth: 3\n",
  };
  expect(found(files)).toEqual([]);
  expect(found({ ...files, [service]: "device: r2\n" })).toHaveLength(1);
});

test("a platform that nobody knows is a finding in the schema", () => {
  const files = { [model]: schema("platforms: [junos, iosex, iosxe]\n", "") };
  expect(told({ ...files, [service]: "device: r2\n" })).toContain(
    `NC1010 ${model}:1:20 unknown platform \`iosex\``,
  );
});

test("a template can say itself that a value cannot be expressed", () => {
  const template =
    '{% if service.note %}\n{{ unsupported("a note of more than a word") }}\n{% endif %}\nx\n';
  expect(tried(template)).toBe("x\n");
  const { findings } = rendered({
    "templates/iosxe/port.njk": template,
    [service]: "device: r1\nvlan: 7\nnote: two words\n",
  });
  expect(findings).toMatchObject([
    {
      code: "NC2009",
      message: "a note of more than a word cannot be expressed on r1, which is iosxe",
      place: { path: service, line: 3, column: 7 },
      related: [{ place: { path: "templates/iosxe/port.njk", line: 2 } }],
    },
  ]);
});
