import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { changeSet, simulate } from "../../src/config/change-set-of.ts";
import type { Config } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { residue } from "../../src/config/residue.ts";
import { script } from "../../src/config/script.ts";
import { platforms } from "./platforms.ts";

const root = fileURLToPath(new URL("../golden", import.meta.url));

/** What a case may be short of: fewer than these and the failure classes are not covered. */
const leastCounts = { iosxe: 40, junos: 30, eos: 30, frr: 20 } as const;

const { iosxe, eos, frr, junos } = leastCounts;
const lines = { iosxe, eos, frr };
const all = { ...lines, junos };

/**
 * The ways in which change sets of other tools fail, by number, and the platforms where that can happen. `why.txt` of a
 * case begins with the number of the one it is about; its other lines say where the expected answer comes from.
 */
const failures: Readonly<Record<number, Partial<typeof all>>> = {
  ...Object.fromEntries([1, 3, 7, 10, 12, 13, 15, 16, 18, 20, 26, 29].map((n) => [n, all])),
  ...Object.fromEntries([2, 4, 5, 8, 11, 17, 22, 23, 24, 28].map((n) => [n, lines])),
  // A set under one keyword; FRR prints none.
  6: { iosxe, eos, junos },
  // EOS and FRR have no list whose entries count by place alone.
  9: { iosxe, junos },
  // FRR has no text of several lines.
  14: { iosxe, eos, junos },
  // FRR prints passwords as they were given.
  19: { iosxe, eos, junos },
  21: { iosxe, eos },
  25: { junos },
  27: { iosxe },
};

describe("the known failures of change sets", () => {
  it.each(Object.entries(failures))("%s has cases wherever it can happen", (number, where) => {
    const lacking = Object.keys(where).filter((name) =>
      readdirSync(`${root}/${name}`).every(
        (one) => !readFileSync(`${root}/${name}/${one}/why.txt`, "utf8").startsWith(`${number}: `),
      ),
    );
    expect(lacking).toEqual([]);
  });

  it("are all there", () => {
    expect(Object.keys(failures)).toEqual(Array.from({ length: 29 }, (_, n) => String(n + 1)));
  });
});

describe.each(Object.values(platforms))("golden cases: $name", (platform) => {
  const cases = readdirSync(`${root}/${platform.name}`).map((name) => {
    const read = (file: string) => readFileSync(`${root}/${platform.name}/${name}/${file}`, "utf8");
    const side = (file: string) => parseConfig(read(`${file}.conf`), platform).config;
    return { name, why: read("why.txt").split("\n", 1)[0], read, side };
  });

  it("there are enough of them", () => {
    expect(cases.length).toBeGreaterThanOrEqual(leastCounts[platform.name]);
  });

  it.each(cases)("$name: $why", ({ read, side }) => {
    const sides = {
      applied: side("applied"),
      candidate: side("candidate"),
      running: side("running"),
    };
    const change = changeSet({ platform, ...sides, ownership: "declared" });
    const typed = (commands: typeof change.forth) =>
      script(commands, platform)
        .map(({ text }) => `${text}\n`)
        .join("");
    expect(typed(change.forth)).toBe(read("forth.conf"));
    expect(typed(change.back)).toBe(read("back.conf"));

    const there = simulate(sides.running.children, change.forth, platform);
    expect(there.problems, "a device would refuse this").toEqual([]);
    const now: Config = { ...sides.running, text: undefined, children: there.children };
    expect(
      residue({ platform, ...sides, before: sides.running, now, ownership: "declared" }),
    ).toEqual([]);
    expect(
      changeSet({
        platform,
        ...sides,
        applied: sides.candidate,
        running: now,
        ownership: "declared",
      }).forth,
    ).toEqual([]);
    expect(simulate(there.children, change.back, platform).problems).toEqual([]);
  });
});
