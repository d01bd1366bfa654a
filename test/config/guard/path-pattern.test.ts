import { expect, it } from "vitest";
import { pathPatterns } from "../../../src/config/guard/path-pattern.ts";
import { builtInPlatforms } from "../../../src/platform/built-in-platforms.ts";

const lists = [...builtInPlatforms.values()].flatMap(({ name, grammar: { guard } }) =>
  guard === undefined
    ? []
    : (["addresses", "about", "routes", "access", "harmless"] as const).map(
        (key): [string, readonly string[]] => [`${name} ${key}`, guard[key]],
      ),
);

/** The words on one line, and broken into a section and a line wherever that can be. */
function paths(words: readonly string[]): (readonly string[])[] {
  const breaks = words.slice(1).map((_, at) => at + 1);
  const texts = (from: number, to?: number) => words.slice(from, to).join(" ");
  return [[texts(0)], ...breaks.map((at) => [texts(0, at), texts(at)])];
}

it.each(lists)("no path that %s catch is passed over at a glance", (_, sources) => {
  for (const source of sources)
    for (const path of paths([...source.replaceAll(/\{\w+\}/g, "10.0.0.1").split(" "), "more"])) {
      expect(pathPatterns(sources)(path), path.join(" / ")).toBeDefined();
    }
  expect(pathPatterns(sources)(["zzz"])).toBeUndefined();
});

it("a pattern that begins with a name may be any line", () => {
  expect(pathPatterns(["{any} 1"])(["x 1"])).toBeDefined();
  expect(pathPatterns(["a.b"])(["axb"])).toBeUndefined();
  expect(pathPatterns(["a.b"])(["a.b"])).toBeDefined();
  expect(pathPatterns([])([""])).toBeUndefined();
});
