import { describe, expect, it } from "vitest";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { noiseOf } from "../../src/session/noise.ts";

describe("the sign of noise", () => {
  it.each([
    ["(?:\\d+: )?%[A-Z]+", "12: %SYS", "%[A-Z]+"],
    ["(?:[)(]|\\))?%[A-Z]+", "(%SYS", "%[A-Z]+"],
    ["(?:a(?:b|c)?)?d", "abd", "d"],
    ["(?:a)??d", "ad", "(?:a)??d"],
    ["(?:(a)b)?d", "abd", "(?:(a)b)?d"],
    ["(?:a|b)d", "bd", "(?:a|b)d"],
    ["a(?:b)?d", "abd", "a(?:b)?d"],
  ])("of %s leaves out what is optional at its start", (source, text, sign) => {
    const noise = noiseOf({ noise: [source] });
    expect(noise.sign.source).toBe(`(?:${sign})`);
    expect(noise.sign.test(text)).toBe(true);
    expect(noise.whole.exec(text)?.index).toBe(0);
  });

  it("is in every log line that the platforms know", () => {
    const said = {
      iosxe: [
        "r1#000123: *Mar  1 00:00:00.123: %SYS-5-CONFIG_I: Configured from console",
        "%LINK-3-UPDOWN: Interface Gi1, changed state to up",
        "Rollback Confirmed Change: Rollback will begin in 2 minutes.",
      ],
      eos: ["Mar  1 00:00:00 leaf1 ConfigAgent: %SYS-5-CONFIG_I: Configured from console"],
      junos: ["Mar  1 00:00:00 vsrx1 mgd[1234]: UI_COMMIT: User netctl requested commit"],
    };
    for (const [name, lines] of Object.entries(said)) {
      const noise = builtInPlatforms.get(name)?.dialogue;
      for (const line of lines) {
        const { sign, whole } = noiseOf(noise ?? { noise: [] });
        expect([whole.test(line), sign.test(line)]).toEqual([true, true]);
      }
    }
  });

  it("is nowhere where a platform knows no noise", () => {
    expect(noiseOf({ noise: [] }).sign.test("%SYS-5-CONFIG_I: x")).toBe(false);
  });
});
