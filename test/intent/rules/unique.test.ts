import { expect, test } from "vitest";
import { found } from "../../support/workspace.ts";

/** Findings where `port` has the given properties, and these services. */
function foundOf(properties: string, ...services: readonly string[]) {
  const schema = `type: object\nadditionalProperties: false\nproperties:\n  device: { type: string, device: true }\n  vrf: { type: string }\n${properties}`;
  const files = services.map((text, i): [string, string] => [`models/port/s${i}.yaml`, text]);
  return found({
    "models/port/schema.yaml": schema,
    "models/port/one.yaml": undefined,
    "templates/iosxe/port.njk": "x\n",
    ...Object.fromEntries(files),
  });
}

const address = "  address: { type: string, format: ip-interface, unique: addresses }\n";

test("a value is taken once in the network, and the finding names both places", () => {
  const findings = foundOf(
    address,
    "device: r1\naddress: 10.0.0.1/24\n",
    "device: r2\naddress: 10.0.0.1/30\n",
  );
  expect(findings).toMatchObject([
    {
      code: "NC1062",
      message: "`address` 10.0.0.1/30 is taken already",
      place: { path: "models/port/s1.yaml", line: 2, column: 10 },
      related: [{ label: "taken here", place: { path: "models/port/s0.yaml", line: 2 } }],
    },
  ]);
});

test("an address is the same however it is written", () => {
  const services = [
    "device: r1\naddress: 2001:DB8::1/64\n",
    "device: r2\naddress: 2001:db8:0::1/64\n",
  ];
  expect(foundOf(address, ...services)).toHaveLength(1);
});

test("prefixes are compared with their length", () => {
  const prefix = "  prefix: { type: string, format: ipv4-prefix, unique: prefixes }\n";
  const wide = "device: r1\nprefix: 10.0.0.0/8\n";
  expect(foundOf(prefix, wide, "device: r1\nprefix: 10.0.0.0/16\n")).toEqual([]);
  expect(foundOf(prefix, wide, wide)).toHaveLength(1);
});

test("a namespace spans models, and values of others do not meet", () => {
  const other =
    "  vni: { type: integer, unique: vnis }\n  vlan: { type: integer, unique: vlans }\n";
  expect(foundOf(other, "device: r1\nvni: 7\n", "device: r1\nvlan: 7\n")).toEqual([]);
  const both = "  vni: { type: integer, unique: ids }\n  vlan: { type: integer, unique: ids }\n";
  expect(foundOf(both, "device: r1\nvni: 7\n", "device: r1\nvlan: 7\n")).toHaveLength(1);
});

const vlan = `  id: { type: integer, unique: { of: vlans, perDevice: true } }
  on: { type: array, items: { type: object, properties: { switch: { type: string, device: true } } } }
`;

test("a value per device is taken on each device around it", () => {
  expect(foundOf(vlan, "device: r1\nid: 7\n", "device: r2\nid: 7\n")).toEqual([]);
  const [finding] = foundOf(
    vlan,
    "id: 7\non: [{ switch: r1 }, { switch: r2 }]\n",
    "device: r2\nid: 7\n",
  );
  expect(finding?.message).toBe("`id` 7 is taken already on r2");
});

test("a value within another one may be used again where that one differs", () => {
  const within =
    "  address: { type: string, format: ip-interface, unique: { of: addresses, within: vrf } }\n";
  const at = (vrf: string) => `device: r1\naddress: 10.0.0.1/24\n${vrf}`;
  expect(foundOf(within, at("vrf: red\n"), at("vrf: blue\n"), at(""))).toEqual([]);
  expect(foundOf(within, at("vrf: red\n"), at("vrf: red\n"))).toMatchObject([
    { hint: "each of the addresses is used once within one `vrf`" },
  ]);
});
