import { statusText } from "../../report/status-text.ts";
import { status as statusStory } from "../../workflow/status.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";
import { plainLines } from "../tell.ts";

/** `netctl status` */
export async function status(console: Console): Promise<number> {
  const found = await statusStory(console.options.directory, plainLines(console));
  if (console.options.json) console.json(found);
  else console.data(statusText(found, console.out));
  return exitCodes.done;
}
