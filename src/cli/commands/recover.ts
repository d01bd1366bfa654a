import { NetctlError } from "../../errors.ts";
import { outcomeText } from "../../report/outcome-text.ts";
import type { Way } from "../../transaction/vouch.ts";
import { recover as recoverStory } from "../../workflow/recover.ts";
import { unfinishedStories } from "../../workflow/unfinished-stories.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";
import { catchSignals } from "../interruption.ts";
import { plainLines } from "../tell.ts";

/** What the command line gave. */
export type RecoverFlags = {
  readonly status?: boolean;
  readonly forward?: boolean;
  readonly back?: boolean;
};

/** `netctl recover [TXN] [--status|--forward|--back]`: exit 0 when everything unfinished is settled, whichever way. */
export async function recover(
  console: Console,
  transaction: string | undefined,
  flags: RecoverFlags,
): Promise<number> {
  const way = wayOf(flags, transaction);
  if (flags.status) return status(console, transaction);
  const interruption = catchSignals(console);
  try {
    const outcomes = await recoverStory(console.options.directory, {
      ...(transaction === undefined ? {} : { transaction }),
      ...(way === undefined ? {} : { way }),
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

/** A person speaks for the devices of one transaction, and only one way. */
function wayOf(flags: RecoverFlags, transaction: string | undefined): Way | undefined {
  const given = [flags.status, flags.forward, flags.back].filter((flag) => flag === true).length;
  if (given > 1)
    throw new NetctlError("usage", "--status, --forward and --back exclude each other");
  const way = flags.forward ? "forward" : flags.back ? "back" : undefined;
  if (way === undefined || transaction !== undefined) return way;
  throw new NetctlError("usage", `--${way} speaks for one transaction, and needs its name`, {
    hint: "list them: netctl recover --status",
  });
}

const ways: Readonly<Record<string, string>> = {
  true: "recorded: it goes forward",
  false: "not recorded: it goes back",
  undefined: "whether it is recorded is not known: the remote does not answer",
};

async function status(console: Console, transaction: string | undefined): Promise<number> {
  const all = await unfinishedStories(console.options.directory);
  const stories = all.filter(({ id }) => id === (transaction ?? id));
  if (console.options.json) console.json(stories);
  else if (stories.length === 0) console.data("nothing to recover");
  for (const story of console.options.json ? [] : stories) {
    const git = ways[String(story.isRecorded)];
    console.data(`transaction ${story.id} of ${story.since}, ${story.stage}; ${git}`);
    const rows = story.devices.map((it) => [
      ...[it.device, it.done ?? "-", it.underway ?? "-", it.end ?? "-", it.timerEnds ?? "-"],
    ]);
    console.table(["DEVICE", "DONE", "UNDER WAY", "END", "TIMER ENDS"], rows);
  }
  return exitCodes.done;
}
