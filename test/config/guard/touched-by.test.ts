import { describe, expect, it } from "vitest";
import { changeSet } from "../../../src/config/change-set-of.ts";
import { type SessionEnds, touchedBy } from "../../../src/config/guard/touched-by.ts";
import { parseConfig } from "../../../src/config/parse-config.ts";
import { builtInPlatforms } from "../../../src/platform/built-in-platforms.ts";

/** What a change of these lines touches: `line  (why)`. Every line is ours; `running` becomes `candidate`. */
function guarded(name: string, running: string, candidate: string, ends: SessionEnds): string[] {
  return touched(name, running, candidate, ends).guarded.map(
    ({ section, line, why }) => `${[...section, line].join(" / ")}  (${why})`,
  );
}

function touched(name: string, running: string, candidate: string, ends: SessionEnds) {
  const platform = builtInPlatforms.get(name);
  if (!platform) throw new Error(`no platform ${name}`);
  const read = (text: string) => parseConfig(text, platform).config;
  const sides = { running: read(running), applied: read(running), candidate: read(candidate) };
  const { differences } = changeSet({ platform, ...sides, ownership: "declared" });
  return touchedBy(sides.running, differences, ends);
}

const iosxe = `username netctl privilege 15 secret 9 x
username other privilege 1 secret 9 y
vrf definition MGMT
 rd 1:1
interface GigabitEthernet1
 description to a neighbour
 ip address 10.0.1.1 255.255.255.0
interface GigabitEthernet10
 description out of band
 vrf forwarding MGMT
 ip address 10.0.0.15 255.255.255.0
 ip access-group GATE in
ip route vrf MGMT 192.0.2.0 255.255.255.0 10.0.0.1
ip route 198.51.100.0 255.255.255.0 10.0.1.2
ip access-list extended GATE
 10 permit tcp any any eq 22
ip access-list extended OTHER
 10 permit ip any any
line vty 0 4
 transport input ssh
`;
const iosxeEnds = { address: "10.0.0.15", from: "192.0.2.7", user: "netctl" };
const through = "netctl comes in through GigabitEthernet10, at 10.0.0.15";

