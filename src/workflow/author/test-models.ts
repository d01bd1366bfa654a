import { NetctlError } from "../../errors.ts";
import { readFiles } from "../../repo/files/read-files.ts";
import { writeConfs } from "../../repo/record/work-tree.ts";
import { findWorkspace } from "../../repo/workspace.ts";
import { caseResult, isExpectation, modelCases } from "./model-case.ts";

/** What came of one golden case: the files that are not as expected, with both texts; empty where there is none. */
export type TestedCase = {
  readonly model: string;
  readonly name: string;
  readonly differences: readonly {
    readonly file: string;
    readonly expected: string;
    readonly found: string;
  }[];
};

/** Runs the golden cases of some models, or of all; `update` writes what was found in place of what was expected. */
export async function testModels(
  from: string,
  models: readonly string[],
  options: { readonly update: boolean },
): Promise<readonly TestedCase[]> {
  const workspace = await findWorkspace(from);
  const files = new Map(await readFiles(workspace));
  const cases = modelCases(files);
  const unknown = models.find((model) => !cases.some((each) => each.model === model));
  if (unknown !== undefined)
    throw new NetctlError("usage", `the model "${unknown}" has no golden cases`, {
      hint: `write models/${unknown}/tests/minimal/service.yaml, then: netctl test --update ${unknown}`,
    });
  const chosen = cases.filter(({ model }) => models.length === 0 || models.includes(model));
  const tested: TestedCase[] = [];
  for (const each of chosen) {
    const found = caseResult(files, each);
    const expected = new Map([...each.files].filter(([file]) => isExpectation(file)));
    const differences = [...new Set([...expected.keys(), ...found.keys()])]
      .sort()
      .map((file) => ({ file, expected: expected.get(file) ?? "", found: found.get(file) ?? "" }))
      .filter((difference) => difference.expected !== difference.found);
    tested.push({ model: each.model, name: each.name, differences });
    if (!options.update) continue;
    const folder = `models/${each.model}/tests/${each.name}`;
    await writeConfs(
      workspace,
      new Map(differences.map(({ file, found: text }) => [`${folder}/${file}`, text || null])),
    );
  }
  return tested;
}
