import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

/** Longer than netctl tries a device that has no timer running. */
const longMs = 12_000;

/** The command with which each box goes into trial. */
const commits = {
  csr1: "end",
  veos1: "configure session * commit timer",
  vsrx1: "commit confirmed",
};

async function untilPending(box: string, isPending: boolean): Promise<void> {
  for (let count = 0; count < 400; count += 1) {
    const it = (await lab.status()).find(({ name }) => name === box);
    if ((it?.pending !== null) === isPending) return;
    await delay(50);
  }
  throw new Error(`${box} never came to be ${isPending ? "" : "not "}in trial`);
}

describe("a change that cuts netctl off", { timeout: 600_000 }, () => {
  it.each(Object.entries(commits))(
    "on %s is waited for until the device's timer gives it back",
    async (box, command) => {
      const before = await lab.running();
      // The trial's answer is lost with the connection, and nobody gets in again.
      await lab.fault(box, `gone-after:${command}`);
      const apply = workspace.start("apply", "--yes", "--confirm-timeout", "2m");
      const ended = once(apply, "close") as Promise<[number | null]>;
      await untilPending(box, true);
      await delay(longMs);
      expect(apply.exitCode).toBeNull();
      await lab.forward(180);
      await untilPending(box, false);
      await lab.fault(box, `gone-after:${command}`, false);
      await lab.fault(box, "unreachable", false);
      expect((await ended)[0]).toBe(5);
      expect(await lab.running()).toEqual(before);
    },
  );
});
