import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/errors.ts";
import type { Json } from "../../../src/intent/intent.ts";
import { type Check, judgeCheck } from "../../../src/plan/checks/check.ts";
import { resolveCheck } from "../../../src/plan/checks/resolve-check.ts";
import { builtInPlatforms } from "../../../src/platform/built-in-platforms.ts";

const place = { path: "netctl.yaml", line: 2, column: 5 };

function resolved(platform: string, words: Record<string, Json>): Check | Finding {
  const known = builtInPlatforms.get(platform);
  if (!known) throw new Error(`no platform ${platform}`);
  const written = { words, place, placeOf: () => place };
  const check = resolveCheck(written, { name: "r1", platform }, known);
  if (!check) throw new Error("not meant for r1");
  return check;
}

function asked(platform: string, words: Record<string, Json>): Check {
  const check = resolved(platform, words);
  if ("code" in check) throw new Error(check.message);
  return check;
}

function refusal(platform: string, words: Record<string, Json>): string {
  const check = resolved(platform, words);
  return "code" in check ? `${check.code} ${check.message}` : "asked";
}

const bgp = { bgp: "established", neighbor: "10.0.1.2", routes: { atLeast: 1 } };
const up = (port: string) => ({ interface: "up", port });
const ping = { ping: "answered", address: "10.0.3.2" };
const route = { route: "present", prefix: "10.0.3.0/24" };

/** What a device says where all is well, and where it is not. */
const answers: readonly {
  readonly platform: string;
  readonly words: Record<string, Json>;
  readonly command: string;
  readonly good: string;
  readonly bad: Readonly<Record<string, string>>;
}[] = [
  {
    platform: "iosxe",
    words: up("GigabitEthernet1"),
    command: "show interfaces GigabitEthernet1",
    good: "GigabitEthernet1 is up, line protocol is up \n  Hardware is CSR vNIC",
    bad: {
      "nothing like": "GigabitEthernet1 is administratively down, line protocol is down \n",
    },
  },
  {
    platform: "eos",
    words: up("Ethernet1"),
    command: "show interfaces Ethernet1",
    good: "Ethernet1 is up, line protocol is up (connected)\n",
    bad: { "nothing like": "Ethernet1 is down, line protocol is notpresent (notconnect)\n" },
  },
  {
    platform: "junos",
    words: up("ge-0/0/0"),
    command: "show interfaces ge-0/0/0 terse",
    good: "Interface               Admin Link Proto    Local                 Remote\nge-0/0/0                up    up\n",
    bad: {
      "nothing like": "ge-0/0/0                up    down\nge-0/0/0.0              up    up\n",
    },
  },
  {
    platform: "iosxe",
    words: bgp,
    command: "show ip bgp neighbors 10.0.1.2",
    good: "BGP neighbor is 10.0.1.2,  remote AS 65002, external link\n  BGP state = Established, up for 00:01:13\n    Prefixes Current:               1          3 (Consumes 408 bytes)\n",
    bad: {
      "nothing like": "  BGP state = Idle, down for never\n",
      "0, not at least 1":
        "  BGP state = Established, up for 00:01:13\n    Prefixes Current:               1          0\n",
    },
  },
  {
    platform: "eos",
    words: bgp,
    command: "show ip bgp neighbors 10.0.1.2",
    good: "  BGP state is Established, up for 00:02:03\n    IPv4 Unicast:                  2             1             1                   0\n",
    bad: {
      "nothing like": "  BGP state is Active\n",
      "0, not at least 1":
        "  BGP state is Established, up for 00:02:03\n    IPv4 Unicast:                  2             0             0                   0\n",
    },
  },
  {
    platform: "junos",
    words: bgp,
    command: "show bgp neighbor 10.0.1.2",
    good: "  Type: External    State: Established    Flags: <Sync>\n    Received prefixes:            1\n    Accepted prefixes:            1\n",
    bad: {
      "nothing like": "  Type: External    State: Connect        Flags: <>\n",
      "0, not at least 1":
        "  Type: External    State: Established    Flags: <Sync>\n    Received prefixes:            1\n    Accepted prefixes:            0\n",
    },
  },
  {
    platform: "frr",
    words: bgp,
    command: "show bgp neighbors 10.0.1.2",
    good: "  BGP state = Established, up for 00:00:05\n  1 accepted prefixes\n",
    bad: {
      "nothing like": "  BGP state = Active\n",
      "0, not at least 1":
        "  BGP state = Established, up for 00:00:05\n  Inbound updates discarded due to missing policy\n  0 accepted prefixes\n",
    },
  },
  {
    platform: "frr",
    words: { ...ping, vrf: "MGMT" },
    command: "ping -n -c 3 -W 1 -I MGMT 10.0.3.2",
    good: "--- 10.0.3.2 ping statistics ---\n3 packets transmitted, 2 received, 33.3333% packet loss, time 2032ms\n",
    bad: {
      "nothing like":
        "--- 10.0.3.2 ping statistics ---\n3 packets transmitted, 0 received, 100% packet loss, time 2045ms\n",
    },
  },
  {
    platform: "bird",
    words: ping,
    command: "ping -n -c 3 -W 1 10.0.3.2",
    good: "--- 10.0.3.2 ping statistics ---\n3 packets transmitted, 3 packets received, 0% packet loss\n",
    bad: { "nothing like": "ping: sendmsg: Network is unreachable\n" },
  },
  {
    platform: "iosxe",
    words: route,
    command: "show ip route 10.0.3.0 255.255.255.0",
    good: 'Routing entry for 10.0.3.0/24\n  Known via "bgp 65001", distance 20\n',
    bad: { "nothing like": "% Subnet not in table\n" },
  },
  {
    platform: "eos",
    words: route,
    command: "show ip route 10.0.3.0/24",
    good: "VRF: default\n\n B E      10.0.3.0/24 [200/0]\n           via 10.0.2.1, Ethernet1\n",
    bad: { "nothing like": "VRF: default\n\n S        0.0.0.0/0 [1/0]\n" },
  },
  {
    platform: "junos",
    words: route,
    command: "show route 10.0.3.0/24 exact",
    good: "inet.0: 8 destinations, 8 routes\n\n10.0.3.0/24        *[Direct/0] 00:01:02\n",
    bad: { "nothing like": "\n" },
  },
  {
    platform: "iosxe",
    words: { ...ping, vrf: "MGMT" },
    command: "ping vrf MGMT 10.0.3.2 repeat 3 timeout 1",
    good: "!!!\nSuccess rate is 100 percent (3/3), round-trip min/avg/max = 1/1/2 ms\n",
    bad: { "nothing like": "...\nSuccess rate is 0 percent (0/3)\n" },
  },
  {
    platform: "eos",
    words: ping,
    command: "ping 10.0.3.2 repeat 3",
    good: "3 packets transmitted, 3 received, 0% packet loss, time 2ms\n",
    bad: { "nothing like": "3 packets transmitted, 0 received, 100% packet loss\n" },
  },
  {
    platform: "junos",
    words: ping,
    command: "ping 10.0.3.2 rapid count 3",
    good: "3 packets transmitted, 2 packets received, 33% packet loss\n",
    bad: { "nothing like": "3 packets transmitted, 0 packets received, 100% packet loss\n" },
  },
];

