import { describe, expect, it } from "vitest";
import { readIntent } from "../../src/intent/read-intent.ts";
import { selectDevices } from "../../src/plan/select-devices.ts";
import { namedPlatforms, starterFiles } from "../support/workspace.ts";

const files = starterFiles();
for (const [device, labels] of [
  ["csr1", "[edge, site-a]"],
  ["veos1", "[edge]"],
] as const) {
  const path = `devices/${device}.yaml`;
  files.set(path, `labels: ${labels}\n${files.get(path)}`);
}
const { intent } = readIntent(files, namedPlatforms);

function selected(...words: readonly string[]): readonly string[] | undefined {
  const devices = selectDevices(words, intent);
  return devices && [...devices].sort();
}

describe("words for devices", () => {
  it("are devices, services with all they touch, labels, and patterns of each", () => {
    expect(selected()).toBeUndefined();
    expect(selected("csr1")).toEqual(["csr1"]);
    expect(selected("link/csr1-vsrx1")).toEqual(["csr1", "vsrx1"]);
    expect(selected("bgp/*-veos1")).toEqual(["csr1", "veos1", "vsrx1"]);
    expect(selected("label:edge")).toEqual(["csr1", "veos1"]);
    expect(selected("label:site-*", "v?rx1", "csr1")).toEqual(["csr1", "vsrx1"]);
    expect(selected("v*")).toEqual(["veos1", "vsrx1"]);
  });

  it.each([
    ["csr2", 'there is no device "csr2"', "csr1"],
    ["link/csr1-vsrx2", 'there is no service "link/csr1-vsrx2"', "link/csr1-vsrx1"],
    ["label:egde", 'there is no label "label:egde"', "label:edge"],
    ["x*", 'there is no device "x*"', "label:NAME"],
    ["c.r1", 'there is no device "c.r1"', "csr1"],
  ])("that mean nothing are refused: %s", (word, message, hint) => {
    expect(() => selectDevices(["csr1", word], intent)).toThrow(
      expect.objectContaining({ kind: "usage", message, hint: expect.stringContaining(hint) }),
    );
  });
});
