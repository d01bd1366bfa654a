import type { Reason } from "../transaction/order.ts";
import type { Console } from "./console.ts";
import { interruptedCode } from "./exit-code.ts";

/** What to say at the first signal, and at the second, which leaves at once. */
export type Interruption = { readonly signal: AbortSignal; readonly release: () => void };

const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Turns the first signal into an abort that carries its reason, and the second into the end of the process: what is
 * left then is the journal and the devices' own timers.
 */
export function catchSignals(console: Console): Interruption {
  const controller = new AbortController();
  const listen = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      console.warn("left at once: devices in trial restore themselves; then run: netctl recover");
      process.exit(interruptedCode(name));
    }
    console.warn(`${name}: stopping safely; once more leaves at once`);
    const reason: Reason = { kind: "interrupted", message: name };
    controller.abort(reason);
  };
  for (const name of names) process.on(name, listen);
  const release = () => {
    for (const name of names) process.off(name, listen);
  };
  return { signal: controller.signal, release };
}
