import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { colourful, plain } from "../../src/report/report.ts";
import { table } from "../../src/report/table.ts";

const columns = [{ title: "NAME" }, { title: "N", align: "right" }, { title: "TEXT" }] as const;
const rows = [
  ["Zürich", "1", "x"],
  ["漢字", "100", { text: "bad", meaning: "bad" }],
  ["short row"],
] as const;

test("columns are as wide as what a terminal shows in them, and no line ends in blanks", () => {
  expect(table(columns, rows, plain)).toBe(
    [
      "  NAME         N  TEXT",
      "  Zürich       1  x",
      "  漢字       100  bad",
      "  short row",
      "",
    ].join("\n"),
  );
});

test("colours do not move a column", () => {
  const text = table(columns, rows, colourful);
  expect(text).toContain("\u001b[31mbad\u001b[39m");
  expect(stripVTControlCharacters(text).replaceAll(/ +$/gm, "")).toBe(table(columns, rows, plain));
});