describe("a ready-made check", () => {
  it.each(answers)("on $platform asks $command and knows good from bad", (each) => {
    const check = asked(each.platform, each.words);
    expect(check.command).toBe(each.command);
    expect(judgeCheck(check, each.good)).toEqual({ isPassed: true, found: "" });
    for (const [found, answer] of Object.entries(each.bad)) {
      const result = judgeCheck(check, answer);
      expect([answer, result.isPassed]).toEqual([answer, false]);
      expect(result.found).toContain(found);
    }
  });

  it("is there for the same subjects on every built-in platform; the ping of vtysh never ends", () => {
    for (const { name, checks } of builtInPlatforms.values()) {
      const subjects = ["bgp", "interface", ...(name === "frr-cli" ? [] : ["ping"]), "route"];
      expect(Object.keys(checks.ready).sort(), name).toEqual(subjects);
    }
  });

  it("has a name that says what it asks", () => {
    expect(asked("eos", bgp).name).toBe("bgp established, neighbor 10.0.1.2, routes at least 1");
  });

  it.each([
    [{ bpg: "established", neighbor: "10.0.1.2" }, "no ready-made check `bpg`"],
    [{ bgp: "up", neighbor: "10.0.1.2" }, "no ready-made check `bgp: up`"],
    [{ bgp: "established" }, "needs `neighbor`"],
    [{ route: "present" }, "needs `prefix`"],
    [{ ...bgp, colour: "red" }, "knows no `colour`"],
    [{ bgp: "established", neighbor: "10.0.1.2 | redirect flash:x" }, "takes one word"],
    [
      { bgp: "established", neighbor: "10.0.1.2", command: "show version", expect: "x" },
      "more than",
    ],
    [{ name: "x" }, "nothing says what is asked"],
  ])("that cannot be asked is a finding: %j", (words, message) => {
    expect(refusal("iosxe", words as Record<string, Json>)).toContain(message);
  });
});

describe("a command of a check", () => {
  const command = (platform: string, text: string) =>
    refusal(platform, { command: text, contains: "x" });

  it.each([
    ["iosxe", "show running-config | include ^hostname|^ip"],
    ["iosxe", "show ip interface brief"],
    ["eos", "show ip bgp summary | json"],
    ["eos", "show running-config | include banner | exclude motd"],
    ["junos", "show bgp summary | match Establ | count"],
    ["junos", "ping 192.0.2.1 rapid count 5"],
    ["frr", "show ip route | include 10.0.0.0"],
    ["bird", "ping -n -c 3 -W 1 -I MGMT 2001:db8::1"],
  ])("may only show something: on %s %s may", (platform, text) => {
    expect(command(platform, text)).toBe("asked");
  });

  it.each([
    ["iosxe", "configure terminal"],
    ["iosxe", "reload"],
    ["iosxe", "clear ip bgp *"],
    ["iosxe", "show running-config | redirect flash:x"],
    ["iosxe", "show running-config | red flash:x"],
    ["iosxe", "show version | include x | tee flash:x"],
    ["iosxe", "show version | append flash:x"],
    ["eos", "show version > flash:x"],
    ["eos", "show version | tee /mnt/flash/x"],
    ["eos", "show version | bash"],
    ["eos", "show version | include x; reload"],
    ["eos", "bash rm -rf /"],
    ["junos", "show configuration | save /tmp/x"],
    ["junos", "show version | match x | append /tmp/x"],
    ["junos", "request system reboot"],
    ["junos", "ping 192.0.2.1"],
    ["frr", "ping 192.0.2.1"],
    ["frr", "ping -n -c 3 -W 1 192.0.2.1; reboot"],
    ["frr", "ping -n -c 3 -W 1 $(reboot)"],
    ["frr", "ping -n -c 3 -W 1 -f 192.0.2.1"],
    ["frr-cli", "ping -n -c 3 -W 1 192.0.2.1"],
  ])("that might change something or never end is a finding: on %s %s", (platform, text) => {
    expect(command(platform, text)).toMatch(/^NC1051 .* might change something, or never end$/);
  });
});
