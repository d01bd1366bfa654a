import { expect, test } from "vitest";
import { describeModel } from "../../../src/intent/author/describe-model.ts";
import type { Model } from "../../../src/intent/intent.ts";
import { readIntent } from "../../../src/intent/read-intent.ts";
import { namedPlatforms, smallFiles } from "../../support/workspace.ts";

const schema = `title: Door
description: A way in.
platforms: [iosxe, junos]
type: object
required: [on]
additionalProperties: false
properties:
  on: { description: where, type: array, minItems: 2, maxItems: 2, items: { type: string, device: true } }
  key: { type: string, secret: true, description: what opens it }
  next: { type: string, service: door }
  depth: { type: integer, minimum: 1, maximum: 9, default: 3, platforms: [junos] }
  colour: { enum: [red, green] }
  lock: { $ref: "#/definitions/lock" }
  inner: { $ref: "#" }
definitions:
  lock:
    type: object
    required: [size]
    properties:
      size: { type: integer }
`;

test("a model is described by its schema: fields, values, limits of platforms and templates", () => {
  const files = smallFiles({
    "models/door/schema.yaml": schema,
    "templates/iosxe/door.njk": "x\n",
  });
  const { intent } = readIntent(files, namedPlatforms);
  const { fields, platforms } = describeModel(intent.models.get("door") as Model, intent);
  const told = fields.map((f) => `${f.path}${f.isRequired ? "!" : ""}: ${f.value}`);
  expect(told.slice(0, 8)).toEqual([
    "on!: list of 2, each a device",
    "key: a secret: where it is to be found",
    "next: a service of `door`",
    "depth: 1 to 9; only on junos",
    "colour: red · green",
    "lock: ",
    "lock.size!: a number",
    "inner: only on iosxe, junos",
  ]);
  expect(fields.find(({ path }) => path === "depth")?.default).toBe("3");
  // A schema that holds itself is described as deep as anybody reads.
  expect(fields.length).toBeLessThan(100);
  expect(
    Object.fromEntries(platforms.map(({ platform, state }) => [platform, state])),
  ).toMatchObject({
    eos: "cannot",
    iosxe: "template",
    junos: "no template",
  });
});
