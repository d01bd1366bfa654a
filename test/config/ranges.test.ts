import { describe, expect, it } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import type { PlatformGrammar } from "../../src/config/config.ts";
import { linesOf, originsOf } from "../../src/config/lines-of.ts";
import { mergeConfigs } from "../../src/config/merge-configs.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { printConfig } from "../../src/config/print-config.ts";
import { rangeMembers, rangeText } from "../../src/config/ranges/range-members.ts";
import { platforms } from "./platforms.ts";

const { iosxe, eos } = platforms;
const read = (text: string, platform: PlatformGrammar = iosxe) =>
  parseConfig(text, platform).config;
const canonical = (text: string, platform: PlatformGrammar = iosxe) =>
  printConfig({ ...read(text, platform), text: undefined });

describe("names in one line", () => {
  it.each([
    ["list", "10-12,15", ["10", "11", "12", "15"]],
    ["list", "Ethernet1/1-2,4", ["Ethernet1/1", "Ethernet1/2", "Ethernet1/4"]],
    ["list", "Gi1/0/1 - 2 , Te1/1", ["Gi1/0/1", "Gi1/0/2", "Te1/1"]],
    ["list", "Port-Channel1-2", ["Port-Channel1", "Port-Channel2"]],
    ["list", "12-10", undefined],
    ["list", "1-999999999", undefined],
    ["list", "internal order ascending range 1006 1199", undefined],
    ["list", "", undefined],
    ["span", "0 4", ["0", "1", "2", "3", "4"]],
    ["span", "7", ["7"]],
    ["span", "2/1", undefined],
  ] as const)("%s %j", (form, text, names) => {
    expect(rangeMembers(text, form)).toEqual(names);
  });

  it("are said as short as they can be", () => {
    expect(rangeText(["10", "11", "12", "15"], "list")).toBe("10-12,15");
    expect(rangeText(["0", "1", "2"], "span")).toBe("0 2");
  });
});

describe("sections named in one line", () => {
  it("are printed in one line where they say the same, and apart where they do not", () => {
    const text = "line vty 0 15\n login local\nline vty 4\n exec-timeout 1 0\n";
    expect(canonical(text)).toBe(
      "line vty 0 3\n login local\nline vty 4\n exec-timeout 1 0\n login local\nline vty 5 15\n login local\n",
    );
    expect(canonical(canonical(text))).toBe(canonical(text));
  });

  it("have of two values the one that was read last, in whatever lines they stand", () => {
    const text =
      "line vty 0 4\n exec-timeout 1 0\nline vty 2\n exec-timeout 2 0\nline vty 0 4\n exec-timeout 3 0\n";
    expect(canonical(text)).toBe("line vty 0 4\n exec-timeout 3 0\n");
  });

  it("are never joined across a gap that a line cannot name", () => {
    expect(canonical("line vty 0 1\n login local\nline vty 3 4\n login local\n")).toBe(
      "line vty 0 1\n login local\nline vty 3 4\n login local\n",
    );
  });

  it("keep ports apart, so that a refusal names one", () => {
    expect(canonical("interface Ethernet1-2\n   mtu 9214\n", eos)).toBe(
      "interface Ethernet1\n   mtu 9214\ninterface Ethernet2\n   mtu 9214\n",
    );
  });

  it("are what they were where the words are no range", () => {
    const text = "line 2/1\n speed 9600\nvlan internal order ascending range 1006 1199\n";
    const { forth } = changeSet({
      platform: eos,
      applied: undefined,
      candidate: read(text, eos),
      running: read("", eos),
      ownership: "declared",
    });
    expect(forth.map(({ section, line }) => [...section, line].join(" / "))).toEqual([
      "vlan internal order ascending range 1006 1199",
      "line 2/1 / speed 9600",
    ]);
  });

  it("clash once, whatever the number of sections in which they do", () => {
    const { findings } = mergeConfigs(
      [
        read("line vty 0 15\n transport input ssh\n"),
        read("line vty 0 4\n transport input telnet\n"),
      ],
      iosxe,
    );
    expect(findings.map(({ code }) => code)).toEqual(["NC3001"]);
  });

  it("know where their lines come from, also those named with others", () => {
    const service = "access/r1";
    const { config } = parseConfig("line vty 0 4\n login local\n", iosxe, {
      originOf: (line) => ({ service: `${service} ${line}` }),
    });
    expect(linesOf(config).map(({ section, line }) => [section, line])).toEqual([
      [["line vty 0 4"], "login local"],
    ]);
    const said = (section: string) =>
      originsOf(config)({ kind: "heal", section: [section], line: "login local" })?.service;
    expect([said("line vty 2 3"), said("line vty 3"), said("line vty 7")]).toEqual([
      `${service} 2`,
      `${service} 2`,
      undefined,
    ]);
  });
});
