import { describe, expect, it } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { mergeConfigs } from "../../src/config/merge-configs.ts";
import type { Origin } from "../../src/config/origin.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { printConfig } from "../../src/config/print-config.ts";
import { platforms } from "./platforms.ts";

function fragment(
  service: string,
  text: string,
  platform: (typeof platforms)[keyof typeof platforms],
): Config {
  const originOf = (line: number): Origin => ({
    service,
    servicePlace: { path: `models/${service}.yaml`, line: 3, column: 1 },
    templatePlace: { path: `templates/${platform.name}/x.njk`, line, column: 1 },
  });
  return parseConfig(text, platform, { path: service, originOf }).config;
}

describe("services' fragments become one candidate", () => {
  it("sections of several services are one, in the order of the grammar and of names", () => {
    const { iosxe } = platforms;
    const a = fragment(
      "link/a",
      "interface GigabitEthernet10\n description a\ninterface GigabitEthernet2\n ip address 10.0.0.1 255.255.255.0\n",
      iosxe,
    );
    const b = fragment(
      "base/b",
      "interface GigabitEthernet2\n description b\nhostname r1\n",
      iosxe,
    );
    const { config, findings } = mergeConfigs([a, b], iosxe);
    expect(findings).toEqual([]);
    expect(printConfig(config)).toBe(
      "hostname r1\ninterface GigabitEthernet2\n description b\n ip address 10.0.0.1 255.255.255.0\ninterface GigabitEthernet10\n description a\n",
    );
  });

  it("two values for one slot are a finding that names both origins", () => {
    const { eos } = platforms;
    const { findings } = mergeConfigs(
      [fragment("a", "hostname r1\n", eos), fragment("b", "hostname r2\n", eos)],
      eos,
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      code: "NC3001",
      place: { path: "models/b.yaml", line: 3 },
    });
    expect(findings[0]!.message).toContain('"hostname r1" by a and "hostname r2" by b');
    expect(findings[0]!.related!.map(({ place }) => place.path)).toContain("models/a.yaml");
  });

  it("one address claimed by two ports is a finding; in two VRFs it is none", () => {
    const { iosxe } = platforms;
    const port = (n: number, vrf: string) =>
      fragment(
        `s${n}`,
        `interface GigabitEthernet${n}\n${vrf} ip address 10.0.0.1 255.255.255.0\n`,
        iosxe,
      );
    expect(
      mergeConfigs([port(1, ""), port(2, "")], iosxe).findings.map(({ code }) => code),
    ).toEqual(["NC3002"]);
    expect(mergeConfigs([port(1, ""), port(2, " vrf forwarding A\n")], iosxe).findings).toEqual([]);
  });

  it("one address on two units of Junos is a finding, but not in two instances, groups or inactive", () => {
    const { junos } = platforms;
    const inet = (port: number) => `interfaces ge-0/0/${port} unit 0 family inet address`;
    const codes = (...texts: string[]) =>
      mergeConfigs(
        texts.map((text, index) => fragment(`s${index}`, `set ${text}\n`, junos)),
        junos,
      ).findings.map(({ code }) => code);
    const one = `${inet(1)} 10.0.0.1/24`;
    const two = `${inet(2)} 10.0.0.1/24`;
    expect(codes(one, `${inet(1)} 10.0.0.2/24`, `${inet(1)} 10.0.1.1/24`)).toEqual([]);
    expect(codes(one, two)).toEqual(["NC3002"]);
    const member = (port: number, name: string) =>
      `routing-instances ${name} interface ge-0/0/${port}.0`;
    expect(codes(one, two, member(1, "RED"))).toEqual([]);
    expect(codes(one, two, member(1, "RED"), member(2, "BLUE"))).toEqual([]);
    expect(codes(one, two, member(1, "RED"), member(2, "RED"))).toEqual(["NC3002"]);
    expect(codes(one, `groups spare ${two}`)).toEqual([]);
    expect(codes(one, `${two}\ndeactivate interfaces ge-0/0/2`)).toEqual([]);
  });

  it("one number in a list for two entries is a finding", () => {
    const { iosxe } = platforms;
    const list = (service: string, entry: string) =>
      fragment(service, `ip access-list extended X\n 10 ${entry}\n`, iosxe);
    const { findings } = mergeConfigs(
      [list("a", "permit ip any any"), list("b", "deny ip any any")],
      iosxe,
    );
    expect(findings.map(({ code }) => code)).toEqual(["NC3003"]);
  });

  it("the same line twice is no conflict, and VLAN lists are joined", () => {
    const { eos } = platforms;
    const port = (vlans: string) =>
      fragment("s", `interface Ethernet1\n   switchport trunk allowed vlan ${vlans}\n`, eos);
    const { config, findings } = mergeConfigs([port("10,20"), port("20,30")], eos);
    expect(findings).toEqual([]);
    expect(printConfig(config)).toContain("switchport trunk allowed vlan 10,20,30");
  });

  it("canonical Junos text is set lines", () => {
    const { junos } = platforms;
    const a = fragment(
      "a",
      "set interfaces ge-0/0/10 unit 0 family inet address 10.0.0.1/24\nset interfaces ge-0/0/2 description x\n",
      junos,
    );
    const b = fragment("b", "system {\n    host-name r1;\n}\n", junos);
    expect(printConfig(mergeConfigs([a, b], junos).config)).toBe(
      "set system host-name r1\nset interfaces ge-0/0/2 description x\nset interfaces ge-0/0/10 unit 0 family inet address 10.0.0.1/24\n",
    );
  });
});
