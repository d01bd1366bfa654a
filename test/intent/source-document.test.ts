import { expect, test } from "vitest";
import { found, told, toldOf } from "../support/workspace.ts";

const one = "models/port/one.yaml";

test("a file that is empty, or only a comment, is a finding", () => {
  expect(toldOf("")).toEqual([`NC1001 ${one}:1:1 the file is empty`]);
  expect(toldOf("# later\n")).toEqual([`NC1001 ${one}:1:1 the file is empty`]);
});

test("a key written twice is a finding at the second", () => {
  expect(toldOf("device: r1\nvlan: 7\nvlan: 8\n")).toEqual([
    `NC1002 ${one}:3:1 map keys must be unique`,
  ]);
});

test("a tab as indentation is a finding with a hint", () => {
  const [finding] = found({ [one]: "device: r1\npeers:\n\t- device: r2\n" });
  expect(finding).toMatchObject({ code: "NC1001", place: { line: 3 }, hint: "indent with spaces" });
});

test("a quote that is never closed is a finding", () => {
  expect(toldOf('device: "r1\nvlan: 7\n')[0]).toMatch(/^NC1001 .*missing closing "quote/);
});

test("several documents in one file are a finding, not the first one alone", () => {
  expect(toldOf("device: r1\nvlan: 7\n---\ndevice: r2\nvlan: 8\n")).toEqual([
    `NC1001 ${one}:3:1 the file holds several documents`,
  ]);
});

test("a file that is too long is refused before it is parsed", () => {
  expect(toldOf(`device: r1\n${"# x\n".repeat(300_000)}`)[0]).toMatch(
    /^NC1006 .*1000000 is the limit/,
  );
});

test.each([
  ["in brackets", "[".repeat(20_000)],
  ["in braces", `${"{a: ".repeat(5000)}${"}".repeat(5000)}`],
  ["in blocks", Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
  ["a little too deep", `device: r1\nnote: ${"[".repeat(100)}${"]".repeat(100)}\n`],
])("nesting without end is a finding: %s", (_, text) => {
  const lines = toldOf(text);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines[0]).toMatch(/^NC1006/);
});

test("an alias bomb is a finding", () => {
  const row = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(",")}]`;
  const bomb = [row("a", "1"), row("b", "*a"), row("c", "*b"), row("d", "*c"), row("e", "*d")];
  expect(toldOf(bomb.join("\n"))[0]).toMatch(/^NC1006 .*[Aa]lias/);
});

test("an alias to nothing, or to itself, is a finding", () => {
  expect(toldOf("device: *nobody\nvlan: 7\n")[0]).toMatch(/^NC1006 .*alias/);
  expect(toldOf("device: r1\nvlan: 7\npeers: &a [*a]\n")[0]).toMatch(/^NC1006/);
});

test("a number with a leading zero is a finding, for it reads as another one", () => {
  expect(toldOf("device: r1\nvlan: 022\n")).toEqual([`NC1007 ${one}:2:7 \`022\` reads as 22`]);
});

test("a number with more digits than fit, and one that is none, are findings", () => {
  expect(toldOf("device: r1\nvlan: 12345678901234567890\n")[0]).toMatch(/NC1007 .*more digits/);
  expect(toldOf("device: r1\nvlan: .inf\n")[0]).toMatch(/NC1007 .*not a number/);
});

test("a control character in a value is a finding, also behind an escape", () => {
  expect(toldOf('device: r1\nvlan: 7\nnote: "a\\u0003b"\n')).toEqual([
    `NC1008 ${one}:3:7 the text holds the character U+0003, which a device would act on or people cannot see`,
  ]);
  expect(toldOf('device: r1\nvlan: 7\nnote: "a\\rno shutdown"\n')[0]).toMatch(/NC1008 .*U\+000D/);
});

test("characters that turn text around unseen, or that netctl marks lines with, are findings", () => {
  expect(toldOf("device: r1\nvlan: 7\nnote: a\u202Eb\n")[0]).toMatch(/NC1008 .*U\+202E/);
  expect(toldOf("device: r1\nvlan: 7\nnote: a\uE000b\n")[0]).toMatch(/NC1008 .*U\+E000/);
});

test("a key that would reach into JavaScript is a finding", () => {
  expect(toldOf("device: r1\nvlan: 7\n__proto__: { a: 1 }\n")[0]).toMatch(/NC1007 .*__proto__/);
});

test("merge keys are not read, and that is said", () => {
  expect(toldOf("device: r1\nvlan: 7\n<<: { note: x }\n")[0]).toMatch(/NC1007 .*merge keys/);
});

test("a tag is a finding, for it has no meaning", () => {
  expect(toldOf("device: !secret r1\nvlan: 7\n")[0]).toMatch(/NC1001 .*tag/);
});

test("a text that is no mapping is a finding", () => {
  expect(toldOf("device:r1\n")).toEqual([
    `NC1003 ${one}:1:1 the document must be a mapping, not a string`,
  ]);
});

test("Windows line ends and a byte order mark change no place", () => {
  expect(toldOf("\uFEFFdevice: r1\r\nvlan: 4097\r\n")).toEqual([
    `NC1003 ${one}:2:7 \`vlan\` must be <= 4094`,
  ]);
});

test("what is quoted in a finding is the line alone, without a carriage return", () => {
  expect(found({ [one]: "device: r1\r\nvlan: 4097\r\n" })[0]?.source).toBe("vlan: 4097");
});

test("a broken file hides no finding of another one", () => {
  expect(told({ [one]: "{", "models/port/two.yaml": "device: r1\nvlan: 0\n" })).toHaveLength(2);
});
