import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formats } from "../../src/intent/formats.ts";
import { ownKeywords } from "../../src/intent/validator.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/schemas.md"), "utf8");

/** Forms of what only the inventory and `netctl.yaml` hold. */
const ofInventory = new Set(["device-address", "minutes", "secret-reference"]);

test("the page on schemas has every format, with what it means", () => {
  const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` +\| (.+?) +\|$/gm)];
  const told = new Map(rows.map(([, name = "", means = ""]): [string, string] => [name, means]));
  for (const [name, { means }] of Object.entries(formats))
    if (!ofInventory.has(name)) expect([name, told.get(name)]).toEqual([name, means]);
});

test("the page on schemas has every keyword", () => {
  for (const keyword of ownKeywords) expect(page).toContain(`\`${keyword}`);
});
