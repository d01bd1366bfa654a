import { expect, test } from "vitest";
import { found, told } from "../support/workspace.ts";

const path = "models/port/schema.yaml";
const toldOf = (schema: string): string[] =>
  told({ [path]: schema, "models/port/one.yaml": undefined });

test("an unknown keyword is a finding with the word that was meant", () => {
  const [finding] = found({ [path]: "type: object\nproprties: {}\n" });
  expect(finding).toMatchObject({
    code: "NC1010",
    message: "unknown keyword `proprties`",
    place: { path, line: 2, column: 1 },
    hint: "did you mean `properties`?",
  });
});

test("an unknown keyword deep inside is found too", () => {
  const lines = toldOf(
    "type: object\nproperties:\n  a:\n    type: array\n    items: { typ: string }\n",
  );
  expect(lines).toEqual([`NC1010 ${path}:5:14 unknown keyword \`typ\``]);
});

test("a keyword with a value it cannot have is a finding at the value", () => {
  expect(toldOf("type: object\nproperties:\n  a: { type: strin }\n")[0]).toMatch(
    new RegExp(`^NC1010 ${path}:3:14 `),
  );
});

test("a format nobody knows is a finding", () => {
  expect(toldOf("type: object\nproperties:\n  a: { type: string, format: ipv5 }\n")[0]).toMatch(
    /^NC1010 .*ipv5/,
  );
});

test("a pattern that is no regular expression is a finding at its place", () => {
  expect(toldOf('type: object\nproperties:\n  a: { type: string, pattern: "[" }\n')[0]).toMatch(
    new RegExp(`^NC1010 ${path}:3:22 `),
  );
});

test("a reference that leads nowhere, or out of the file, is a finding", () => {
  expect(toldOf('type: object\nproperties:\n  a: { $ref: "#/definitions/x" }\n')).toEqual([
    `NC1010 ${path}:3:8 \`#/definitions/x\` leads nowhere`,
  ]);
  expect(toldOf('type: object\nproperties:\n  a: { $ref: "http://x/y" }\n')[0]).toMatch(
    /leads nowhere/,
  );
});

test("a schema that refers to itself without end is read", () => {
  const schema =
    "type: object\nproperties:\n  device: { type: string, device: true }\n  next: { $ref: '#' }\n";
  const service = "device: r1\nnext: { device: r2, next: { device: r3 } }\n";
  expect(told({ [path]: schema, "models/port/one.yaml": service })).toEqual([
    "NC1020 models/port/one.yaml:2:37 unknown device `r3`",
  ]);
});

test.each(["name", "model"])("the property `%s` is reserved for the service's own", (word) => {
  expect(toldOf(`type: object\nproperties:\n  ${word}: { type: string }\n`)[0]).toMatch(
    new RegExp(`^NC1011 ${path}:3:3 the property \`${word}\` is reserved`),
  );
});

test("a dialect other than draft-07 is a finding", () => {
  expect(toldOf("$schema: https://json-schema.org/draft/2020-12/schema\ntype: object\n")).toEqual([
    `NC1010 ${path}:1:1 only draft-07 is read`,
  ]);
});

test("two schemas with one $id are no conflict", () => {
  const schema =
    "$id: http://x/y\ntype: object\nproperties: { device: { type: string, device: true } }\n";
  const files = { "models/a/schema.yaml": schema, "models/b/schema.yaml": schema };
  expect(told(files)).toEqual([]);
});

test("a schema that is no mapping is a finding", () => {
  expect(toldOf("- a\n")).toEqual([`NC1010 ${path}:1:1 a schema must be a mapping`]);
});
