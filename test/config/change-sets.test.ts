import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { changeSet } from "../../src/config/change-set-of.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { platforms } from "./platforms.ts";
import { sharedPath } from "./shared.ts";

type Case = {
  readonly id: string;
  readonly platform: string;
  readonly why: string;
  readonly before: string;
  readonly after: string;
  readonly expect?: "empty";
  readonly must?: readonly string[];
  readonly must_not?: readonly string[];
  readonly order?: readonly (readonly [string, string])[];
  readonly max_commands?: number;
};

const file = sharedPath("cases/change-sets.yaml");
const cases: readonly Case[] = file === undefined ? [] : parse(readFileSync(file, "utf8"));
const names: Readonly<Record<string, keyof typeof platforms>> = {
  "ios-xe": "iosxe",
  junos: "junos",
  eos: "eos",
  frr: "frr",
};

describe.skipIf(file === undefined)("behaviour cases (../shared/cases/change-sets.yaml)", () => {
  it.each(cases.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const platform = platforms[names[one.platform]!];
    const running = parseConfig(one.before, platform).config;
    const candidate = parseConfig(one.after, platform).config;
    const { forth } = changeSet({
      platform,
      applied: running,
      candidate,
      running,
      ownership: "declared",
    });
    // Section lines that are only entered count as typed lines, but not as commands.
    const typed = forth.flatMap((command) => [...command.section, command.line]);
    const why = `${one.why}\n${forth.map((c) => [...c.section, c.line].join(" / ")).join("\n")}`;
    if (one.expect === "empty") expect(forth, why).toEqual([]);
    for (const source of one.must ?? []) {
      expect(
        typed.some((line) => new RegExp(source).test(line)),
        `${source}: ${why}`,
      ).toBe(true);
    }
    for (const source of one.must_not ?? []) {
      expect(
        typed.some((line) => new RegExp(source).test(line)),
        `not ${source}: ${why}`,
      ).toBe(false);
    }
    for (const [first, second] of one.order ?? []) {
      const earlier = typed.findIndex((line) => new RegExp(first).test(line));
      const later = typed.findIndex((line) => new RegExp(second).test(line));
      expect(earlier >= 0 && earlier < later, `${first} before ${second}: ${why}`).toBe(true);
    }
    if (one.max_commands !== undefined)
      expect(forth.length, why).toBeLessThanOrEqual(one.max_commands);
  });
});
