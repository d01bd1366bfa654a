import { expect, test } from "vitest";
import { NetctlError } from "../../src/errors.ts";
import { worstOf } from "../../src/workflow/worst-of.ts";

const failed = (kind: NetctlError["kind"], device: string, words?: string) =>
  new NetctlError(kind, "no", { device, hint: `see ${device}`, ...(words && { words }) });

test("one error is what it is", () => {
  const error = failed("lost", "r1");
  expect(worstOf([error])).toBe(error);
});

test("the worst speaks, and the others in its words, in their order", () => {
  const errors = [failed("lost", "r1"), failed("unreachable", "r2"), failed("host-key", "r3", "x")];
  expect(worstOf(errors)).toMatchObject({
    kind: "host-key",
    device: "r3",
    message: "no (and 2 more devices cannot be read)",
    words: "x\nr2: no\nr1: no",
    hint: "see r3",
  });
  expect(worstOf(errors.slice(0, 2))).toMatchObject({
    message: "no (and another device cannot be read)",
  });
});

test("of a hundred the first have a line each, and all have their names told", () => {
  const errors = Array.from({ length: 100 }, (_, at) => failed("unreachable", `r${at + 1}`));
  const { words = "" } = worstOf(errors) as NetctlError;
  const lines = words.split("\n");
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe("r2: no");
  expect(lines.at(-1)).toMatch(/^and r22, r23, .*, r100$/);
});

test("a bug is told before all that the world refused", () => {
  const bug = new TypeError("x is undefined");
  expect(worstOf([failed("host-key", "r1"), bug])).toBe(bug);
});
