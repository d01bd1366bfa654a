import { textDiff } from "../../report/text-diff.ts";
import { testModels } from "../../workflow/author/test-models.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl test [MODEL…] [--update]` */
export async function test(
  console: Console,
  models: readonly string[],
  options: { readonly update?: boolean },
): Promise<number> {
  const isUpdate = options.update === true;
  const tested = await testModels(console.options.directory, models, { update: isUpdate });
  const different = tested.filter(({ differences }) => differences.length > 0);
  if (console.options.json) console.json({ cases: tested });
  else {
    for (const { model, name, differences } of tested) {
      const state = differences.length === 0 ? "ok" : isUpdate ? "written" : "differs";
      console.data(`${state.padEnd(7)}  ${model}/${name}`);
      for (const { file, expected, found } of differences)
        console.data(`  ${file}\n${textDiff(expected, found, console.out)}`);
    }
  }
  if (tested.length === 0)
    console.say("no model has golden cases: netctl model add makes a first one");
  else if (different.length > 0 && !isUpdate)
    console.say("what is right now is kept with: netctl test --update");
  return different.length > 0 && !isUpdate ? exitCodes.differences : exitCodes.done;
}
