import { expect, test } from "vitest";
import type { Finding } from "../../src/errors.ts";
import { findingsJson, findingsText } from "../../src/report/findings-text.ts";
import { plain } from "../../src/report/report.ts";

const findings: readonly Finding[] = [
  {
    code: "NC2002",
    message: "template uses `service.desciption`, which no schema defines",
    place: { path: "templates/iosxe/link.njk", line: 9, column: 22 },
    hint: "did you mean `service.description`?",
  },
  {
    code: "NC1003",
    message: "`vlan` must be <= 4094",
    place: { path: "models/l2vpn/cust-a.yaml", line: 112, column: 7, length: 4 },
    source: "vlan: 4097",
    related: [
      { label: "the limit", place: { path: "models/l2vpn/schema.yaml", line: 14, column: 5 } },
    ],
    hint: "a VLAN has 12 bits",
  },
  {
    code: "NC1001",
    message: "this is a tab",
    place: { path: "models/l2vpn/cust-a.yaml", line: 2, column: 4, length: 99 },
    source: "\ta:\tü漢x",
  },
];

test("frames look like a compiler's, sorted, with the sum at the end", async () => {
  const text = findingsText(findings, { ...plain, checked: "14 services, 3 devices checked" });
  await expect(text).toMatchFileSnapshot("golden/findings.txt");
});

test("without findings the sum says so", () => {
  expect(findingsText([], { ...plain, checked: "1 service checked" })).toBe(
    "no errors (1 service checked)\n",
  );
});

test("of an endless line only the part around the place is shown", () => {
  const source = `${"a".repeat(400)}HERE${"b".repeat(400)}`;
  const place = { path: "a.json", line: 1, column: 401, length: 4 };
  const lines = findingsText([{ code: "NC1", message: "m", place, source }], plain).split("\n");
  const column = lines[3]!.indexOf("HERE");
  expect(lines[3]!.length).toBeLessThan(120);
  expect(lines[4]!.slice(column)).toBe("^^^^");
});

test("a source line cannot act on the terminal", () => {
  const source = "a: \u001b]0;owned\u0007 \u202e";
  const place = { path: "a.yaml", line: 1, column: 1 };
  const text = findingsText([{ code: "NC1", message: "m\u001b[2J", place, source }], plain);
  for (const character of ["\u001b", "\u0007", "\u202e"]) expect(text).not.toContain(character);
});

test("for programs there is one JSON document with the same findings in the same order", () => {
  const document = JSON.parse(findingsJson(findings));
  expect(document.format).toBe("netctl.findings/1");
  expect(document.findings.map(({ code }: Finding) => code)).toEqual([
    "NC1001",
    "NC1003",
    "NC2002",
  ]);
});
