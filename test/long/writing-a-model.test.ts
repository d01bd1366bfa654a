import { expect, it } from "vitest";
import { ToldPage } from "../support/told-page.ts";

it("takes a reader from nothing to a model with golden cases and a service", {
  timeout: 600_000,
}, async () => {
  const page = await ToldPage.open();
  try {
    expect(await page.follow("docs/writing-a-model.md")).toBeGreaterThan(15);
  } finally {
    await page.remove();
  }
});
