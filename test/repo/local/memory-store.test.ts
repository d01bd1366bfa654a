import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openMemory } from "../../../src/repo/local/memory-store.ts";
import type { Workspace } from "../../../src/repo/workspace.ts";
import { temporaryWorkspace } from "../temporary.ts";

const names = Array.from({ length: 40 }, (_, index) => `router${index} bgp/one`);

/** A workspace whose memory has a slot for each name on one shelf, and the files it lies in. */
async function remembered() {
  const workspace = await temporaryWorkspace();
  const { memory, save } = openMemory(workspace);
  for (const name of names) memory.keep("fragment", name, `made of ${name}`, [`text of ${name}`]);
  await save();
  const folder = join(workspace.local, "cache");
  const drawers = readdirSync(folder).filter((file) => file.startsWith("fragment"));
  return { workspace, drawers: drawers.map((file) => join(folder, file)) };
}

function recalled(workspace: Workspace): number {
  const { memory } = openMemory(workspace);
  const values = names.map((name) => memory.recall("fragment", name, `made of ${name}`));
  for (const [index, value] of values.entries())
    if (value !== undefined) expect(value).toEqual([`text of ${names[index]}`]);
  return values.filter((value) => value !== undefined).length;
}

test("what was kept is there in the next run, and nothing that was made from something else", async () => {
  const { workspace, drawers } = await remembered();
  expect(drawers.length).toBeGreaterThan(4);
  expect(recalled(workspace)).toBe(names.length);
  const { memory } = openMemory(workspace);
  expect(memory.recall("fragment", names[0] ?? "", "made of another")).toBeUndefined();
  expect(memory.recall("candidate", names[0] ?? "", `made of ${names[0]}`)).toBeUndefined();
});

test("a run that looks at little leaves the rest as it is", async () => {
  const { workspace, drawers } = await remembered();
  const before = drawers.map((path) => readFileSync(path, "utf8"));
  const { memory, save } = openMemory(workspace);
  memory.keep("fragment", names[3] ?? "", `made of ${names[3]}`, [`text of ${names[3]}`, "more"]);
  await save();
  const after = drawers.map((path) => readFileSync(path, "utf8"));
  expect(after.filter((text, index) => text !== before[index])).toHaveLength(1);
  memory.keep("fragment", names[3] ?? "", `made of ${names[3]}`, [`text of ${names[3]}`]);
  await save();
  expect(recalled(workspace)).toBe(names.length);
});

test.each<readonly [string, (text: string) => string]>([
  ["cut off", (text) => text.slice(0, -1)],
  ["empty", () => ""],
  ["changed in one letter of a text", (text) => text.replace("text of", "test of")],
  ["changed in one letter of what it was made from", (text) => text.replace("made of", "mode of")],
  ["no longer sealed", (text) => text.slice(text.indexOf("\n"))],
])("a drawer that is %s is not believed, and the others are", async (_, damage) => {
  const { workspace, drawers } = await remembered();
  const [first = ""] = drawers;
  const lost = (readFileSync(first, "utf8").match(/text of/g) ?? []).length;
  writeFileSync(first, damage(readFileSync(first, "utf8")));
  expect(lost).toBeGreaterThan(0);
  expect(recalled(workspace)).toBe(names.length - lost);
});

test("a folder that cannot be written is no obstacle", async () => {
  const { workspace } = await remembered();
  rmSync(join(workspace.local, "cache"), { recursive: true });
  writeFileSync(join(workspace.local, "cache"), "");
  const { memory, save } = openMemory(workspace);
  memory.keep("fragment", names[0] ?? "", "made", "text");
  await save();
  expect(recalled(workspace)).toBe(0);
});
