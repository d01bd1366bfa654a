import { expect, test } from "vitest";
import { serviceSkeleton } from "../../../src/intent/author/service-skeleton.ts";
import type { Model } from "../../../src/intent/intent.ts";
import { readIntent } from "../../../src/intent/read-intent.ts";
import { line, namedPlatforms, starterFiles } from "../../support/workspace.ts";

const starter = readIntent(starterFiles(), namedPlatforms).intent;
const models = [...starter.models.values()];

test.each(models.map(({ name }) => name))(
  "a new service of %s has every property of its schema and fits it as it is",
  (name) => {
    const model = starter.models.get(name) as Model;
    const files = starterFiles();
    for (const path of [...files.keys()])
      if (/^models\/[^/]+\/(?!schema)[^/]+$/.test(path)) files.delete(path);
    const text = serviceSkeleton(model, [...starter.devices.keys()]);
    files.set(`models/${name}/new.yaml`, text);
    const { findings } = readIntent(files, namedPlatforms);
    // What it refers to must be named, and a platform may not be able to: neither is the skeleton's to know.
    const own = findings.filter(({ code }) => !["NC1060", "NC1061", "NC1063"].includes(code));
    expect(own.map(line)).toEqual([]);
    const properties = Object.keys((model.schema as { properties: object }).properties);
    for (const property of properties)
      expect(text).toMatch(new RegExp(`^(?:# )?${property}:`, "m"));
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=./schema.yaml");
  },
);

test("what is not required stands behind #, with its description and an example of its format", () => {
  const text = serviceSkeleton(starter.models.get("link") as Model, ["a", "b"]);
  expect(text).toContain("# largest IP packet in bytes\n# mtu: 1280\n");
  expect(text).toContain("- device: a\n");
  expect(text).toContain("- device: b\n");
});

test("devices of the example that there are keep their places, and none stands twice", () => {
  const text = serviceSkeleton(starter.models.get("link") as Model, ["vsrx1", "b"]);
  expect(text.match(/device: .*/g)).toEqual(["device: b", "device: vsrx1"]);
});

test("what a condition adds to a property does not take its description away", () => {
  const text = serviceSkeleton(starter.models.get("static-route") as Model, ["csr1"]);
  expect(text).toContain("# address of the next hop, of the same version as the prefix");
});
