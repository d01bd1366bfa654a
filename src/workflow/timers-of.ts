import { NetctlError } from "../errors.ts";
import type { Settings } from "../intent/intent.ts";
import { timerMinutes } from "../plan/checks/timer-minutes.ts";
import type { Plan } from "../plan/plan.ts";
import { type WaveSize, wavesOf } from "../transaction/waves.ts";
import type { Emit } from "./workflow.ts";

/** The longest timer that is armed, in minutes: what every platform can. */
const timerMinutesMax = 120;

/** What somebody said of waves and timers. */
export type TimerWishes = {
  readonly batch?: readonly WaveSize[];
  readonly confirmMinutes?: number;
  readonly emit: Emit;
};

/**
 * The waves in which devices go into trial (all at once where undefined), and how long their timers are: as long as
 * was said, or longer where waves and checks need it and nobody said anything.
 */
export function timersOf(
  plan: Plan,
  names: readonly string[],
  settings: Settings,
  { batch, confirmMinutes, emit }: TimerWishes,
): { readonly waves: readonly (readonly string[])[] | undefined; readonly minutes: number } {
  const waves = batch && names.length > 0 ? wavesOf(names, batch) : undefined;
  const needed = timerMinutes(waves ?? [names], plan.devices);
  if (confirmMinutes === undefined) {
    if (needed <= timerMinutesMax)
      return { waves, minutes: Math.max(needed, settings.confirmTimeoutMinutes) };
    throw new NetctlError("usage", `the timers would have to run for ${needed} minutes`, {
      hint: `${timerMinutesMax} is the most: fewer waves, or checks that take less time`,
    });
  }
  if (needed > confirmMinutes) {
    const message = `waves and checks may take ${needed} minutes, longer than the timers`;
    emit({ type: "notice", message: `${message}: then everything is taken back` });
  }
  return { waves, minutes: confirmMinutes };
}
