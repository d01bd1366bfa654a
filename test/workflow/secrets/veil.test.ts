import fc from "fast-check";
import { expect, test } from "vitest";
import { secretPlaceholder, withFingerprints } from "../../../src/config/secret-placeholder.ts";
import { builtInPlatforms } from "../../../src/platform/built-in-platforms.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import { Veil } from "../../../src/workflow/secrets/veil.ts";
import { seed } from "../../support/seed.ts";

const indented = builtInPlatforms.get("iosxe") as Platform;
const hierarchy = builtInPlatforms.get("junos") as Platform;
// What a keyed digest is to secrets, this is to the test: each has its own, of 16 digits.
const fingerprint = (value: string): string =>
  [...Buffer.from(value)]
    .reduce((sum, byte) => (sum * 31n + BigInt(byte)) % (1n << 64n), 7n)
    .toString(16)
    .padStart(16, "0");

const sealed = (value: string): string =>
  withFingerprints(secretPlaceholder("env:X"), () => fingerprint(value));

function veilOf(platform: Platform, now: string, ...before: readonly string[]): Veil {
  const values = new Map([["env:X", now]]);
  return new Veil(platform, [now, ...before].map(sealed), { values, fingerprint });
}

test("what a device shows in plain is covered, what is typed is revealed, and nothing else is touched", () => {
  const veil = veilOf(indented, "s3cr{et");
  const line = `snmp-server community ${sealed("s3cr{et")} RO`;
  expect(veil.reveal(line)).toBe("snmp-server community s3cr{et RO");
  expect(veil.cover("snmp-server community s3cr{et RO\nsnmp-server location s3cr{ets\n")).toBe(
    `${line}\nsnmp-server location s3cr{ets\n`,
  );
});

test("a secret of before is covered where the device still shows it, and can then be typed again", () => {
  const old = `no snmp-server community ${sealed("oldsecret")} RO`;
  const veil = veilOf(indented, "newsecret", "oldsecret");
  expect(() => veil.reveal(old)).toThrow(/is not what it was any more/);
  expect(veil.cover("snmp-server community oldsecret RO")).toBe(old.replace("no ", ""));
  expect(veil.reveal(old)).toBe("no snmp-server community oldsecret RO");
});

test("a hierarchy takes any text on one line, in quotes where it needs them", () => {
  const typed = (value: string, line: string): string =>
    veilOf(hierarchy, value).reveal(line.replace("X", sealed(value)));
  expect(typed("plain", "set a X b")).toBe("set a plain b");
  expect(typed('a "b" \\c; d', "set a X b")).toBe('set a "a \\"b\\" \\\\c; d" b');
  expect(typed('a "b"', 'set a "x X" b')).toBe('set a "x a \\"b\\"" b');
});

test("whatever a secret is, in a hierarchy it comes back as its placeholder and ends no statement", () => {
  const secret = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
    .filter((s) => !/\p{C}|\?|[\u2028\u2029]/u.test(s) && !["set", "a"].includes(s));
  fc.assert(
    fc.property(secret, (value) => {
      const veil = veilOf(hierarchy, value);
      const typed = veil.reveal(`set a ${sealed(value)}`);
      expect(typed).toMatch(/^set a (?:[A-Za-z0-9._:/@+-]+|"(?:[^"\\]|\\["\\])*")$/);
      expect(veil.cover(typed)).toBe(`set a ${sealed(value)}`);
    }),
    { seed },
  );
});

test.each([
  ["a b", /must be one word/],
  ['a"b', /must be one word/],
  ["a\nno router bgp 1", /line break or a control character/],
  ["a\u0003", /line break or a control character/],
  ["a\u202eb", /line break or a control character/],
  ["a?", /question mark/],
  ["", /is empty/],
])("a secret that would be more than one word of a line is not typed: %j", (value, expected) => {
  expect(() => veilOf(indented, value).reveal(`key ${sealed(value)}`)).toThrow(expected);
  try {
    veilOf(indented, value).reveal(`key ${sealed(value)}`);
  } catch (error) {
    if (value !== "") expect((error as Error).message).not.toContain(value);
  }
});

test("a device that holds what looks like a placeholder is refused, for it would be typed back as the secret", () => {
  expect(() => veilOf(indented, "x").cover("description <secret:env:X>")).toThrow(/placeholder/);
  expect(() => veilOf(indented, "x").cover("description <SECRET:file:y")).toThrow(/placeholder/);
});

test("words of a device show no secret, not even a piece of one that it cut off", () => {
  const veil = veilOf(indented, "correct-horse");
  expect(veil.hide("bad: username x secret correct-horse")).toBe(
    `bad: username x secret ${sealed("correct-horse")}`,
  );
  for (const words of ["$rrect-horse ^", "username x secret correct-$"])
    expect(veil.hide(words)).toBe("(not shown: it holds a part of a secret)");
  expect(veil.hide("% Invalid input")).toBe("% Invalid input");
});
