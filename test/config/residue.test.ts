import { describe, expect, it } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import { digestConfig } from "../../src/config/digest-config.ts";
import { learn } from "../../src/config/echo.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { residue } from "../../src/config/residue.ts";
import { platforms } from "./platforms.ts";

const platform = platforms.iosxe;
const read = (text: string) => parseConfig(text, platform).config;
const left = (before: string, candidate: string, now: string, applied?: string) =>
  residue({
    platform,
    before: read(before),
    candidate: read(candidate),
    applied: applied === undefined ? undefined : read(applied),
    now: read(now),
    ownership: "declared",
  });

describe("what a device lacks of what was promised", () => {
  it("is nothing where it has all lines, whatever it put in besides", () => {
    const now =
      "router bgp 65000\n bgp log-neighbor-changes\n neighbor 10.0.0.1 remote-as 65001\n!\nend\n";
    expect(left("", "router bgp 65000\n neighbor 10.0.0.1 remote-as 65001\n", now)).toEqual([]);
  });

  it("is the line it did not take", () => {
    const found = left(
      "hostname a\n",
      "hostname a\nip route 10.0.0.0 255.0.0.0 192.0.2.1\n",
      "hostname a\n",
    );
    expect(found.map(({ kind, line }) => [kind, line])).toEqual([
      ["add", "ip route 10.0.0.0 255.0.0.0 192.0.2.1"],
    ]);
  });

  it("is the line that should be gone", () => {
    const found = left("ntp server 1.1.1.1\n", "", "ntp server 1.1.1.1\n", "ntp server 1.1.1.1\n");
    expect(found.map(({ kind, line }) => [kind, line])).toEqual([["remove", "ntp server 1.1.1.1"]]);
  });

  it("is a third party's line that was lost on the way", () => {
    const found = left("ntp server 1.1.1.1\n", "hostname a\n", "hostname a\n");
    expect(found.map(({ line }) => line)).toEqual(["ntp server 1.1.1.1"]);
  });

  it("is no password that became a hash, and no negation that is not printed", () => {
    const candidate = "username bob secret clear\nno ip bootp server\n";
    expect(left("", candidate, "username bob secret 9 $9$hash\n")).toEqual([]);
  });

  it("is a known value that is not the one that was asked for", () => {
    const found = left("", "interface Gi1\n description a\n", "interface Gi1\n description b\n");
    expect(found.map(({ kind }) => kind)).toEqual(["remove", "add"]);
  });
});

describe("what a device prints for a line it was sent", () => {
  const candidate = read("username bob secret clear\nfoo bar 1\nno quux\n");
  const printed = read("username bob secret 9 $9$hash\nfoo bar level 1\nfoo own line\n");
  const before = read("foo own line\n");
  const echo = learn(candidate, printed, () => before);

  it("is learned for secrets and for lines nobody knows", () => {
    expect(echo).toEqual([
      {
        section: [],
        intended: "username bob secret clear",
        printed: "username bob secret 9 $9$hash",
      },
      { section: [], intended: "foo bar 1", printed: "foo bar level 1" },
      { section: [], intended: "no quux", printed: undefined },
    ]);
  });

  it("is no drift the next time, while neither side changes", () => {
    const sides = {
      platform,
      applied: undefined,
      candidate,
      running: printed,
      ownership: "declared" as const,
    };
    expect(changeSet({ ...sides, echo }).forth).toEqual([]);
    expect(changeSet({ ...sides, echo }).before).toBe(digestConfig(printed));
    const changed = read("username bob secret 9 $9$other\nfoo bar level 1\nfoo own line\n");
    expect(changeSet({ ...sides, running: changed, echo }).forth.map(({ line }) => line)).toEqual([
      "username bob secret clear",
    ]);
  });
});
