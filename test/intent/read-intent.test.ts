import { expect, test } from "vitest";
import { readIntent } from "../../src/intent/read-intent.ts";
import { found, namedPlatforms, smallFiles, starterFiles, told } from "../support/workspace.ts";

const read = (more: Readonly<Record<string, string | undefined>> = {}) =>
  readIntent(smallFiles(more), namedPlatforms);

test("the starter workspace has no findings", { timeout: 30_000 }, () => {
  expect(readIntent(starterFiles(), namedPlatforms).findings).toEqual([]);
});

test("the starter declares three devices, a library of models and nine services", () => {
  const { intent } = readIntent(starterFiles(), namedPlatforms);
  expect([...intent.devices.keys()]).toEqual(["csr1", "veos1", "vsrx1"]);
  expect([...intent.models.keys()]).toEqual(
    expect.arrayContaining(["bgp", "link", "loopback", "static-route", "system"]),
  );
  expect(intent.services.map((s) => `${s.model}/${s.name}`)).toEqual([
    "bgp/csr1-veos1",
    "bgp/csr1-vsrx1",
    "bgp/vsrx1-veos1",
    "link/csr1-veos1",
    "link/csr1-vsrx1",
    "link/vsrx1-veos1",
    "loopback/routers",
    "static-route/lab-lan",
    "system/all",
  ]);
});

test("devices stand in the order in which people count them", () => {
  const device = smallFiles().get("devices/r1.yaml");
  const names = ["r10", "r9", "r2-b10", "r2-b9", "core"];
  const { intent } = read(
    Object.fromEntries(names.map((name) => [`devices/${name}.yaml`, device])),
  );
  expect([...intent.devices.keys()]).toEqual(["core", "r1", "r2", "r2-b9", "r2-b10", "r9", "r10"]);
});

test("which devices a service touches follows from the schema, also behind references in lists", () => {
  const { intent } = read({
    "models/port/one.yaml": "device: r1\nvlan: 7\npeers: [{ device: r2 }]\n",
  });
  expect(intent.services[0]?.devices).toEqual(["r1", "r2"]);
  expect(intent.services[0]?.mentions).toEqual([
    { pointer: "/device", device: "r1" },
    { pointer: "/peers/0/device", device: "r2" },
  ]);
});

test("a branch of a union that the document does not fit names no devices", () => {
  const schema = `type: object
required: [device, to]
properties:
  device: { type: string, device: true }
  to:
    oneOf:
      - type: object
        required: [kind, name]
        properties: { kind: { const: box }, name: { type: string, device: true } }
      - type: object
        required: [kind, name]
        properties: { kind: { const: cloud }, name: { type: string } }
`;
  const { intent, findings } = read({
    "models/port/schema.yaml": schema,
    "models/port/one.yaml": "device: r1\nto: { kind: cloud, name: aws }\n",
    "models/port/two.yaml": "device: r1\nto: { kind: box, name: r2 }\n",
    "templates/iosxe/port.njk": "x\n",
    "templates/junos/port.njk": "x\n",
  });
  expect(findings).toEqual([]);
  expect(intent.services.map((s) => s.devices)).toEqual([["r1"], ["r1", "r2"]]);
});

test("an unknown device comes with the one that was meant", () => {
  const [finding] = found({
    "models/port/one.yaml": "device: r1\nvlan: 7\npeers: [{ device: r22 }]\n",
  });
  expect(finding).toMatchObject({
    code: "NC1020",
    place: { line: 3, column: 19, length: 3 },
    hint: "did you mean `r2`?",
  });
});

test("a device whose own file is broken is no unknown device in a service", () => {
  expect(
    told({ "devices/r1.yaml": "product: [\n" }).every((l) => l.includes("devices/r1.yaml")),
  ).toBe(true);
});

test("defaults of a schema are filled in, and take the place of what is written around them", () => {
  const schema = `type: object
required: [device]
properties:
  device: { type: string, device: true }
  vlan: { type: integer, default: 12 }
`;
  const { intent } = read({
    "models/port/schema.yaml": schema,
    "models/port/one.yaml": "device: r1\n",
  });
  const service = intent.services[0];
  expect(service?.document).toEqual({ device: "r1", vlan: 12 });
  expect(service?.isWritten("/vlan")).toBe(false);
  expect(service?.placeOf("/vlan")).toMatchObject({ path: "models/port/one.yaml", line: 1 });
});

