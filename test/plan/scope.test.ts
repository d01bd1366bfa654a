import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { behindOf, splitServices } from "../../src/plan/scope.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";

const platform = [...builtInPlatforms.values()].find(({ name }) => name === "eos");
if (!platform) throw new Error("no platform to compare with");

/** A configuration whose lines all come from `service`. */
function config(text: string, service?: string) {
  const origin = service === undefined ? {} : { originOf: () => ({ service }) };
  return parseConfig(text, platform as NonNullable<typeof platform>, { path: "x", ...origin })
    .config;
}

const reach = [
  { service: "ntp/all", devices: ["a", "b"] },
  { service: "link/a-b", devices: ["a", "b"] },
  { service: "link/b-c", devices: ["b", "c"] },
];

describe("what waits on devices that a plan leaves out", () => {
  it("belongs to the services whose lines are new or changed there", () => {
    const sides = [
      { device: "a", applied: undefined, candidate: config("ntp server 192.0.2.1\n", "ntp/all") },
      {
        device: "b",
        applied: config("ntp server 192.0.2.1\n"),
        candidate: config("ntp server 192.0.2.1\n", "ntp/all"),
      },
    ];
    expect(behindOf(sides, reach)).toEqual([{ device: "a", services: ["ntp/all"] }]);
  });

  it("may belong to any service that reaches a device which only loses lines", () => {
    const lost = {
      device: "b",
      applied: config("ntp server 192.0.2.1\n"),
      candidate: config(""),
    };
    expect(behindOf([lost], reach)).toEqual([
      { device: "b", services: ["link/a-b", "link/b-c", "ntp/all"] },
    ]);
  });

  it("splits the services that change here too, and no others", () => {
    const here = [{ device: "a", services: ["link/a-b"] }];
    const there = [
      { device: "b", services: ["link/a-b", "link/b-c"] },
      { device: "c", services: ["link/b-c"] },
    ];
    expect(splitServices(here, there)).toEqual([{ service: "link/a-b", devices: ["b"] }]);
    expect(splitServices([], there)).toEqual([]);
  });
});
