import { describe, expect, it } from "vitest";
import { parseWaveSizes, wavesOf } from "../../src/transaction/waves.ts";

const names = Array.from({ length: 25 }, (_, index) => `r${index}`);

function counts(text: string, among: readonly string[] = names): readonly number[] {
  return wavesOf(among, parseWaveSizes(text) ?? []).map(({ length }) => length);
}

describe("waves", () => {
  it.each([
    ["1,10%,all", [1, 3, 21]],
    ["all", [25]],
    ["10", [10, 10, 5]],
    ["1, 50%", [1, 13, 11]],
    ["100%", [25]],
    ["30,1", [25]],
  ])("of %s cover all devices, each once", (text, expected) => {
    expect(counts(text)).toEqual(expected);
    expect(wavesOf(names, parseWaveSizes(text) ?? []).flat()).toEqual(names);
  });

  it("of few devices are never empty", () => {
    expect(counts("1%,1%,all", ["a", "b"])).toEqual([1, 1]);
    expect(counts("1,10%,all", [])).toEqual([]);
  });

  it.each(["", "0", "1,,2", "101%", "-1", "1.5", "some", "1;2", "all%"])(
    'does not understand "%s"',
    (text) => {
      expect(parseWaveSizes(text)).toBeUndefined();
    },
  );
});
