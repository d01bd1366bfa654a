import { driftText } from "../../report/drift-text.ts";
import { drift as driftStory } from "../../workflow/drift.ts";
import { forget, learned } from "../../workflow/learned.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";
import { plainLines } from "../tell.ts";

/** `netctl drift [TARGET…] [--skip-unreachable] [--learned] [--forget]`: exit 2 when something drifted. */
export async function drift(
  console: Console,
  targets: readonly string[],
  options: {
    readonly learned?: boolean;
    readonly forget?: boolean;
    readonly skipUnreachable?: boolean;
  },
): Promise<number> {
  const { directory } = console.options;
  if (options.forget) {
    for (const device of await forget(directory, targets)) console.say(`forgotten: ${device}`);
    return exitCodes.done;
  }
  if (options.learned) return listLearned(console, targets);
  const found = await driftStory(directory, {
    targets,
    ...(options.skipUnreachable && { skipUnreachable: true }),
    emit: plainLines(console),
  });
  if (console.options.json) console.json({ format: "netctl.drift/1", ...found });
  else console.data(driftText(found.drift, found, console.out));
  const isTold = found.drift.some(({ policy }) => policy !== "ignore");
  return isTold ? exitCodes.differences : exitCodes.done;
}

async function listLearned(console: Console, targets: readonly string[]): Promise<number> {
  const all = await learned(console.options.directory, targets);
  if (console.options.json) console.json({ format: "netctl.learned/1", devices: all });
  else if (all.length === 0)
    console.data("nothing was learned: every line is printed as it was sent");
  for (const { device, echoes } of console.options.json ? [] : all) {
    console.data(device);
    for (const { section, intended, printed } of echoes) {
      console.data(`  ${[...section, intended].join(" / ")}`);
      console.data(`    is printed as  ${printed ?? "nothing"}`);
    }
  }
  return exitCodes.done;
}
