import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByHead } from "../../src/config/grammar/by-head.ts";
import { matchesTemplate } from "../../src/config/grammar/names.ts";
import { seed } from "../support/seed.ts";

const line = fc.array(fc.constantFrom("ip", "ip6", "route", "no"), { minLength: 1, maxLength: 4 });
const template = fc
  .tuple(
    fc.array(fc.constantFrom("ip", "ip6", "route", "*"), { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", " ..."),
  )
  .map(([words, rest]) => words.join(" ") + rest);

describe("lines by their first two words", () => {
  it("are all found that a template means, however little of them it says", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), template, (lines, wanted) => {
        const texts = lines.map((words) => words.join(" "));
        const byHead = new ByHead<string>();
        for (const text of texts) byHead.add(text, text);
        const meant = texts.filter((text) => matchesTemplate(text, wanted));
        expect([...byHead.near(wanted)]).toEqual(expect.arrayContaining(meant));
      }),
      { seed, numRuns: 500 },
    );
  });

  it("are not all looked at where two words are said", () => {
    const byHead = new ByHead<string>();
    for (const text of ["ip route a", "ip route b", "ip host a"]) byHead.add(text, text);
    expect([...byHead.near("ip route *")]).toEqual(["ip route a", "ip route b"]);
  });
});
