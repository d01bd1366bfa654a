import { readdirSync } from "node:fs";
import { join } from "node:path";
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

const templates = join(import.meta.dirname, "../../templates");
/** One case says all that FRR can say of it. */
const fewer: Readonly<Record<string, number>> = { "frr/evpn-vxlan": 1 };

test.each(["iosxe", "junos", "eos", "frr"])(
  "every template of %s has cases from small to full",
  (platform) => {
    const models = readdirSync(join(templates, platform))
      .filter((file) => /^[a-z].*\.njk$/.test(file))
      .map((file) => file.replace(".njk", ""));
    expect(models.length).toBeGreaterThan(10);
    const lacking = models.filter((model) => {
      const own = [...cases.values()].filter((one) => one.model === model);
      const shown = own.filter(({ files }) => files.has(`${platform}.conf`)).length;
      return shown < (fewer[`${platform}/${model}`] ?? 2);
    });
    expect(lacking).toEqual([]);
  },
);
