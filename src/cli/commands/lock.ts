import { lockText, type ShownLock } from "../../report/status-text.ts";
import { lockHolder, lock as lockStory, unlock as unlockStory } from "../../workflow/lock.ts";
import { shownLock } from "../../workflow/status.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";
import { plainLines } from "../tell.ts";

/** Minutes a lock taken by hand lasts where nothing else is said. */
const usualMinutes = 60;

/** `netctl lock [--for 60m] [--show]` */
export async function lock(
  console: Console,
  flags: { readonly show?: boolean; readonly for?: number },
): Promise<number> {
  const { directory } = console.options;
  const emit = plainLines(console);
  const claim = flags.show
    ? await lockHolder(directory)
    : await lockStory(directory, { minutes: flags.for ?? usualMinutes, emit });
  const shown = claim && shownLock(claim);
  print(console, shown);
  if (shown && !flags.show) console.say(`free it: netctl unlock ${shown.id}`);
  return exitCodes.done;
}

/** `netctl unlock ID` */
export async function unlock(console: Console, id: string): Promise<number> {
  const freed = shownLock(await unlockStory(console.options.directory, id));
  print(console, freed);
  console.say("it is free now");
  return exitCodes.done;
}

function print(console: Console, shown: ShownLock | undefined): void {
  if (console.options.json) console.json(shown ?? null);
  else console.data(lockText(shown));
}
