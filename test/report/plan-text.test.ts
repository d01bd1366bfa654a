import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import type { ChangeSet, Difference } from "../../src/config/change-set.ts";
import type { Origin } from "../../src/config/origin.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { planJson } from "../../src/report/plan-json.ts";
import { planText } from "../../src/report/plan-text.ts";
import { colourful, plain } from "../../src/report/report.ts";

function changeSet(differences: readonly Difference[]): ChangeSet {
  const forth = differences.map(({ section, line }) => ({ section, line }));
  return { forth, back: [], differences, before: "1", after: "2" };
}

function origin(template: string, line: number): Origin {
  return {
    service: "link/csr1-vsrx1",
    templatePlace: { path: `templates/${template}.njk`, line, column: 1 },
  };
}

const gigabit = ["interface GigabitEthernet1"];
const bgp = ["router bgp 65000", "address-family ipv4"];

const plan: Plan = {
  format: "netctl.plan/2",
  id: "abc0123456",
  head: "3f2a91c0d1e2f3a4b5c6d7e8f90123456789abcd",
  applied: undefined,
  offline: false,
  intent: "0",
  seal: "0",
  devices: [
    {
      device: "csr1",
      platform: "iosxe",
      ownership: "declared",
      candidate: "secret of the candidate\n",
      checks: [],
      guard: [],
      after: [],
      drift: "refuse",
      ignored: [],
      changeSet: changeSet([
        { kind: "remove", section: [], line: "ntp server 192.0.2.1" },
        { kind: "add", section: [], line: "vrf definition A", origin: origin("iosxe/vrf", 3) },
        {
          kind: "add",
          section: ["vrf definition A"],
          line: "rd 1:1",
          origin: origin("iosxe/vrf", 4),
        },
        { kind: "remove", section: gigabit, line: "shutdown" },
        {
          kind: "add",
          section: gigabit,
          line: "ip address 10.0.1.1 255.255.255.0",
          origin: origin("iosxe/link", 3),
        },
        { kind: "add", section: bgp, line: "neighbor 10.0.1.2 activate" },
        { kind: "add", section: bgp, line: "network 10.0.0.0" },
        { kind: "add", section: [], line: "banner motd ^", body: ["Keep out", "^"] },
        {
          kind: "heal",
          section: gigabit,
          line: "description to vsrx1",
          origin: origin("iosxe/link", 2),
        },
      ]),
    },
    {
      device: "veos1",
      platform: "eos",
      ownership: "declared",
      candidate: "",
      checks: [],
      guard: [],
      after: [],
      drift: "refuse",
      ignored: [],
      changeSet: changeSet([{ kind: "heal", section: [], line: "hostname veos1" }]),
    },
    {
      device: "vsrx1",
      platform: "junos",
      ownership: "declared",
      candidate: "",
      checks: [],
      guard: [],
      after: [],
      drift: "refuse",
      ignored: [],
      changeSet: changeSet([]),
    },
  ],
};

describe("a plan for people", () => {
  test("shows who changes, then what changes where and why", async () => {
    const text = planText(plan, { ...plain, revision: "main@3f2a91c" });
    await expect(text).toMatchFileSnapshot("golden/plan.txt");
  });

  test("in colours has the same letters", () => {
    const text = planText(plan, colourful);
    expect(text).toContain("\u001b[32m");
    expect(stripVTControlCharacters(text)).toBe(planText(plan, plain));
  });

  test("says when there is nothing to do", () => {
    const devices = plan.devices.slice(2);
    expect(planText({ ...plan, devices, head: undefined }, plain)).toBe(
      "Plan abc0123456 for a branch without commits  (0 of 1 device changes, 1 unchanged, running configurations read)\n\n" +
        "Nothing to do: every device is as declared.\n",
    );
  });

  test("says when no device was read", () => {
    const text = planText({ ...plan, offline: true }, plain);
    expect(text.split("\n")[0]).toContain("2 of 3 devices change, 1 unchanged, offline: no device");
  });
});

test("a plan for programs has differences and commands, and no whole configurations", () => {
  const text = planJson(plan);
  expect(text).not.toContain("secret of the candidate");
  const document = JSON.parse(text);
  expect(document).toMatchObject({
    format: "netctl.plan-report/1",
    applied: null,
    summary: { devices: 3, changed: 2, add: 6, remove: 2, heal: 2 },
  });
  expect(document.devices[0].forth[0]).toEqual({ section: [], line: "ntp server 192.0.2.1" });
  expect(document.devices[2]).toMatchObject({ device: "vsrx1", changed: false, differences: [] });
});

describe("a plan that touches netctl's own way in", () => {
  const devices = plan.devices.map((each, index) => {
    const guard = [{ section: gigabit, line: "shutdown", why: "netctl comes in through it" }];
    return index === 0 ? { ...each, guard, after: ["veos1"] } : each;
  });

  test("marks the lines, and says who goes first", () => {
    const text = planText({ ...plan, devices }, plain);
    expect(text).toContain(
      "Touches netctl's own way in:\n! csr1: interface GigabitEthernet1 / shutdown  (netctl comes in through it)\n",
    );
    expect(text).toContain("  veos1 before csr1, through which netctl comes\n");
    expect(planText(plan, plain)).not.toContain("way in");
  });

  test("says so to programs", () => {
    const [csr1] = JSON.parse(planJson({ ...plan, devices })).devices;
    expect(csr1).toMatchObject({ guard: [{ line: "shutdown" }], after: ["veos1"] });
  });
});

describe("a plan for many devices", () => {
  const change = (device: string, line: string): Plan["devices"][number] => ({
    device,
    platform: "eos",
    ownership: "declared",
    candidate: "",
    checks: [],
    guard: [],
    after: [],
    drift: "refuse",
    ignored: [],
    changeSet: changeSet([
      { kind: "add", section: [], line: "ntp server 192.0.2.1" },
      { kind: "remove", section: ["router bgp 65000"], line },
    ]),
  });
  const many = {
    ...plan,
    devices: [
      ...Array.from({ length: 200 }, (_, index) =>
        change(`leaf${index + 1}`, "neighbor 192.0.2.9 shutdown"),
      ),
      change("spine1", "neighbor 192.0.2.8 shutdown"),
    ],
  };

  test("shows the same lines once, with the devices they are the same on", () => {
    const text = planText(many, plain);
    expect(text).toContain(
      "leaf1, leaf2, leaf3, leaf4, leaf5 and 195 more (the same on 200 devices)",
    );
    expect(text.match(/\+ ntp server/g)).toHaveLength(2);
    expect(text).toMatch(/ {2}leaf200 +eos +1 +1 +0 +high/);
  });

  test("lists what is taken away once more at the end", () => {
    const [, last = ""] = planText(many, plain).split("Taken away:");
    expect(last).toContain("- spine1: router bgp 65000 / neighbor 192.0.2.8 shutdown");
    expect(last.match(/^- leaf/gm)).toHaveLength(200);
  });
});
