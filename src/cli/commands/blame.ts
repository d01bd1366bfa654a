import { originText } from "../../report/origin-text.ts";
import { blame as blameStory } from "../../workflow/blame.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl blame DEVICE [TEXT] [--running]` */
export async function blame(
  console: Console,
  device: string,
  options: { readonly text?: string; readonly running?: boolean },
): Promise<number> {
  const { directory, json } = console.options;
  const lines = await blameStory(directory, device, {
    ...options,
    running: options.running === true,
  });
  if (json) console.json({ format: "netctl.blame/1", device, lines });
  else if (lines.length > 0) console.data(originText(lines, console.out));
  else console.say(`no line of ${device} holds that text`);
  return exitCodes.done;
}