test("what was read cannot be changed", () => {
  const { intent } = read();
  expect(Object.isFrozen(intent.services[0]?.document)).toBe(true);
});

test("a service with findings is left out of the intent", () => {
  expect(read({ "models/port/one.yaml": "device: r1\n" }).intent.services).toEqual([]);
});

test("a service declared as YAML and as JSON is a finding that names both", () => {
  const [finding] = found({ "models/port/one.json": '{"device":"r1","vlan":7}' });
  expect(finding).toMatchObject({
    code: "NC1022",
    place: { path: "models/port/one.yaml" },
    related: [{ place: { path: "models/port/one.json" } }],
  });
});

test("a model without a template for the platform of a device it touches is a finding at the device", () => {
  expect(
    told({
      "models/port/one.yaml": "vlan: 7\ndevice: r2\n",
      "templates/junos/port.njk": undefined,
    }),
  ).toEqual(["NC1021 models/port/one.yaml:2:9 r2 is junos, for which `port` has no template"]);
});

test("a model that touches no device of a platform needs no template for it", () => {
  expect(told({ "templates/junos/port.njk": undefined })).toEqual([]);
});

test("a service without a schema is a finding", () => {
  expect(told({ "models/lan/one.yaml": "a: 1\n" })).toEqual([
    "NC1012 models/lan/one.yaml:1:1 the model `lan` has no schema",
  ]);
});

test("a template of no model and one of no platform are findings", () => {
  expect(told({ "templates/iosxe/prot.njk": "", "templates/ios/port.njk": "" })).toEqual([
    "NC1027 templates/ios/port.njk:1:1 unknown platform `ios`",
    "NC1027 templates/iosxe/prot.njk:1:1 no model `prot` has this template",
  ]);
});

test("what is wrong in a platform of the workspace is told, and nothing that only follows from it", () => {
  expect(told({ "templates/iosxe/platform.yaml": "products: [csr1000v]\na: 1\n" })).toEqual([
    "NC1005 templates/iosxe/platform.yaml:1:1 `title` is missing",
    "NC1005 templates/iosxe/platform.yaml:1:1 `grammar` is missing",
    "NC1005 templates/iosxe/platform.yaml:1:1 `dialogue` is missing",
    "NC1004 templates/iosxe/platform.yaml:2:1 unknown property `a`",
  ]);
});

test.each([
  ["models/port/two.yml", "NC1024", "rename it to .yaml"],
  ["templates/iosxe/port.j2", "NC1024", "rename it to .njk"],
  ["models/port/deep/two.yaml", "NC1024", "services are models/<model>/<service>.yaml"],
  ["devices/R_3.yaml", "NC1023", "rename it to `r-3`"],
  ["models/port/Two.yaml", "NC1023", "rename it to `two`"],
])("a file that would silently be left out is a finding: %s", (path, code, hint) => {
  expect(found({ [path]: "a: 1\n" })[0]).toMatchObject({ code, hint, place: { path } });
});

test("generated configurations, notes and hidden files are no intent", () => {
  expect(
    told({
      "devices/r1.conf": "hostname x\n",
      "models/README.md": "# x",
      "devices/.r1.yaml.swp": "x",
    }),
  ).toEqual([]);
});

test("nothing at all is a workspace with nothing in it", () => {
  const { intent, findings } = readIntent(new Map(), namedPlatforms);
  expect(findings).toEqual([]);
  expect(intent.services).toEqual([]);
  expect(intent.settings.confirmTimeoutMinutes).toBe(5);
});

test("reading the same files twice gives the same", () => {
  const files = starterFiles();
  const once = readIntent(files, namedPlatforms);
  const again = readIntent(new Map([...files].reverse()), namedPlatforms);
  expect(again.intent.services.map((s) => s.document)).toEqual(
    once.intent.services.map((s) => s.document),
  );
});
