import { expect, test } from "vitest";
import { rendered } from "../../support/rendered.ts";
import { found, told } from "../../support/workspace.ts";

const zone = `type: object
required: [devices, colour]
additionalProperties: false
properties:
  devices: { type: array, items: { type: string, device: true } }
  colour: { type: string }
  parent: { type: string, service: zone }
`;
const schema = `type: object
required: [device]
additionalProperties: false
properties:
  device: { type: string, device: true }
  zone: { type: string, service: zone, onDevice: true }
`;
const files = (more: Record<string, string>): Record<string, string> => ({
  "models/zone/schema.yaml": zone,
  "models/zone/green.yaml": "devices: [r1]\ncolour: '#0f0'\nparent: base\n",
  "models/zone/base.yaml": "devices: []\ncolour: none\n",
  "templates/iosxe/zone.njk": "zone {{ service.name }}\n",
  "models/port/schema.yaml": schema,
  "models/port/one.yaml": "device: r1\nzone: green\n",
  "templates/iosxe/port.njk": "port {{ services.zone[service.zone].colour }}\n",
  "templates/junos/port.njk": "set port x\n",
  ...more,
});

test("a service that nobody declared is unknown, with the one that was meant", () => {
  expect(found(files({ "models/port/one.yaml": "device: r1\nzone: gren\n" }))).toMatchObject([
    {
      code: "NC1060",
      message: "unknown zone `gren`",
      place: { path: "models/port/one.yaml", line: 2, column: 7 },
      hint: "did you mean `green`?",
    },
  ]);
});

test("a referred service must be on the device beside its name where the schema says so", () => {
  expect(found(files({ "models/port/one.yaml": "device: r2\nzone: green\n" }))).toMatchObject([
    {
      code: "NC1061",
      message: "`green` is not on r2",
      hint: "name r2 in models/zone/green.yaml",
      related: [{ place: { path: "models/zone/green.yaml" } }],
    },
  ]);
});

test("a schema that refers to a model nobody has is wrong itself", () => {
  const wrong = schema.replace("service: zone", "service: zones");
  expect(told(files({ "models/port/schema.yaml": wrong }))).toContain(
    "NC1010 models/port/schema.yaml:6:34 unknown model `zones`",
  );
});

test("templates reach the services that theirs refers to, and those these refer to", () => {
  const template =
    "{% set zone = services.zone[service.zone] %}\nport {{ zone.colour }} {{ services.zone[zone.parent].colour }}\n";
  const { fragments, findings } = rendered(files({ "templates/iosxe/port.njk": template }));
  expect(findings).toEqual([]);
  expect(fragments.find(({ service }) => service.model === "port")?.text).toBe("port #0f0 none\n");
});

test("a line made of a referred service comes from that service's file", () => {
  const { fragments } = rendered(files({}));
  const origin = fragments.find(({ service }) => service.model === "port")?.originOf(1);
  expect(origin?.servicePlace).toMatchObject({ path: "models/zone/green.yaml", line: 2 });
});

test.each([
  ["{{ services.zone[service.zone].color }}", "services.zone[service.zone].color"],
  ["{{ services.zones[service.zone].colour }}", "services.zones"],
  ["{{ services.port[service.zone].device }}", "services.port"],
])("a template that reaches for what no schema refers to has a finding: %s", (template, name) => {
  const { findings } = rendered(files({ "templates/iosxe/port.njk": `${template}\n` }));
  expect(findings).toMatchObject([{ code: "NC2002" }]);
  expect(findings[0]?.message).toContain(name);
});
