import { NetctlError } from "../errors.ts";
import { driftedDevices } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { outcomeText } from "../report/outcome-text.ts";
import { planText } from "../report/plan-text.ts";
import type { WaveSize } from "../transaction/waves.ts";
import type { Applied, ApplyOptions } from "../workflow/apply.ts";
import { askYes } from "./ask.ts";
import type { Console } from "./console.ts";
import { exitCodeOfOutcome, exitCodes, interruptedCode } from "./exit-code.ts";
import { catchSignals } from "./interruption.ts";
import { plainLines } from "./tell.ts";

/** What a command line says to any story that changes the network. */
export type ApplyingFlags = {
  readonly yes?: boolean;
  readonly message?: string;
  readonly confirmTimeout?: number;
  readonly heal?: boolean;
  readonly batch?: readonly WaveSize[];
};

/** What is known before the story begins. */
type Manner = { readonly flags: ApplyingFlags; readonly isSealed: boolean };

/** A story that changes the network, with everything but what is its own. */
type Story = (options: Omit<ApplyOptions, "plan" | "choice">) => Promise<Applied>;

/** Runs a story that changes the network: asks for approval, listens for signals, tells the end, gives the exit code. */
export async function applying(console: Console, manner: Manner, story: Story): Promise<number> {
  const { flags, isSealed } = manner;
  const isApproved = flags.yes === true || isSealed;
  if (!isApproved && !console.options.canAsk) {
    throw new NetctlError("usage", "nobody is there to approve the plan", {
      hint: "say so beforehand: netctl apply --yes, or netctl plan -o FILE and netctl apply FILE",
    });
  }
  const { signal, release } = catchSignals(console);
  try {
    const applied = await story({
      ...(flags.message === undefined ? {} : { message: flags.message }),
      ...(flags.confirmTimeout === undefined ? {} : { confirmMinutes: flags.confirmTimeout }),
      ...(flags.batch === undefined ? {} : { batch: flags.batch }),
      approve: (shown) => approve(console, shown, { ...manner, isApproved, signal }),
      emit: plainLines(console),
      signal,
    });
    return told(console, applied, signal);
  } finally {
    release();
  }
}

function told(console: Console, applied: Applied, signal: AbortSignal): number {
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
  if (signal.aborted) return interruptedCode((signal.reason as { message: string }).message);
  return isNothing ? exitCodes.done : exitCodes.refused;
}

async function approve(
  console: Console,
  plan: Plan,
  manner: Manner & { readonly isApproved: boolean; readonly signal: AbortSignal },
): Promise<boolean> {
  if (!manner.isSealed) console.say(planText(plan, console.err));
  if (manner.isApproved) {
    // `--yes` and a plan file approve what is declared; whether drift goes is said by itself, or by netctl.yaml.
    const drifted = driftedDevices(plan).map(({ device }) => device);
    if (drifted.length > 0 && plan.heal !== true && manner.flags.heal !== true) {
      const names = drifted.slice(0, 5).join(", ");
      throw new NetctlError("refused", `devices have drifted from what was applied: ${names}`, {
        hint: manner.isSealed
          ? "look at it: netctl drift; put it back: netctl apply FILE --heal, or seal the plan with --heal"
          : "look at it: netctl drift; put it back: netctl apply --heal",
      });
    }
    return true;
  }
  return askYes('Only "yes" will be accepted. Apply this plan?', manner.signal);
}
