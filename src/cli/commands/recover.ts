import { outcomeText } from "../../report/outcome-text.ts";
import { recover as recoverStory } from "../../workflow/recover.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";
import { catchSignals } from "../interruption.ts";
import { plainLines } from "../tell.ts";

/** `netctl recover [TXN]`: exit 0 when everything unfinished is settled, whichever way. */
export async function recover(console: Console, transaction: string | undefined): Promise<number> {
  const interruption = catchSignals(console);
  try {
    const outcomes = await recoverStory(console.options.directory, {
      ...(transaction === undefined ? {} : { transaction }),
      emit: plainLines(console),
      signal: interruption.signal,
    });
    if (console.options.json) console.json(outcomes);
    else if (outcomes.length === 0) console.data("nothing to recover");
    else console.data(outcomes.map((outcome) => outcomeText(outcome, console.out)).join("\n"));
    return outcomes.some(({ end }) => end === "in-doubt") ? exitCodes.inDoubt : exitCodes.done;
  } finally {
    interruption.release();
  }
}