describe("what of a change netctl's own session hangs on", () => {
  it.each([
    [
      "the address and the interface",
      iosxe.replace("10.0.0.15", "10.0.0.16"),
      [
        `interface GigabitEthernet10 / ip address 10.0.0.15 255.255.255.0  (${through})`,
        `interface GigabitEthernet10 / ip address 10.0.0.16 255.255.255.0  (${through})`,
      ],
    ],
    [
      "a port that is shut",
      iosxe.replace(" ip access-group", " shutdown\n ip access-group"),
      [`interface GigabitEthernet10 / shutdown  (${through})`],
    ],
    [
      "the VRF of the interface",
      iosxe.replace(" rd 1:1", " rd 1:2"),
      [
        "vrf definition MGMT / rd 1:1  (netctl's way in uses vrf MGMT)",
        "vrf definition MGMT / rd 1:2  (netctl's way in uses vrf MGMT)",
      ],
    ],
    [
      "the access list at the interface",
      iosxe.replace("10 permit tcp any any eq 22", "10 deny tcp any any eq 22"),
      [
        "ip access-list extended GATE / 10 permit tcp any any eq 22  (netctl's way in uses acl GATE)",
        "ip access-list extended GATE / 10 deny tcp any any eq 22  (netctl's way in uses acl GATE)",
      ],
    ],
    [
      "its own account, and no other",
      iosxe.replace("secret 9 x", "secret 9 z").replace("secret 9 y", "secret 9 z"),
      [
        "username netctl privilege 15 secret 9 x  (it is the account netctl logs in with, netctl)",
        "username netctl privilege 15 secret 9 z  (it is the account netctl logs in with, netctl)",
      ],
    ],
    [
      "how one may log in",
      iosxe.replace("transport input ssh", "transport input none"),
      [
        "line vty 0 4 / transport input ssh  (it decides who may log in, and how)",
        "line vty 0 4 / transport input none  (it decides who may log in, and how)",
      ],
    ],
    [
      "the way back",
      iosxe.replace("ip route vrf MGMT 192.0.2.0 255.255.255.0 10.0.0.1\n", ""),
      [
        "ip route vrf MGMT 192.0.2.0 255.255.255.0 10.0.0.1  (it is the way back to netctl, at 192.0.2.7)",
      ],
    ],
    [
      "nothing of what only reads differently or lies elsewhere",
      iosxe
        .replace("out of band", "management")
        .replace("to a neighbour", "to somebody")
        .replace("10 permit ip any any", "10 deny ip any any")
        .replace("198.51.100.0", "203.0.113.0"),
      [],
    ],
  ])("is found on IOS-XE: %s", (_, candidate, lines) => {
    expect(guarded("iosxe", iosxe, candidate, iosxeEnds).sort()).toEqual([...lines].sort());
  });

  it("is found on EOS", () => {
    const running =
      "interface Management1\n   ip address 10.0.0.16/24\nip route 0.0.0.0/0 10.0.0.1\nmanagement ssh\n   idle-timeout 10\n";
    const candidate =
      "interface Management1\n   ip address 10.0.0.17/24\nip route 0.0.0.0/0 10.0.0.2\nmanagement ssh\n   idle-timeout 20\n";
    const ends = { address: "10.0.0.16", from: "192.0.2.7", user: "netctl" };
    const lines = guarded("eos", running, candidate, ends).join("\n");
    expect(lines).toContain(
      "interface Management1 / ip address 10.0.0.17/24  (netctl comes in through Management1, at 10.0.0.16)",
    );
    expect(lines).toContain("ip route 0.0.0.0/0 10.0.0.2  (it may be the way back to netctl)");
    expect(lines).toContain(
      "management ssh / idle-timeout 20  (it decides who may log in, and how)",
    );
    // A neighbour needs no route back.
    const near = guarded("eos", running, candidate, { ...ends, from: "10.0.0.9" }).join("\n");
    expect(near).not.toContain("ip route");
  });

  it("is found on Junos, with the filter and the zone of the interface", () => {
    const running = `set system services ssh
set interfaces fxp0 unit 0 family inet filter input GATE
set interfaces fxp0 unit 0 family inet address 10.0.0.14/24
set interfaces ge-0/0/0 unit 0 family inet address 10.0.1.2/24
set security zones security-zone trust interfaces fxp0.0
set firewall family inet filter GATE term ssh then accept
set firewall family inet filter OTHER term all then accept
`;
    const candidate = running
      .replace("term ssh then accept", "term ssh then reject")
      .replace("term all then accept", "term all then reject")
      .replace("interfaces fxp0.0", "interfaces fxp0.0 host-inbound-traffic system-services ping")
      .replace("set system services ssh\n", "");
    const ends = { address: "10.0.0.14", from: "192.0.2.7", user: "netctl" };
    const lines = guarded("junos", running, candidate, ends).join("\n");
    expect(lines).toMatch(/filter GATE \/ term ssh.* \(netctl's way in uses filter GATE\)/);
    expect(lines).toMatch(/interfaces fxp0\.0 .* \(it is about fxp0\.0, where netctl comes in\)/);
    expect(lines).toMatch(/services.* \(it decides who may log in, and how\)/);
    expect(lines).not.toContain("OTHER");
  });

  it("is found on FRR", () => {
    const running = "interface eth0\n ip address 10.9.0.1/24\nexit\n";
    const lines = guarded("frr", running, running.replace("/24", "/25"), {
      address: "10.9.0.1",
      user: "netctl",
    });
    expect(lines.join("\n")).toContain("(netctl comes in through eth0, at 10.9.0.1)");
  });

  it("tells the addresses of other interfaces that change, for what lies behind them", () => {
    const candidate = iosxe.replace(" ip address 10.0.1.1", " shutdown\n ip address 10.0.1.1");
    expect(touched("iosxe", iosxe, candidate, iosxeEnds)).toEqual({
      guarded: [],
      passages: [{ address: "10.0.1.1", mask: "255.255.255.0" }],
    });
  });

  it("follows what is referred to as far as it goes", () => {
    const running = iosxe
      .replace(" ip access-group GATE in\n", " ip policy route-map STEER\n")
      .concat("route-map STEER permit 10\n match ip address OTHER\n");
    const candidate = running.replace("10 permit ip any any", "10 deny ip any any");
    expect(guarded("iosxe", running, candidate, iosxeEnds).sort()).toEqual([
      "ip access-list extended OTHER / 10 deny ip any any  (netctl's way in uses acl OTHER)",
      "ip access-list extended OTHER / 10 permit ip any any  (netctl's way in uses acl OTHER)",
    ]);
  });

  it("knows a line by what it takes away", () => {
    const lines = guarded("eos", "no aaa root\n", "aaa root secret x\n", { user: "netctl" });
    expect(lines).toContain("no aaa root  (it decides who may log in, and how)");
  });

  it("takes netctl's own interface for no passage", () => {
    const candidate = iosxe.replace("10.0.0.15", "10.0.0.16");
    expect(touched("iosxe", iosxe, candidate, iosxeEnds).passages).toEqual([]);
  });
});
