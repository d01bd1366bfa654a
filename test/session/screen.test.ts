import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Noise, noiseOf } from "../../src/session/noise.ts";
import { Screen } from "../../src/session/screen.ts";
import { seed } from "../support/seed.ts";

function shown(text: string, noise?: Noise): { lines: string[]; current: string } {
  const screen = new Screen(noise);
  screen.write(text);
  return { lines: screen.lines, current: screen.current };
}

describe("a screen", () => {
  it("ends lines with any number of carriage returns before the line feed, as EOS sends them", () => {
    expect(shown("a\r\r\nb\r\nc\nd#")).toEqual({ lines: ["a", "b", "c"], current: "d#" });
  });

  it("drops escape sequences: the status request before an EOS prompt, the colours of its pager", () => {
    expect(shown("\u001b[5neos1#").current).toBe("eos1#");
    expect(shown("\u001b[7m --More-- \u001b[27m\u001b[K").current).toBe(" --More-- ");
  });

  it("lets text overwrite a pager that was erased with backspaces, as IOS does it", () => {
    const screen = new Screen();
    screen.write("line 23\r\n --More-- ");
    screen.clearLine();
    screen.write(`${"\b".repeat(9)}${" ".repeat(9)}${"\b".repeat(9)} ip address\r\n`);
    expect(screen.lines).toEqual(["line 23", " ip address"]);
  });

  it("shows nothing of the spinner that Junos turns while it loads", () => {
    expect(shown("|\b/\b-\b\\\bload complete\r\n").lines).toEqual(["load complete"]);
  });

  it("shows a line that IOS scrolled sideways as it stands at the end", () => {
    const typed = "no snmp-server traps ospf state-change if-state-ch";
    const scrolled = `${typed}${"\b".repeat(50)}$ate-change if-state-cha${" ".repeat(26)}${"\b".repeat(26)}nge`;
    const redrawn = `${scrolled}${"\b".repeat(27)}no snmp-server traps ospf state-change if-state-c$`;
    expect(shown(`${redrawn}\r\n`).lines).toEqual([
      "no snmp-server traps ospf state-change if-state-c$",
    ]);
  });

  it.each([[[]], [["%[A-Z]+: ", "a+b"]]])(
    "shows the same however the bytes are cut, without %j",
    (noise) => {
      const noisy = { noise };
      const bytes = fc.array(
        fc.constantFrom(
          "a",
          "b#",
          "\r",
          "\n",
          "\r\n",
          "\b",
          "\u001b[K",
          "\u001b[7m",
          " ",
          "%",
          "AB: ",
        ),
        {
          maxLength: 60,
        },
      );
      fc.assert(
        fc.property(bytes, fc.array(fc.nat(100), { maxLength: 8 }), (parts, cuts) => {
          const text = parts.join("");
          const screen = new Screen(noiseOf(noisy));
          let from = 0;
          for (const cut of [...cuts, text.length].sort((a, b) => a - b)) {
            screen.write(text.slice(from, cut));
            from = Math.max(from, cut);
          }
          expect({ lines: screen.lines, current: screen.current }).toEqual(
            shown(text, noiseOf(noisy)),
          );
        }),
        { seed },
      );
    },
  );
});
