import { writeFile } from "node:fs/promises";
import { NetctlError } from "../../errors.ts";
import { changedDevices } from "../../plan/make-plan.ts";
import { printPlan } from "../../plan/seal.ts";
import { planJson } from "../../report/plan-json.ts";
import { planText } from "../../report/plan-text.ts";
import { plan as planStory } from "../../workflow/plan.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";
import { plainLines } from "../tell.ts";

/** `netctl plan [TARGET…] [--partial] [--skip-unreachable] [-o FILE] [--offline] [--detailed-exitcode]` */
export async function plan(
  console: Console,
  targets: readonly string[],
  options: {
    readonly out?: string;
    readonly offline?: boolean;
    readonly detailedExitcode?: boolean;
    readonly native?: boolean;
    readonly reverse?: boolean;
    readonly partial?: boolean;
    readonly skipUnreachable?: boolean;
    readonly heal?: boolean;
  },
): Promise<number> {
  if (options.out !== undefined && options.offline) {
    throw new NetctlError("usage", "a plan that is to be applied has to see the devices", {
      hint: "leave out --offline, or leave out -o",
    });
  }
  const { partial = false, skipUnreachable = false, heal = false } = options;
  const { plan: made, typed } = await planStory(console.options.directory, {
    choice: { targets, partial, skipUnreachable, heal },
    offline: options.offline === true,
    isSealed: options.out !== undefined,
    emit: plainLines(console),
  });
  if (options.out !== undefined) await writeFile(options.out, printPlan(made), { mode: 0o600 });
  if (console.options.json) console.json(planJson(made));
  else if (options.native || options.reverse) {
    for (const { device, lines } of options.reverse ? typed.back : typed.forth) {
      console.data(`${console.out.paint("strong", `# ${device}`)}\n${lines.join("\n")}`);
    }
  } else console.data(planText(made, console.out));
  const isChanging = changedDevices(made).length > 0;
  if (options.out !== undefined) console.say(`next: netctl apply ${options.out}`);
  else if (isChanging && !options.offline)
    console.say(["next: netctl apply", ...targets].join(" "));
  return isChanging && options.detailedExitcode ? exitCodes.differences : exitCodes.done;
}
