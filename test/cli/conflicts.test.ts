import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { Workspace } from "../support/netctl.ts";

const schema = `type: object
required: [device, port]
additionalProperties: false
properties:
  device: { type: string, device: true }
  port: { type: integer }
  about: { type: string, format: text-line }
  address: { type: string, format: ipv4 }
  entry: { enum: [permit, deny] }
`;

/** How each platform says a description, an address, and the entry at one place of a list. */
const templates: Readonly<Record<string, string>> = {
  iosxe: `interface GigabitEthernet{{ service.port }}
{% if service.about %} description {{ service.about }}
{% endif %}{% if service.address %} ip address {{ service.address }} 255.255.255.0
{% endif %}{% if service.entry %}ip access-list extended X
 10 {{ service.entry }} ip any any
{% endif %}`,
  eos: `interface Ethernet{{ service.port }}
{% if service.about %}   description {{ service.about }}
{% endif %}{% if service.address %}   ip address {{ service.address }}/24
{% endif %}{% if service.entry %}ip access-list X
   10 {{ service.entry }} ip any any
{% endif %}`,
  frr: `interface eth{{ service.port }}
{% if service.about %} description {{ service.about }}
{% endif %}{% if service.address %} ip address {{ service.address }}/24
{% endif %}exit
{% if service.entry %}ip prefix-list X seq 5 {{ service.entry }} any
{% endif %}`,
  junos: `set interfaces ge-0/0/{{ service.port }} unit 0 family inet
{% if service.about %}set interfaces ge-0/0/{{ service.port }} description "{{ service.about }}"
{% endif %}{% if service.address %}set interfaces ge-0/0/{{ service.port }} unit 0 family inet address {{ service.address }}/24
{% endif %}{% if service.entry %}set policy-options policy-statement X term 10 then metric {{ "1" if service.entry == "permit" else "2" }}
{% endif %}`,
};

describe.each(
  [...builtInPlatforms.values()]
    .filter(({ name }) => name in templates)
    .map(({ name, products }) => ({ name, product: products[0] })),
)("two services on $name", { timeout: 600_000 }, ({ name, product }) => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make({ lab: false });
    await workspace.write("models/port/schema.yaml", schema);
    await workspace.write(`templates/${name}/port.njk`, templates[name] ?? "");
    const credential = "credential: { user: me, agent: true }\n";
    await workspace.write(
      "devices/r1.yaml",
      `product: ${product}\naddress: 192.0.2.1\n${credential}`,
    );
  }, 30_000);
  afterAll(async () => workspace.remove(), 30_000);

  const validate = async (one: string, other: string) => {
    await workspace.write("models/port/one.yaml", `device: r1\n${one}\n`);
    await workspace.write("models/port/other.yaml", `device: r1\n${other}\n`);
    const { code, out, err } = await workspace.netctl("validate");
    return { code, text: out + err };
  };

  it.each([
    [
      "that give one slot two values",
      "port: 1\nabout: uplink",
      "port: 1\nabout: spare",
      "NC3001",
      3,
    ],
    [
      "that claim one address",
      "port: 1\naddress: 10.0.0.1",
      "port: 2\naddress: 10.0.0.1",
      "NC3002",
      3,
    ],
    [
      "that take one place in a list",
      "port: 1\nentry: permit",
      "port: 2\nentry: deny",
      /NC300[13]/,
      3,
    ],
  ] as const)("%s are a finding with both origins", async (_, one, other, finding, line) => {
    const { code, text } = await validate(one, other);
    expect(code).toBe(3);
    expect(text).toMatch(finding);
    expect(text).toContain(`models/port/one.yaml:${line}`);
    expect(text).toContain(`models/port/other.yaml:${line}`);
    expect(text).toContain(`templates/${name}/port.njk`);
  });

  it("that say the same, or have an address each, are none", async () => {
    const same = "port: 1\nabout: uplink\nentry: permit";
    expect((await validate(same, same)).code).toBe(0);
    const { code } = await validate("port: 1\naddress: 10.0.0.1", "port: 2\naddress: 10.0.1.1");
    expect(code).toBe(0);
  });
});
