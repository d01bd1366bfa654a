import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readIntent } from "../../../src/intent/read-intent.ts";
import { line, namedPlatforms, smallFiles } from "../../support/workspace.ts";

const schema = `type: object
additionalProperties: false
properties:
  device: { type: string, device: true }
  vlan: { type: integer }
  link: { type: string, format: ip-prefix }
  entries:
    type: array
    items:
      type: object
      additionalProperties: false
      properties:
        device: { type: string, device: true }
        address: { type: string, format: ipv4-interface }
        note: { type: string }
`;
const pools = {
  "models/port/schema.yaml": schema,
  "templates/iosxe/port.njk": "x\n",
  "templates/junos/port.njk": "set x\n",
  "pools/vlans.yaml": "numbers: [100-102, 200]\n",
  "pools/loopbacks.yaml": "addresses: [192.0.2.0/29]\nlength: 32\nexclude: [192.0.2.2]\n",
  "pools/links.yaml": "prefixes: [10.0.0.0/29]\nlength: 31\nexclude: [10.0.0.3]\n",
};

type Files = Readonly<Record<string, string | undefined>>;

function read(more: Files) {
  const { intent, findings } = readIntent(smallFiles({ ...pools, ...more }), namedPlatforms);
  const documents = Object.fromEntries(intent.services.map((s) => [s.name, s.document]));
  const taken = new Map([...intent.taken].map(([path, { text }]) => [path, text]));
  return { documents, taken, texts: intent.taken, findings, told: findings.map(line) };
}

/** The workspace as it is after what was given has been recorded. */
function recorded(more: Files): Record<string, string | undefined> {
  const texts = [...read(more).taken].map(([path, text]) => [path, text ?? undefined]);
  return { ...more, ...Object.fromEntries(texts) };
}

const one = "models/port/one.yaml";
const entry = (device: string) => `{ device: ${device}, address: { from: pool/loopbacks } }`;
const both = (first: string, second: string): Files => ({
  [one]: `entries: [${entry(first)}, ${entry(second)}]\n`,
});

test("a place that asks for a value of a pool is given the lowest free one", () => {
  const { documents, taken, told } = read({
    [one]: "device: r1\nvlan: { from: pool/vlans }\nlink: { from: pool/links }\n",
    "models/port/two.yaml": "device: r2\nvlan: { from: pool/vlans }\nlink: { from: pool/links }\n",
  });
  expect(told).toEqual([]);
  expect(documents).toMatchObject({
    one: { vlan: 100, link: "10.0.0.0/31" },
    // 10.0.0.3 is excluded, and with it the prefix it lies in.
    two: { vlan: 101, link: "10.0.0.4/31" },
  });
  expect(taken.get("pools/vlans.taken")).toBe(
    "# What of this pool is taken, and by whom. Written by netctl; merge it line by line, each value once.\n" +
      "100 port/one/vlan\n101 port/two/vlan\n",
  );
});

test("the first and the last address of a network are not given away, nor what is excluded", () => {
  expect(read(both("r1", "r2")).documents["one"]).toEqual({
    entries: [
      { device: "r1", address: "192.0.2.1/32" },
      { device: "r2", address: "192.0.2.3/32" },
    ],
  });
});

test("a value never moves by itself: entries may change places, and others may come", () => {
  const before = recorded(both("r1", "r2"));
  const after = read({ ...before, ...both("r2", "r1") });
  expect(after.documents["one"]).toMatchObject({
    entries: [
      { device: "r2", address: "192.0.2.3/32" },
      { device: "r1", address: "192.0.2.1/32" },
    ],
  });
  const more = read({ ...before, "models/port/a.yaml": `entries: [${entry("r1")}]\n` });
  expect(more.documents["one"]).toMatchObject({ entries: [{ address: "192.0.2.1/32" }, {}] });
  expect(more.documents["a"]).toMatchObject({ entries: [{ address: "192.0.2.4/32" }] });
});

test("a value is free when its owner is gone, and not given away by the reading that frees it", () => {
  const before = recorded({ ...both("r1", "r2") });
  const gone = {
    ...before,
    [one]: undefined,
    "models/port/new.yaml": `entries: [${entry("r1")}]\n`,
  };
  const first = read(gone);
  expect(first.documents["new"]).toMatchObject({ entries: [{ address: "192.0.2.4/32" }] });
  expect(first.taken.get("pools/loopbacks.taken")).not.toContain("port/one");
  const next = { ...recorded(gone), "models/port/newer.yaml": `entries: [${entry("r1")}]\n` };
  expect(read(next).documents["newer"]).toMatchObject({ entries: [{ address: "192.0.2.1/32" }] });
});

test("what is freed stays written for those who do not let go of it yet", () => {
  const before = recorded(both("r1", "r2"));
  const after = read({ ...before, [one]: `entries: [${entry("r2")}]\n` });
  const { text, withFreed } = after.texts.get("pools/loopbacks.taken") ?? {};
  expect(text).not.toContain("/r1/");
  expect(withFreed).toBe(before["pools/loopbacks.taken"]);
  const gone = read({ ...before, [one]: "device: r1\n" });
  expect(gone.texts.get("pools/loopbacks.taken")?.withFreed).toBe(before["pools/loopbacks.taken"]);
});

