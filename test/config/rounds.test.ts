import { expect, it } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { platforms } from "./platforms.ts";

/** What `a` wipes is typed again, and wipes something in its turn: only the simulation sees that coming. */
const chained = {
  name: "chained",
  grammar: {
    ...platforms.iosxe.grammar,
    rules: [
      { match: "a <value>", wipes: ["b ..."] },
      { match: "b <value>", wipes: ["c ..."] },
      { match: "c <value>" },
    ],
  },
};
const read = (text: string) => parseConfig(text, chained).config;

it("plans once more what a simulation left over, and sends all of it", () => {
  const running = read("a 1\nb 1\nc 1\n");
  const sides = { applied: running, candidate: read("a 2\nb 1\nc 1\n"), running };
  const { forth, back } = changeSet({ platform: chained, ...sides, ownership: "declared" });
  expect(forth.map(({ line }) => line)).toEqual(["a 2", "b 1", "c 1"]);
  expect(back.map(({ line }) => line)).toEqual(["a 1", "b 1", "c 1"]);
});
