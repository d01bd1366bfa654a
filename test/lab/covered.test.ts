import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** The subsections that hold commands and answers; 3.13, 4.8 and 5.9 only sum up. */
const SECTIONS: readonly string[] = [
  ...Array.from({ length: 12 }, (_, index) => `3.${index + 1}`),
  ...Array.from({ length: 7 }, (_, index) => `4.${index + 1}`),
  ...Array.from({ length: 8 }, (_, index) => `5.${index + 1}`),
];

const titles = ["../lab", "../clients"].flatMap((folder) => {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path)
    .filter((name) => name.endsWith(".test.ts"))
    .flatMap((name) => titlesOf(readFileSync(join(path, name), "utf8")));
});

const rows = readFileSync(join(import.meta.dirname, "covered.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [section = "", what = "", grade = "", title = ""] = line
      .slice(2, -2)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    return { section, what, grade, title };
  });

function titlesOf(text: string): string[] {
  return [...text.matchAll(/\btest\(\s*(["'`])(.*?)\1,/g)].map((found) => found[2] ?? "");
}

/** The sections a title names: `… (devices.md 3.1, 3.10)`. */
function named(title: string): string[] {
  const [, list = ""] = /\(devices\.md ([\d., ]+)\)/.exec(title) ?? [];
  return list.split(", ");
}

test("every subsection of device behaviour is named by a test of the lab", () => {
  const all = new Set(titles.flatMap(named));
  expect(titles.length).toBeGreaterThan(80);
  expect(SECTIONS.filter((section) => !all.has(section))).toEqual([]);
});

test("every row of the table has its test, which names the section, or the reason why there is none", () => {
  expect(rows.length).toBeGreaterThan(60);
  const wrong = rows.filter(({ section, title }) => {
    if (title.startsWith("-")) return title.length < 10;
    return !titles.some((one) => one.startsWith(title) && named(one).includes(section));
  });
  expect(wrong).toEqual([]);
  expect(SECTIONS.filter((one) => !rows.some(({ section }) => section === one))).toEqual([]);
});
