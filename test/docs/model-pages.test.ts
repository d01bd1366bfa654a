import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeModel } from "../../src/intent/author/describe-model.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { modelPage } from "../../src/report/model-page.ts";
import { starterFiles } from "../support/workspace.ts";

const folder = join(import.meta.dirname, "../../docs/models");
const { intent } = readIntent(starterFiles(), builtInPlatforms);

// Written anew by: npx vitest run test/docs/model-pages.test.ts -u
test.each([...intent.models.values()].map((model) => [model.name, model] as const))(
  "the page of %s says what its schema says",
  async (name, model) => {
    await expect(modelPage(describeModel(model, intent))).toMatchFileSnapshot(
      join(folder, `${name}.md`),
    );
  },
);

test("every page is of a model that there is", () => {
  const pages = readdirSync(folder).map((file) => file.replace(/\.md$/, ""));
  expect(pages.sort()).toEqual([...intent.models.keys()].sort());
});
