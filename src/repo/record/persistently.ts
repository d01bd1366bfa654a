import { setTimeout as sleep } from "node:timers/promises";
import { NetctlError } from "../../errors.ts";

const attemptLimitCount = 5;
const pauseMilliseconds = 200;

/**
 * Does something with git in this clone, again where it failed. An editor that looks at the repository holds git's own
 * locks for a moment, and a Ctrl-C at the terminal ends git beside netctl: neither decides what becomes of the devices.
 */
export async function persistently(action: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await action();
      return;
    } catch (error) {
      const isPassing = error instanceof NetctlError && error.kind === "git";
      if (!isPassing || attempt === attemptLimitCount) throw error;
      await sleep(pauseMilliseconds);
    }
  }
}
