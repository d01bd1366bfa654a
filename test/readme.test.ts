import { afterAll, beforeAll, expect, it } from "vitest";
import { ToldPage } from "./support/told-page.ts";

let page: ToldPage;

beforeAll(async () => {
  page = await ToldPage.open();
});

afterAll(async () => {
  await page.shell(["cd net && netctl lab down"]);
  await page.remove();
}, 300_000);

it("shows commands that work, and what they print", { timeout: 600_000 }, async () => {
  expect(await page.follow("README.md")).toBeGreaterThan(10);
});
