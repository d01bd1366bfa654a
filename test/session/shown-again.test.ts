import { afterAll, beforeAll, expect, it } from "vitest";
import { labFault } from "../../src/lab/lab.ts";
import { type TestLab, testLab } from "../lab/support.ts";
import { openSession, type Subject, subjects } from "./life.ts";

const vsrx = subjects.find(({ product }) => product === "vsrx") as Subject;
let lab: TestLab;

beforeAll(async () => {
  lab = await testLab({ name: vsrx.box, product: vsrx.product });
}, 600_000);

afterAll(async () => lab.end());

it("wipes a refused line that Junos shows again, before it types the next", {
  timeout: 600_000,
}, async () => {
  await labFault(lab.directory, vsrx.box, "shows-again", true);
  const session = await openSession(lab, vsrx);
  expect(await session.show("show nonsense")).toMatch(/syntax error, expecting <command>/);
  expect(await session.show("show nonsense")).toMatch(/syntax error, expecting <command>/);
  expect(await session.read()).toContain("set system ");
  session.close();
});
