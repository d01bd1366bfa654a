import { confirmMarginMs } from "../../transaction/transaction.ts";
import type { Check } from "./check.ts";

/** Seconds that a wave is given for its trial and for being read back, before its checks. */
const waveSeconds = 60;

/** A device of a plan, as far as its checks go. */
type Checked = { readonly device: string; readonly checks: readonly Check[] };

/**
 * How long the devices' own timers must be, in whole minutes: the first wave waits for the trial and the checks of
 * all waves after it, then for those of the devices that do not change, and there must be room to confirm.
 */
export function timerMinutes(
  waves: readonly (readonly string[])[],
  devices: readonly Checked[],
): number {
  const changing = new Set(waves.flat());
  const witnesses = devices.filter(({ device }) => !changing.has(device));
  const seconds = waves.map((names) => {
    const wave = devices.filter(({ device }) => names.includes(device));
    return waveSeconds + longest(wave);
  });
  const total = seconds.reduce((sum, each) => sum + each, 0) + longest(witnesses);
  return Math.ceil((total + confirmMarginMs / 1000) / 60);
}

/** Devices are asked side by side, each one check after the other. Seconds. */
function longest(devices: readonly Checked[]): number {
  const sums = devices.map(({ checks }) =>
    checks.reduce((sum, { withinSeconds, holdsSeconds }) => sum + withinSeconds + holdsSeconds, 0),
  );
  return Math.max(0, ...sums);
}
