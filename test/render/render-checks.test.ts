import { describe, expect, it } from "vitest";
import { readIntent } from "../../src/intent/read-intent.ts";
import { deviceChecks } from "../../src/plan/checks/device-checks.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { renderChecks } from "../../src/render/render-checks.ts";
import { line, smallFiles } from "../support/workspace.ts";

const schema = smallFiles().get("models/port/schema.yaml") ?? "";

/** Checks of the small workspace as lines `device: command`, or its findings. */
function checked(files: Readonly<Record<string, string>>): readonly string[] {
  const { intent, findings } = readIntent(smallFiles(files), builtInPlatforms);
  if (findings.length > 0) return findings.map(line);
  const rendered = renderChecks(intent);
  const resolved = deviceChecks(intent, rendered.checks);
  const all = [...rendered.findings, ...resolved.findings];
  if (all.length > 0) return all.map(line);
  return [...resolved.checks].flatMap(([device, checks]) =>
    checks.map(({ command, name }) => `${device}: ${command} (${name})`),
  );
}

/** The same with these checks on the model, and a service with two peers. */
function ofModel(checks: string, service = ""): readonly string[] {
  return checked({
    "models/port/schema.yaml": `${schema}checks:\n${checks}`,
    "models/port/one.yaml":
      "device: r1\nvlan: 7\npeers: [{ device: r2, port: ge-0/0/1 }, { device: r2, port: ge-0/0/2 }]\n" +
      service,
  });
}

describe("checks of models and services", () => {
  it("are templates that see what configuration templates see, on each device of the service", () => {
    const lines = ofModel(
      '  - { command: "show vlan id {{ service.vlan }}", contains: "{{ device.name }}", platform: iosxe }\n',
    );
    expect(lines).toEqual(["r1: show vlan id 7 (show vlan id 7)"]);
  });

  it("may be asked once for each entry that names the device, or its peers", () => {
    expect(
      ofModel('  - { each: self, platform: junos, interface: up, port: "{{ entry.port }}" }\n'),
    ).toEqual([
      "r2: show interfaces ge-0/0/1 terse (interface up, port ge-0/0/1)",
      "r2: show interfaces ge-0/0/2 terse (interface up, port ge-0/0/2)",
    ]);
  });

  it("may say it for each platform in its own words, and of a service alone", () => {
    const lines = ofModel(
      "  - platforms:\n      iosxe: { command: show clock, contains: UTC }\n",
      'checks: [{ name: "vlan {{ service.vlan }}", devices: [r2], command: show vlans, contains: v7 }]\n',
    );
    expect(lines).toEqual(["r1: show clock (show clock)", "r2: show vlans (vlan 7)"]);
  });

  it("name what no schema defines where it is written", () => {
    expect(ofModel('  - { command: "show vlan {{ service.vlam }}", contains: x }\n')).toEqual([
      expect.stringMatching(/^NC2002 models\/port\/schema\.yaml:27:\d+ .*vlam/),
    ]);
  });

  it("cannot be made to change something by a value", () => {
    const check =
      '  - { platform: iosxe, command: "show vlan name {{ service.note }}", contains: x }\n';
    expect(ofModel(check, "note: x | redirect flash:y\n")).toEqual([
      expect.stringContaining("might change something"),
    ]);
    expect(ofModel(check, 'note: "x\\nreload"\n')).toEqual([
      expect.stringMatching(/^NC2006 models\/port\/one\.yaml:4:7 .*line break/),
    ]);
    expect(
      ofModel(
        '  - { platform: junos, interface: up, port: "{{ service.note }}" }\n',
        "note: a b\n",
      ),
    ).toEqual([expect.stringContaining("takes one word")]);
  });
});

describe("checks of devices and settings", () => {
  it("are asked beside those of services, each once", () => {
    const clock = "{ command: show clock, contains: UTC }";
    const device = smallFiles().get("devices/r1.yaml");
    expect(
      checked({
        "netctl.yaml": `checks: [${clock}, { devices: [r2], command: show version, contains: x }]\n`,
        "devices/r1.yaml": `${device}checks: [${clock}, { ping: answered, address: 192.0.2.9 }]\n`,
      }),
    ).toEqual([
      "r1: show clock (show clock)",
      "r1: ping 192.0.2.9 repeat 3 timeout 1 (ping answered, address 192.0.2.9)",
      "r2: show clock (show clock)",
      "r2: show version (show version)",
    ]);
  });

  it.each([
    ["{ devices: [r9], command: show version, contains: x }", "unknown device `r9`"],
    ["{ platform: ios, command: show version, contains: x }", "unknown platform `ios`"],
    ['{ command: "show {{ device.name }}", contains: x }', "only checks of models and services"],
    ["{ command: show version }", "NC1003"],
    ["{ command: show version, expect: '(' }", "Invalid regular expression"],
    ["{ withinSeconds: 3 }", "nothing says what is asked"],
    [
      "{ each: peers, command: show version, contains: x }",
      "`each` is not for the checks of a workspace",
    ],
  ])("that are written wrong are findings: %s", (check, message) => {
    expect(checked({ "netctl.yaml": `checks:\n  - ${check}\n` }).join("\n")).toContain(message);
  });
});
