import { expect, it } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { script } from "../../src/config/script.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";

const platform = builtInPlatforms.get("bird");
if (platform === undefined) throw new Error("no bird");

const running = `# written by hand
router id 10.0.0.1;
filter mine {
  if net = 10.0.0.0/8 then { accept; } # a brace in a comment: }
  print "and in a text: {";
  reject;
}
protocol device {
}
`;

const candidate = `router id 10.0.0.2;
protocol device {
}
protocol bgp r2 {
  local as 65001;
}
`;

const read = (text: string) => parseConfig(text, platform, { path: "bird.conf" });
const typed = (text: string, ownership: "full" | "declared") => {
  const sides = { running: read(running).config, candidate: read(text).config };
  const set = changeSet({ platform, applied: undefined, ...sides, ownership });
  const file = (way: "forth" | "back") =>
    script(set[way], platform)
      .map((line) => `${line.text}\n`)
      .join("");
  return { set, forth: file("forth"), back: file("back") };
};

it("takes each statement whole, braces in texts and comments left aside", () => {
  const { config, findings } = read(running);
  expect(findings).toEqual([]);
  expect([...config.children.values()].map(({ statement }) => statement.text)).toEqual([
    "router id 10.0.0.1;",
    "filter mine {",
    "protocol device {",
  ]);
});

it("sends the whole file, what defines above what uses it, and the old one back to the byte", () => {
  const { forth, back } = typed(candidate, "declared");
  const filter = running.slice(running.indexOf("filter"), running.indexOf("protocol"));
  const protocols = "protocol bgp r2 {\n  local as 65001;\n}\nprotocol device {\n}\n";
  expect(forth).toBe(`router id 10.0.0.2;\n${filter}${protocols}`);
  expect(back).toBe(running);
});

it("leaves out what nobody declares where the file is ours alone, and a file for which nothing is declared alone", () => {
  expect(typed(candidate, "full").forth).not.toContain("filter");
  expect(typed("", "full").set).toMatchObject({ forth: [], back: [], differences: [] });
});

it("sends nothing where the file says the same already", () => {
  const same = running.replace("# written by hand\n", "");
  expect(typed(same, "full").set).toMatchObject({ forth: [], back: [], differences: [] });
});

it("finds a statement that is never closed", () => {
  expect(read("protocol bgp r2 {\n  local as 1;\n").findings).toMatchObject([
    { code: "NC3102", place: { line: 1 } },
  ]);
});
