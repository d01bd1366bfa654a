import { describe, expect, it } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { platforms } from "./platforms.ts";

const { iosxe } = platforms;

function commands(running: string, candidate: string): readonly string[] {
  const [a, b] = [running, candidate].map((text) => parseConfig(text, iosxe).config);
  const sides = { platform: iosxe, applied: a, candidate: b!, running: a! };
  return changeSet({ ...sides, ownership: "declared" }).forth.map(({ line }) => line);
}

function interfaces(count: number, addressOf: (index: number) => number): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `interface Loopback${index}\n ip address 10.0.0.${addressOf(index)} 255.255.255.255\n`,
  ).join("");
}

describe("many changes at once", () => {
  it("addresses swapped in pairs cost one line more for each pair", () => {
    const found = commands(
      interfaces(200, (index) => index),
      interfaces(200, (index) => index ^ 1),
    );
    expect(found.filter((line) => line === "no ip address")).toHaveLength(100);
    expect(found).toHaveLength(300);
  });

  it("addresses that all move on by one wait for one line only", () => {
    const found = commands(
      interfaces(200, (index) => index),
      interfaces(200, (index) => (index + 1) % 200),
    );
    expect(found.filter((line) => line === "no ip address")).toHaveLength(1);
    expect(found).toHaveLength(201);
  });

  it("ranges of a VLAN list are typed as ranges", () => {
    const list = (vlans: string) => `interface Gi1/0/1\n switchport trunk allowed vlan ${vlans}\n`;
    expect(commands(list("1-1000"), list("2-1500"))).toEqual([
      "switchport trunk allowed vlan remove 1",
      "switchport trunk allowed vlan add 1001-1500",
    ]);
  });

  it("equal lines of two sections are told apart", () => {
    const lent = " ip unnumbered Loopback0\n";
    const moved = commands(
      `vrf definition A\ninterface Vlan1\n${lent}interface Vlan2\n${lent} ip mtu 1400\n`,
      `vrf definition A\ninterface Vlan1\n vrf forwarding A\n${lent}interface Vlan2\n ip mtu 1400\n`,
    );
    expect([...moved].sort()).toEqual([
      "ip unnumbered Loopback0",
      "no ip unnumbered",
      "vrf forwarding A",
    ]);
  });
});
