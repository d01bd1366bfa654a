import { expect, test, vi } from "vitest";
import { caseResult, isExpectation, type ModelCase } from "../../src/workflow/author/model-case.ts";
import { cases, library } from "./cases.ts";

vi.setConfig({ testTimeout: 30_000 });

// Written anew by: netctl test --update
test.each([...cases.keys()])("%s says what its golden case shows", (name) => {
  const tested = cases.get(name) as ModelCase;
  const expected = new Map([...tested.files].filter(([file]) => isExpectation(file)));
  expect(caseResult(library, tested)).toEqual(expected);
});
