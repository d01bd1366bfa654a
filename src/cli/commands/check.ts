import { check as checkStory } from "../../workflow/check.ts";
import type { Console } from "../console.ts";
import { exitCodeOf, exitCodes } from "../exit-code.ts";

/** `netctl check [TARGET…]`: exit 2 when a check failed, 4 or 8 when a device could not be asked. */
export async function check(console: Console, targets: readonly string[]): Promise<number> {
  const checked = await checkStory(console.options.directory, targets);
  if (console.options.json) console.json({ format: "netctl.check/1", devices: checked });
  else for (const each of checked) console.data(linesOf(each, console).join("\n"));
  const [unasked] = checked.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  if (unasked) return exitCodeOf(unasked.kind);
  const hasFailed = checked.some(({ outcomes }) => outcomes.some(({ isPassed }) => !isPassed));
  return hasFailed ? exitCodes.differences : exitCodes.done;
}

function linesOf(
  { device, outcomes, reason }: Awaited<ReturnType<typeof checkStory>>[number],
  { out }: Console,
): string[] {
  const name = device.padEnd(12);
  if (reason) return [`${name}  ${out.paint("bad", "not asked")}: ${reason.message}`];
  if (outcomes.length === 0) return [`${name}  no checks`];
  return outcomes.map(({ check: title, isPassed, found }) => {
    const word = isPassed ? out.paint("good", "passed") : out.paint("bad", "failed");
    return `${name}  ${word}  ${title}${isPassed ? "" : `: ${found}`}`;
  });
}
