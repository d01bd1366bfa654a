import { describe, expect, it } from "vitest";
import { changeSet } from "../../../src/config/change-set-of.ts";
import { withDrift } from "../../../src/config/goal/with-drift.ts";
import { parseConfig } from "../../../src/config/parse-config.ts";
import { builtInPlatforms } from "../../../src/platform/built-in-platforms.ts";

/** Lines that are typed where the drift between these sides is left alone. */
function typed(name: string, texts: Record<"applied" | "candidate" | "running", string>): string[] {
  const platform = builtInPlatforms.get(name);
  if (!platform) throw new Error(`no platform ${name}`);
  const read = (text: string) => parseConfig(text, platform).config;
  const { applied, candidate, running } = texts;
  const sides = { applied: read(applied), candidate: read(candidate), running: read(running) };
  const input = { platform, ...sides, ownership: "declared" } as const;
  const healed = changeSet(input).differences.filter(({ kind }) => kind === "heal");
  expect(healed.length).toBeGreaterThan(0);
  const children = withDrift(sides.candidate.children, sides.running.children, healed);
  const { forth, differences } = changeSet({
    ...input,
    candidate: { ...sides.candidate, children },
  });
  expect(differences.filter(({ kind }) => kind === "heal")).toEqual([]);
  return forth.map(({ section, line }) => [...section, line].join(" / "));
}

const port =
  "interface GigabitEthernet1\n description to r2\n ip address 10.0.1.1 255.255.255.0\nntp server 192.0.2.1\n";

describe("drift that is left alone", () => {
  it("is not put back where a value was changed, or a line taken away", () => {
    const running = "interface GigabitEthernet1\n description mine\n";
    expect(typed("iosxe", { applied: port, candidate: port, running })).toEqual([]);
  });

  it("does not keep the rest of a change from being made", () => {
    const running = port.replace("to r2", "mine");
    const candidate = port.replace("10.0.1.1", "10.0.1.9").replace("192.0.2.1", "192.0.2.2");
    expect(typed("iosxe", { applied: port, candidate, running })).toEqual(
      expect.arrayContaining([
        "interface GigabitEthernet1 / ip address 10.0.1.9 255.255.255.0",
        "ntp server 192.0.2.2",
        "no ntp server 192.0.2.1",
      ]),
    );
    expect(typed("iosxe", { applied: port, candidate, running }).join()).not.toContain(
      "description",
    );
  });

  it("may be a whole section that is gone, on every kind of platform", () => {
    const loopback = "interface Loopback7\n ip address 192.0.2.7 255.255.255.255\n";
    expect(
      typed("iosxe", { applied: port + loopback, candidate: port + loopback, running: port }),
    ).toEqual([]);
    const set = "set system host-name r1\nset snmp location here\n";
    expect(
      typed("junos", { applied: set, candidate: set, running: "set system host-name r9\n" }),
    ).toEqual([]);
  });

  it("keeps list entries that were left", () => {
    const list = "ip access-list extended A\n 10 permit ip any any\n 20 deny ip any any\n";
    expect(
      typed("iosxe", {
        applied: list,
        candidate: list,
        running: list.replace(" 10 permit ip any any\n", ""),
      }),
    ).toEqual([]);
  });
});
