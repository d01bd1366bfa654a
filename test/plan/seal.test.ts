import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/plan/plan.ts";
import { openPlan, printPlan, seal } from "../../src/plan/seal.ts";

const plan: Omit<Plan, "seal"> = {
  format: "netctl.plan/2",
  id: "abcdefghij",
  head: undefined,
  applied: "0123456789",
  offline: false,
  intent: "what was declared",
  devices: [],
};

const textOf = (each: Plan) => [...printPlan(each)].join("");

describe("the seal of a plan", () => {
  it("is the same whether it is asked for before the plan is printed, or after", () => {
    const asked = seal(plan);
    const { seal: before } = asked;
    const printed = seal(plan);
    const text = textOf(printed);
    expect(printed.seal).toBe(before);
    expect(textOf(asked)).toBe(text);
    expect(text).toContain(`"seal": "${before}"`);
  });

  it("is that of the file, which prints as it was read", () => {
    const text = textOf(seal(plan));
    const opened = openPlan(text, "a.plan");
    expect(opened.seal).toBe(seal(plan).seal);
    expect(textOf(opened)).toBe(text);
  });

  it("is broken in a file that was edited, and in one that was sealed for another", () => {
    const text = textOf(seal(plan));
    const other = seal({ ...plan, offline: true });
    expect(() => openPlan(text.replace("abcdefghij", "abcdefghik"), "a.plan")).toThrow(/seal/);
    expect(() => openPlan(text.replace(seal(plan).seal, other.seal), "a.plan")).toThrow(/seal/);
  });
});
