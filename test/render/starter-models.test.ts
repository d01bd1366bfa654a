import { expect, test, vi } from "vitest";
import { readIntent } from "../../src/intent/read-intent.ts";
import { render } from "../../src/render/render.ts";
import { line, namedPlatforms, starterFiles } from "../support/workspace.ts";

// The whole library is read anew for each test.
vi.setConfig({ testTimeout: 30_000 });

/** Lines that one service of a starter model gives on each device. */
function linesOf(model: string, document: unknown): Record<string, string[]> {
  const files = starterFiles();
  for (const path of [...files.keys()])
    if (/^models\/[^/]+\/(?!schema)/.test(path)) files.delete(path);
  files.set(`models/${model}/x.json`, JSON.stringify(document));
  const { intent, findings } = readIntent(files, namedPlatforms);
  const result = render(intent);
  expect([...findings, ...result.findings].map(line)).toEqual([]);
  return Object.fromEntries(
    result.fragments.map((f) => [f.device, f.text.split("\n").slice(0, -1)]),
  );
}

test("a link takes a description, a packet size and a zone", () => {
  const ends = [
    { device: "csr1", interface: "GigabitEthernet3", address: "10.0.4.0/31" },
    { device: "vsrx1", interface: "ge-0/0/2", address: "10.0.4.1/31" },
  ];
  const lines = linesOf("link", { ends, description: 'the "new" one', mtu: 9000, zone: "core" });
  expect(lines["csr1"]).toEqual([
    "interface GigabitEthernet3",
    ' description the "new" one',
    " mtu 9000",
    " ip address 10.0.4.0 255.255.255.254",
    " no shutdown",
  ]);
  const zone = "set security zones security-zone core interfaces ge-0/0/2.0 host-inbound-traffic";
  expect(lines["vsrx1"]).toEqual([
    'set interfaces ge-0/0/2 description "the \\"new\\" one"',
    "set interfaces ge-0/0/2 mtu 9014",
    "set interfaces ge-0/0/2 unit 0 family inet address 10.0.4.1/31",
    `${zone} system-services ping`,
    `${zone} protocols bgp`,
  ]);
});

test("a link makes an EOS interface routed, and the switch a router", () => {
  const lines = linesOf("link", {
    ends: [
      { device: "veos1", interface: "Ethernet3", address: "10.0.5.1/24" },
      { device: "csr1", interface: "GigabitEthernet4", address: "10.0.5.2/24" },
    ],
    mtu: 1500,
  });
  expect(lines["veos1"]).toEqual([
    "interface Ethernet3",
    "   description to csr1",
    "   mtu 1500",
    "   no switchport",
    "   ip address 10.0.5.1/24",
    "ip routing",
  ]);
});

test("a static route without a next hop drops what it catches", () => {
  const route = (device: string) => ({ device, prefix: "203.0.113.0/24", distance: 250 });
  expect(linesOf("static-route", { routes: ["csr1", "vsrx1", "veos1"].map(route) })).toEqual({
    csr1: ["ip route 203.0.113.0 255.255.255.0 Null0 250"],
    veos1: ["ip route 203.0.113.0/24 Null0 250", "ip routing"],
    vsrx1: [
      "set routing-options static route 203.0.113.0/24 discard",
      "set routing-options static route 203.0.113.0/24 preference 250",
    ],
  });
});

test("a session inside one system is internal on Junos, and needs no export without networks", () => {
  const lines = linesOf("bgp", {
    ends: [
      { device: "vsrx1", as: 65000, address: "10.0.1.2" },
      { device: "csr1", as: 65000, address: "10.0.1.1" },
    ],
  });
  expect(lines["vsrx1"]).toEqual([
    "set routing-options autonomous-system 65000",
    "set protocols bgp group netctl-x type internal",
    "set protocols bgp group netctl-x local-address 10.0.1.2",
    "set protocols bgp group netctl-x neighbor 10.0.1.1 description csr1",
    "set protocols bgp group netctl-x neighbor 10.0.1.1 peer-as 65000",
  ]);
});

test("a system without a host name takes the device's name, and says nothing of what is not set", () => {
  expect(
    linesOf("system", { devices: [{ device: "csr1" }, { device: "veos1", hostname: "edge" }] }),
  ).toEqual({
    csr1: ["hostname csr1"],
    veos1: ["hostname edge"],
  });
});

test("a loopback takes a description", () => {
  const devices = [{ device: "veos1", address: "192.0.2.1/32" }];
  expect(linesOf("loopback", { devices, description: "router id" })).toEqual({
    veos1: ["interface Loopback0", "   description router id", "   ip address 192.0.2.1/32"],
  });
});

test.each(["EOF", "a ^ b", "why?"])(
  "a banner that would break out of its block is refused: %j",
  (text) => {
    const files = starterFiles();
    files.set(
      "models/system/all.yaml",
      `devices: [{ device: csr1 }, { device: veos1 }]\nbanner: |\n  a\n  ${text}\n`,
    );
    const { intent, findings } = readIntent(files, namedPlatforms);
    expect([...findings, ...render(intent).findings]).toHaveLength(1);
  },
);
