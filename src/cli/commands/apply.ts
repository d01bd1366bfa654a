import { readFile } from "node:fs/promises";
import { NetctlError } from "../../errors.ts";
import { hasDrift } from "../../plan/make-plan.ts";
import type { Plan } from "../../plan/plan.ts";
import { openPlan } from "../../plan/seal.ts";
import { outcomeText } from "../../report/outcome-text.ts";
import { planText as shownPlan } from "../../report/plan-text.ts";
import type { WaveSize } from "../../transaction/waves.ts";
import { apply as applyStory } from "../../workflow/apply.ts";
import type { Choice } from "../../workflow/survey.ts";
import { askYes } from "../ask.ts";
import type { Console } from "../console.ts";
import { exitCodeOfOutcome, exitCodes, interruptedCode } from "../exit-code.ts";
import { catchSignals } from "../interruption.ts";
import { plainLines } from "../tell.ts";

/** What the command line gave. */
export type ApplyFlags = {
  readonly yes?: boolean;
  readonly message?: string;
  readonly confirmTimeout?: number;
  readonly heal?: boolean;
  readonly batch?: readonly WaveSize[];
  readonly partial?: boolean;
  readonly skipUnreachable?: boolean;
};

/** `netctl apply [PLAN|TARGET…] [-y] [-m MSG] [--partial] [--skip-unreachable] [--heal] [--batch 1,10%,all] …` */
export async function apply(
  console: Console,
  words: readonly string[],
  flags: ApplyFlags,
): Promise<number> {
  const plan = await sealedPlan(words, flags);
  const isApproved = flags.yes === true || plan !== undefined;
  if (!isApproved && !console.options.canAsk) {
    throw new NetctlError("usage", "nobody is there to approve the plan", {
      hint: "say so beforehand: netctl apply --yes, or netctl plan -o FILE and netctl apply FILE",
    });
  }
  const interruption = catchSignals(console);
  try {
    const applied = await applyStory(console.options.directory, {
      ...(plan === undefined ? {} : { plan }),
      choice: choiceOf(plan === undefined ? words : [], flags),
      ...(flags.message === undefined ? {} : { message: flags.message }),
      ...(flags.confirmTimeout === undefined ? {} : { confirmMinutes: flags.confirmTimeout }),
      ...(flags.batch === undefined ? {} : { batch: flags.batch }),
      approve: (shown) =>
        approve(console, shown, {
          isApproved,
          isSealed: plan !== undefined,
          flags,
          signal: interruption.signal,
        }),
      emit: plainLines(console),
      signal: interruption.signal,
    });
    if (applied.kind === "ended") {
      const { outcome } = applied;
      if (console.options.json) console.json(outcome);
      else console.data(outcomeText(outcome, console.out));
      return exitCodeOfOutcome(outcome);
    }
    const isNothing = applied.kind === "nothing";
    if (console.options.json) console.json({ end: applied.kind, devices: [] });
    else if (isNothing) console.data("nothing to do: every device runs what is declared");
    else console.warn("not approved: nothing was sent");
    const { signal } = interruption;
    if (signal.aborted) return interruptedCode((signal.reason as { message: string }).message);
    return isNothing ? exitCodes.done : exitCodes.refused;
  } finally {
    interruption.release();
  }
}

async function approve(
  console: Console,
  plan: Plan,
  manner: {
    readonly isApproved: boolean;
    readonly isSealed: boolean;
    readonly flags: ApplyFlags;
    readonly signal: AbortSignal;
  },
): Promise<boolean> {
  if (!manner.isSealed) console.say(shownPlan(plan, console.err));
  if (manner.isApproved) {
    // A plan file was looked at by whoever sealed it; `--yes` was said before anybody saw the drift.
    if (hasDrift(plan) && !manner.isSealed && manner.flags.heal !== true) {
      throw new NetctlError("refused", "devices have drifted from what was applied", {
        hint: "look at it: netctl plan; put it back: netctl apply --heal",
      });
    }
    return true;
  }
  return askYes('Only "yes" will be accepted. Apply this plan?', manner.signal);
}

function choiceOf(targets: readonly string[], flags: ApplyFlags): Choice {
  const { partial = false, skipUnreachable = false } = flags;
  return { targets, partial, skipUnreachable };
}

/** The plan of the file that is named; undefined where the words are targets, or there are none. */
async function sealedPlan(
  words: readonly string[],
  { partial, skipUnreachable }: ApplyFlags,
): Promise<Plan | undefined> {
  const [path = "", ...others] = words;
  const text = others.length > 0 || path === "" ? undefined : await planText(path);
  if (text === undefined) return undefined;
  if (partial || skipUnreachable) {
    throw new NetctlError("usage", "what a sealed plan leaves out was said when it was made", {
      hint: "leave out --partial and --skip-unreachable, or seal a new plan with them",
    });
  }
  return openPlan(text, path);
}

/** The text of a plan file; undefined where there is no such file, so that the word is a target. */
async function planText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "EISDIR") return undefined;
    throw new NetctlError("usage", `the plan file ${path} cannot be read`, {
      hint: "make one: netctl plan -o FILE",
      cause,
    });
  });
}
