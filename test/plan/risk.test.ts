import { expect, it } from "vitest";
import type { Difference } from "../../src/config/change-set.ts";
import { riskOf, takenAway } from "../../src/plan/risk.ts";

const line = (kind: Difference["kind"], text: string, section: string[] = []): Difference => ({
  kind,
  section,
  line: text,
});

it("is low where lines are only added", () => {
  expect(riskOf([line("add", "ntp server 192.0.2.1")])).toBe("low");
  expect(riskOf([])).toBe("low");
});

it("is medium where a value takes the place of another, or drift is put back", () => {
  const there = ["interface Loopback0"];
  expect(
    riskOf([
      line("remove", "ip address 192.0.2.1/32", there),
      line("add", "ip address 192.0.2.2/32", there),
    ]),
  ).toBe("medium");
  expect(riskOf([line("heal", "hostname r1")])).toBe("medium");
});

it("is high where something is taken away, and tells what", () => {
  const gone = line("remove", "neighbor 192.0.2.1 remote-as 65001", ["router bgp 65000"]);
  const differences = [gone, line("add", "ntp server 192.0.2.1")];
  expect(riskOf(differences)).toBe("high");
  expect(takenAway(differences)).toEqual([gone]);
});

it("does not take the same line in another section for its replacement", () => {
  const differences = [
    line("remove", "ip address 192.0.2.1/32", ["interface Loopback0"]),
    line("add", "ip address 192.0.2.1/32", ["interface Loopback1"]),
  ];
  expect(riskOf(differences)).toBe("high");
});
