import { afterAll, beforeAll, expect, it } from "vitest";
import { Workspace } from "../support/netctl.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await Workspace.make({ lab: false });
}, 300_000);

afterAll(async () => workspace.remove(), 30_000);

it("writes a new service once, and never over another", async () => {
  const first = await workspace.netctl("new", "static-route", "lab");
  expect(first).toMatchObject({ code: 0, out: "written: models/static-route/lab.yaml\n" });
  await workspace.write("models/static-route/lab.yaml", "mine\n");
  const second = await workspace.netctl("new", "static-route", "lab");
  expect(second.code).toBe(7);
  expect(second.err).toContain("models/static-route/lab.yaml is there already");
  expect(await workspace.read("models/static-route/lab.yaml")).toBe("mine\n");
}, 300_000);

it("knows which model was meant, and what cannot be a name", async () => {
  const meant = await workspace.netctl("new", "static-rute", "lab");
  expect(meant.code).toBe(64);
  expect(meant.err).toContain("did you mean `static-route`?");
  for (const name of ["schema", "../x", "Lab"])
    expect((await workspace.netctl("new", "static-route", name)).code).toBe(64);
}, 300_000);

it("writes a new model whose golden case holds from the start, and never over another", async () => {
  expect((await workspace.netctl("model", "add", "door")).code).toBe(0);
  const tested = await workspace.netctl("test", "door");
  expect(tested).toMatchObject({ code: 0, out: "ok       door/minimal\n" });
  const again = await workspace.netctl("model", "add", "door");
  expect(again.code).toBe(7);
  expect((await workspace.netctl("test", "dor")).code).toBe(64);
}, 300_000);
