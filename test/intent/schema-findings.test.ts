import { expect, test } from "vitest";
import { found, told, toldOf } from "../support/workspace.ts";

const one = "models/port/one.yaml";

test("a workspace without mistakes has no findings", () => {
  expect(told({})).toEqual([]);
});

test("a value out of range is pointed at, with its length", () => {
  const [finding] = found({ [one]: "device: r1\nvlan: 4097\n" });
  expect(finding).toMatchObject({
    code: "NC1003",
    message: "`vlan` must be <= 4094",
    place: { path: one, line: 2, column: 7, length: 4 },
    source: "vlan: 4097",
  });
});

test("a finding names the place in the schema that says so", () => {
  const [finding] = found({ [one]: "device: r1\nvlan: 4097\n" });
  expect(finding?.related?.[0]?.place).toMatchObject({ path: "models/port/schema.yaml", line: 6 });
});

test("an unknown property is pointed at by its key, with the word that was meant", () => {
  const [finding] = found({ [one]: "device: r1\nvlan: 7\ndescripton: x\n" });
  expect(finding).toMatchObject({
    code: "NC1004",
    message: "unknown property `descripton`",
    place: { line: 3, column: 1, length: 10 },
    hint: "did you mean `description`?",
  });
});

test("a missing property is pointed at by the key it is missing under", () => {
  expect(toldOf("device: r1\nvlan: 7\npeers:\n  - port: x\n")).toEqual([
    `NC1005 ${one}:4:5 \`device\` is missing in \`peers[0]\``,
  ]);
  expect(toldOf("# nothing\nvlan: 7\n")).toEqual([`NC1005 ${one}:2:1 \`device\` is missing`]);
});

test("all mistakes of all files come at once, in the order of reading", () => {
  const lines = told({
    [one]: "device: r9\nvlan: 0\nspeed: warp\n",
    "models/port/two.yaml": "device: r9\nvlan: 7\n",
    "devices/r2.yaml": "product: vsrxx\naddress: 192.0.2.2\ncredential: { user: me }\n",
  });
  expect(lines).toEqual([
    "NC1030 devices/r2.yaml:1:10 unknown product `vsrxx`",
    `NC1020 ${one}:1:9 unknown device \`r9\``,
    `NC1003 ${one}:2:7 \`vlan\` must be >= 1`,
    `NC1003 ${one}:3:8 \`speed\` must be one of "fast", "slow"`,
    "NC1020 models/port/two.yaml:1:9 unknown device `r9`",
  ]);
});

test("a number where a text is wanted comes with the advice to quote what was written", () => {
  const [finding] = found({ [one]: "device: r1\nvlan: 7\nnote: 1.10\n" });
  expect(finding).toMatchObject({
    message: "`note` must be a string, not a number",
    place: { line: 3, column: 7, length: 4 },
    hint: 'quote it: "1.10"',
  });
});

test("a quoted number where a number is wanted comes with the advice to leave out the quotes", () => {
  const [finding] = found({ [one]: 'device: r1\nvlan: "7"\n' });
  expect(finding).toMatchObject({ place: { line: 2, column: 7 }, hint: "leave out the quotes" });
});

test("`no` where true or false is wanted comes with the two words", () => {
  const [finding] = found({ [one]: "device: r1\nvlan: 7\nenabled: no\n" });
  expect(finding).toMatchObject({ place: { line: 3, column: 10 }, hint: "write true or false" });
});

test("an address of a network where one of an interface is wanted is explained", () => {
  const [finding] = found({ [one]: "device: r1\nvlan: 7\naddress: 10.0.1.0/24\n" });
  expect(finding?.hint).toBe("10.0.1.0 is the network address of /24");
});

test("host bits in a prefix come with the prefix that was meant", () => {
  const [finding] = found({ [one]: "device: r1\nvlan: 7\nprefix: 10.0.1.1/24\n" });
  expect(finding?.hint).toBe("host bits are set: did you mean 10.0.1.0/24?");
});

test("the same entry twice in a list without repetition is a finding", () => {
  expect(toldOf("device: r1\nvlan: 7\npeers: [{ device: r2 }, { device: r2 }]\n")).toEqual([
    `NC1003 ${one}:3:1 \`peers\` has the same entry twice (0 and 1, counted from 0)`,
  ]);
});

test("of the branches of a union only the one that was meant is told", () => {
  const schema = `type: object
required: [device, out]
properties:
  device: { type: string, device: true }
  out:
    oneOf:
      - { type: string }
      - type: object
        required: [limit]
        additionalProperties: false
        properties: { limit: { type: integer } }
`;
  const files = (out: string) => ({
    "models/port/schema.yaml": schema,
    "templates/iosxe/port.njk": "x\n",
    "templates/junos/port.njk": "x\n",
    [one]: `device: r1\nout: ${out}\n`,
  });
  expect(told(files("{ limit: x }"))).toEqual([
    `NC1003 ${one}:2:15 \`limit\` must be a whole number, not a string`,
  ]);
  expect(told(files("7"))).toEqual([`NC1003 ${one}:2:6 \`out\` fits none of the allowed forms`]);
});

test("a service may be JSON, with places of its own", () => {
  const lines = told({
    [one]: undefined,
    "models/port/one.json": '{\n\t"device": "r1",\n\t"vlan": 5000\n}\n',
  });
  expect(lines).toEqual(["NC1003 models/port/one.json:3:10 `vlan` must be <= 4094"]);
});
