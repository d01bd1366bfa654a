import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Lab } from "./lab.ts";
import type { Workspace } from "./netctl.ts";

/** An apply that stands still in the middle, for those who want to do something meanwhile. */
export type Hanging = {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Lets it go on, and gives its exit code and all that it said. */
  readonly goOn: () => Promise<{ readonly code: number | null; readonly said: string }>;
};

/** Waits until something has come about that nobody tells of. */
export async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let count = 0; count < 800; count += 1) {
    if (await isSo()) return;
    await delay(50);
  }
  throw new Error(`it never came to this: ${what}`);
}

/** Starts an apply and stops it in trial: every device's timer is running, and csr1 has not said that it is done. */
export async function applyInTrial(workspace: Workspace, lab: Lab): Promise<Hanging> {
  await lab.fault("csr1", "hang:end");
  const apply = workspace.start("apply", "--yes");
  let said = "";
  for (const stream of [apply.stdout, apply.stderr]) {
    stream?.on("data", (data: Buffer) => {
      said += data.toString();
    });
  }
  const ended = once(apply, "close") as Promise<[number | null, string | null]>;
  await eventually("every device is in trial", async () =>
    (await lab.status()).every(({ pending }) => pending !== null),
  );
  return {
    kill: (signal) => apply.kill(signal),
    goOn: async () => {
      await lab.fault("csr1", "hang:end", false);
      const [code] = await ended;
      return { code, said };
    },
  };
}
