import { expect, test } from "vitest";
import { modelCases } from "../../src/workflow/author/model-case.ts";
import { harmsOf, hostileValues } from "../support/hostile.ts";
import { starterFiles } from "../support/workspace.ts";

const files = starterFiles();

test.each(modelCases(files).map((each) => [`${each.model}/${each.name}`, each] as const))(
  "whatever stands in a text of %s, it is a finding or one word in its place",
  (_, each) => {
    expect(harmsOf(files, each, hostileValues).harms).toEqual([]);
  },
  120_000,
);
