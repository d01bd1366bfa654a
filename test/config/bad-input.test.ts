import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { printConfig } from "../../src/config/print-config.ts";
import { platforms } from "./platforms.ts";

const all = Object.values(platforms);

describe("what is no configuration is found, with its place, and never lost", () => {
  it.each(all)("$name: binary bytes", (platform) => {
    const text = `hostname a\n\u0000\u0001\u0002PNG\u0007\n`;
    const { findings, config } = parseConfig(text, platform, { path: "devices/r1.conf" });
    expect(findings[0]).toMatchObject({
      code: "NC3101",
      place: { path: "devices/r1.conf", line: 2 },
    });
    expect(printConfig(config)).toBe(text);
  });

  it.each(all)("$name: a page that is no configuration at all", (platform) => {
    const text = "<html>\n<body>404 Not Found</body>\n</html>\n";
    expect(parseConfig(text, platform).findings[0]).toMatchObject({
      code: "NC3103",
      place: { line: 1 },
    });
  });

  it.each(all)("$name: a line of 100,000 characters", (platform) => {
    const text = `hostname a\ndescription ${"x".repeat(100_000)}\n`;
    const { findings, config } = parseConfig(text, platform);
    expect(findings[0]).toMatchObject({ code: "NC3105", place: { line: 2 } });
    expect(findings[0]!.source!.length).toBeLessThan(300);
    expect(printConfig(config)).toBe(text);
  });

  it.each([platforms.iosxe, platforms.eos, platforms.frr])(
    "$name: sections 10,000 deep",
    (platform) => {
      const text = Array.from(
        { length: 10_000 },
        (_, depth) => `${" ".repeat(depth)}x${depth}\n`,
      ).join("");
      const { findings, config } = parseConfig(text, platform);
      expect(findings.some(({ code }) => code === "NC3104")).toBe(true);
      expect(findings.length).toBeLessThanOrEqual(50);
      expect(printConfig(config)).toBe(text);
    },
  );

  it("junos: braces 10,000 deep", () => {
    const text = `${"a {\n".repeat(10_000)}${"}\n".repeat(10_000)}`;
    const { findings } = parseConfig(text, platforms.junos);
    expect(findings.some(({ code }) => code === "NC3104")).toBe(true);
    expect(findings.length).toBeLessThanOrEqual(50);
  });

  it("junos: words that no brace or semicolon ever ends", () => {
    const text = "interface Ethernet1\n mtu 9000\n".repeat(5_000);
    const { findings } = parseConfig(text, platforms.junos);
    expect(findings.some(({ code }) => code === "NC3104")).toBe(true);
  });

  it.each([
    ["iosxe", "hostname a\nbanner motd ^C\nhello\nhostname b\n", 2],
    ["eos", "hostname a\nbanner login\nhello\nhostname b\n", 2],
    ["junos", "system {\n  host-name a;\n", 2],
    ["junos", 'set system login message "hello\nset system host-name a\n', 1],
  ] as const)("%s: a block that is never closed", (name, text, line) => {
    const { findings, config } = parseConfig(text, platforms[name]);
    expect(findings[0]).toMatchObject({ code: "NC3102" });
    expect(Math.abs(findings[0]!.place.line - line)).toBeLessThanOrEqual(1);
    expect(printConfig(config)).toBe(text);
  });

  it.each(all)("$name: an empty text is an empty configuration", (platform) => {
    const { config, findings } = parseConfig("", platform);
    expect(findings).toEqual([]);
    expect(config.children.size).toBe(0);
  });

  it("junos: a brace too many and a delete", () => {
    const { findings } = parseConfig("system {\n}\n}\ndelete system ntp\n", platforms.junos);
    expect(findings.map(({ code, place }) => [code, place.line])).toEqual([
      ["NC3107", 3],
      ["NC3106", 4],
    ]);
  });
});
