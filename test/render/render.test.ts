import { expect, test } from "vitest";
import { readIntent } from "../../src/intent/read-intent.ts";
import { render } from "../../src/render/render.ts";
import { rendered, tried } from "../support/rendered.ts";
import { namedPlatforms, starterFiles } from "../support/workspace.ts";

const one = "models/port/one.yaml";

test("rendering twice gives the same bytes", { timeout: 20_000 }, () => {
  const texts = () => {
    const { fragments } = render(readIntent(starterFiles(), namedPlatforms).intent);
    return fragments.map((f) => `${f.device} ${f.service.name}\n${f.text}`);
  };
  expect(texts()).toEqual(texts());
});

test("only the devices that are asked for are rendered", () => {
  const { intent } = readIntent(starterFiles(), namedPlatforms);
  const { fragments } = render(intent, new Set(["csr1"]));
  expect(new Set(fragments.map((f) => f.device))).toEqual(new Set(["csr1"]));
});

test("a service is rendered once for each device it touches, with its entries and those beside them", () => {
  const template =
    "{{ self.length }} {{ peers.length }}{% for p in peers %} {{ p.device }}{% endfor %}\n";
  const { fragments } = rendered({
    "templates/iosxe/port.njk": template,
    "templates/junos/port.njk": template,
    [one]: "device: r1\nvlan: 7\npeers: [{ device: r1 }, { device: r2 }]\n",
  });
  expect(fragments.map((f) => [f.device, f.text])).toEqual([
    ["r1", "2 1 r2\n"],
    ["r2", "1 1 r1\n"],
  ]);
});

test("a template sees the variables of its device and of all others", () => {
  const vars = (x: number) =>
    `platform: iosxe\naddress: h${x}.b\ncredential: { user: me }\nvars: { x: ${x} }\n`;
  const template = "{{ device.vars.x }} {{ devices.r2.vars.x }} {{ devices['r2'].platform }}\n";
  expect(tried(template, { "devices/r1.yaml": vars(1), "devices/r2.yaml": vars(2) })).toBe(
    "1 2 iosxe\n",
  );
});

test("the filters for addresses give each part", () => {
  const more = { [one]: "device: r1\nvlan: 7\naddress: 10.0.1.130/25\n" };
  const names = [
    "address",
    "host",
    "prefixlen",
    "network",
    "subnet",
    "broadcast",
    "netmask",
    "wildcard",
  ];
  const template = names.map((name) => `{{ service.address | ${name} }}\n`).join("");
  expect(tried(template, more)).toBe(
    "10.0.1.130\n10.0.1.130\n25\n10.0.1.128\n10.0.1.128/25\n10.0.1.255\n255.255.255.128\n0.0.0.127\n",
  );
});

test("IPv6 has a network and no netmask", () => {
  const more = { [one]: "device: r1\nvlan: 7\naddress: 2001:db8::1/64\n" };
  expect(tried("{{ service.address | network }}\n", more)).toBe("2001:db8::\n");
  expect(tried("{{ service.address | netmask }}\n", more)).toEqual([
    expect.stringMatching(/^NC2005 models.*is IPv6, which has none/),
  ]);
});

test("blank lines and white space at line ends are dropped, indentation is kept", () => {
  expect(tried("a  \n\n   b\n{% if false %}\nc\n{% endif %}\n")).toBe("a\n   b\n");
});

test("a template that says nothing here gives an empty fragment", () => {
  expect(tried("{% if false %}x{% endif %}\n")).toBe("");
});

test("one mistake of a template is told once, however many services meet it", () => {
  const result = tried("{{ service.note }}\n", { "models/port/two.yaml": "device: r1\nvlan: 8\n" });
  expect(result).toHaveLength(1);
});

test("a template that is too long is refused", () => {
  expect(tried("#".repeat(200_001))).toEqual([
    expect.stringMatching(/^NC2001 .*200000 is the limit/),
  ]);
});

test("Windows line ends in a template change neither text nor places", () => {
  const { fragments } = rendered({
    "templates/iosxe/port.njk": "a\r\n{% if true %}\r\nb\r\n{% endif %}\r\n",
  });
  expect(fragments[0]?.text).toBe("a\nb\n");
  expect(fragments[0]?.originOf(2).templatePlace?.line).toBe(3);
});

test("braces of Junos and dollar signs of passwords come through as they are", () => {
  expect(tried("system {\n  x $9$a\\b#%;\n}\n")).toBe("system {\n  x $9$a\\b#%;\n}\n");
});