test("what nobody draws from any more is taken away", () => {
  const before = recorded({ [one]: "device: r1\nvlan: { from: pool/vlans }\n" });
  expect(read({ ...before, [one]: "device: r1\n" }).taken).toEqual(
    new Map([["pools/vlans.taken", null]]),
  );
});

test("places with one name in one service share a value", () => {
  const shared = "{ from: pool/loopbacks, as: anycast }";
  const { documents } = read({
    [one]: `entries: [{ device: r1, address: ${shared} }, { device: r2, address: ${shared} }]\n`,
  });
  expect(documents["one"]).toMatchObject({
    entries: [{ address: "192.0.2.1/32" }, { address: "192.0.2.1/32" }],
  });
});

test.each<[string, Files, RegExp]>([
  [
    "an unknown pool",
    { [one]: "device: r1\nvlan: { from: pool/vlan }\n" },
    /^NC1070 models\/port\/one.yaml:2:1 unknown pool `vlan`/,
  ],
  [
    "entries that nothing tells apart",
    both("r1", "r1"),
    /^NC1071 models\/port\/one.yaml:1:\d+ nothing tells this entry/,
  ],
  [
    "a value of the wrong kind",
    { [one]: "device: r1\nlink: { from: pool/vlans }\n" },
    /^NC1003 models\/port\/one.yaml:2:1 `link` must be a string, not a whole number/,
  ],
  [
    "a value that left its pool",
    {
      [one]: "device: r1\nvlan: { from: pool/vlans }\n",
      "pools/vlans.taken": "200 port/one/vlan\n",
      "pools/vlans.yaml": "numbers: [100-199, 201]\n",
    },
    /^NC1073 pools\/vlans.taken:1:1|^NC1074 .* 200, which was taken/,
  ],
  [
    "a line that is none",
    { "pools/vlans.taken": "100\n" },
    /^NC1073 pools\/vlans.taken:1:1 a line is/,
  ],
  [
    "a merge that is not finished",
    { "pools/vlans.taken": "<<<<<<< HEAD\n100 port/one/vlan\n" },
    /^NC1073 pools\/vlans.taken:1:1 a merge of this file is not finished/,
  ],
  [
    "one value for two",
    { "pools/vlans.taken": "100 port/a/vlan\n100 port/b/vlan\n" },
    /^NC1073 pools\/vlans.taken:2:1 100 is given to two owners/,
  ],
  [
    "two values for one",
    { "pools/vlans.taken": "100 port/a/vlan\n101 port/a/vlan\n" },
    /^NC1073 pools\/vlans.taken:2:1 port\/a\/vlan has two values/,
  ],
  [
    "a pool of two kinds",
    { "pools/vlans.yaml": "numbers: [1]\naddresses: [10.0.0.0/8]\n" },
    /^NC1003/,
  ],
  [
    "a pool of two versions",
    { "pools/x.yaml": "addresses: [10.0.0.0/8, '2001:db8::/64']\n" },
    /^NC1003 pools\/x.yaml:1:25 a pool is of one version/,
  ],
  [
    "a range the wrong way round",
    { "pools/x.yaml": "numbers: [9-1]\n" },
    /^NC1003 .* 9-1 ends before/,
  ],
  [
    "pieces larger than their prefix",
    { "pools/x.yaml": "prefixes: [10.0.0.0/24]\nlength: 20\n" },
    /^NC1003 .* holds no \/20/,
  ],
])("%s is a finding", (_, files, expected) => {
  const { told } = read(files);
  expect(told.length).toBeGreaterThan(0);
  for (const each of told) expect(each).toMatch(expected);
});

test("a pool that has nothing left says so, and what becomes free", () => {
  const wanting = (names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [`models/port/${name}.yaml`, "device: r1\nvlan: { from: pool/vlans }\n"]),
    );
  const full = recorded({ [one]: undefined, ...wanting(["a", "b", "c", "d"]) });
  expect(read(full).told).toEqual([]);
  const over = read({ ...full, ...wanting(["e"]), "models/port/a.yaml": undefined });
  expect(over.findings).toMatchObject([
    {
      code: "NC1072",
      message: "the pool `vlans` has nothing left",
      hint: expect.stringContaining("1 of its values become free with the next apply"),
      place: { path: "models/port/e.yaml", line: 2 },
    },
  ]);
});

test("two clones that take the same value meet in git", () => {
  const base = recorded({ [one]: "device: r1\nvlan: { from: pool/vlans }\n" });
  const clone = (name: string) =>
    recorded({ ...base, [`models/port/${name}.yaml`]: "device: r2\nvlan: { from: pool/vlans }\n" });
  const folder = mkdtempSync(join(tmpdir(), "netctl-"));
  try {
    const texts = { base, mine: clone("mine"), yours: clone("yours") };
    for (const [name, files] of Object.entries(texts))
      writeFileSync(join(folder, name), files["pools/vlans.taken"] ?? "");
    expect(() =>
      execFileSync("git", ["merge-file", "mine", "base", "yours"], { cwd: folder, stdio: "pipe" }),
    ).toThrow();
    const merged = readFileSync(join(folder, "mine"), "utf8");
    expect(merged).toContain("101 port/mine/vlan");
    expect(merged).toContain("101 port/yours/vlan");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
