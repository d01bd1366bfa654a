import { describe, expect, it } from "vitest";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { mayHold, noiseOf } from "../../src/session/noise.ts";

describe("the signs of noise", () => {
  it.each([
    ["(?:\\d+: )?%[A-Z]+-\\d-[A-Z]+: ", "%SYS-5-CONFIG: x", ["%", "-", "-", ": "]],
    ["^ +\\(no tty\\) at ", "   (no tty) at 10:00", [" ", "(no tty) at "]],
    ["ab?c+d*e{2}f", "acceef", ["a", "c", "f"]],
    ["[a)\\]|]b(?:c|(?!d)e)f.g", ")bcf-g", ["b", "f", "g"]],
    ["🙂?a", "a", ["a"]],
    ["a|b", "b", []],
    ["\\u0041b", "Ab", []],
  ])("of %s are what it cannot do without", (source, text, signs) => {
    const noise = noiseOf({ noise: [source] });
    expect(noise.signs).toEqual([signs]);
    expect(noise.whole.exec(text)?.index).toBe(0);
    expect(mayHold(text, noise)).toBe(true);
    for (const sign of signs) expect(mayHold(text.replaceAll(sign, ""), noise)).toBe(false);
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
        const known = noiseOf(noise ?? { noise: [] });
        expect([known.whole.test(line), mayHold(line, known)]).toEqual([true, true]);
      }
    }
  });

  it("is nowhere where a platform knows no noise", () => {
    expect(mayHold("%SYS-5-CONFIG_I: x", noiseOf({ noise: [] }))).toBe(false);
  });
});
