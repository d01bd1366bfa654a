import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changeSet, simulate } from "../../src/config/change-set-of.ts";
import { digestChildren, digestConfig } from "../../src/config/digest-config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { printConfig } from "../../src/config/print-config.ts";
import { platforms } from "./platforms.ts";
import { sharedPath } from "./shared.ts";

const folders = {
  ios: "iosxe",
  eos: "eos",
  frr: "frr",
  "frr-canonical": "frr",
  junos: "junos",
} as const;
const root = sharedPath("corpus");
const files =
  root === undefined
    ? []
    : Object.entries(folders).flatMap(([folder, name]) =>
        readdirSync(join(root, folder)).map((file) => ({
          file: `${folder}/${file}`,
          platform: platforms[name],
          text: readFileSync(join(root, folder, file), "utf8"),
        })),
      );

describe.skipIf(root === undefined)("real configurations (../shared/corpus)", () => {
  it.each(files)("$file parses, prints back to the byte and differs not from itself", (one) => {
    const { config, findings } = parseConfig(one.text, one.platform);
    expect(findings).toEqual([]);
    expect(printConfig(config)).toBe(one.text);
    const again = parseConfig(one.text.replaceAll("\n", "\r\n"), one.platform).config;
    const { forth, back, differences } = changeSet({
      platform: one.platform,
      applied: config,
      candidate: again,
      running: config,
      ownership: "full",
    });
    expect([forth, back, differences]).toEqual([[], [], []]);
  });

  it.each(files)("$file means the same in canonical text", ({ platform, text }) => {
    const { config } = parseConfig(text, platform);
    const canonical = printConfig({ ...config, text: undefined });
    const again = parseConfig(canonical, platform).config;
    expect(digestConfig(again)).toBe(digestConfig(config));
    expect(printConfig({ ...again, text: undefined })).toBe(canonical);
  });

  const pairs = files.flatMap((one) => {
    const other = one.file
      .replace(/\.a\.cfg$/, ".b.cfg")
      .replace(".intended-curly.conf", ".set.conf")
      .replace(".intended.cfg", ".cfg");
    const twin = files.find(({ file }) => file === other);
    return twin === undefined || twin === one ? [] : [{ ...one, twin }];
  });

  it.each(pairs)("$file to its twin and back obeys the laws", ({ platform, text, twin }) => {
    const a = parseConfig(text, platform).config;
    const b = parseConfig(twin.text, platform).config;
    const { forth, back, before, after } = changeSet({
      platform,
      applied: a,
      candidate: b,
      running: a,
      ownership: "full",
    });
    const there = simulate(a.children, forth, platform);
    expect(there.problems).toEqual([]);
    expect(digestChildren(there.children)).toBe(after);
    const home = simulate(there.children, back, platform);
    expect(home.problems).toEqual([]);
    expect(digestChildren(home.children)).toBe(before);
  });
});
