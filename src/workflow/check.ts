import { selectDevices } from "../plan/select-devices.ts";
import type { Reason } from "../transaction/order.ts";
import { requireDeclared } from "./declared.ts";
import { makeFleet } from "./run/reach.ts";
import { reasonOf } from "./run/reason.ts";
import { type CheckOutcome, runChecks } from "./run/run-checks.ts";

/** What the checks of one device said; `reason` where it could not be asked. */
export type Checked = {
  readonly device: string;
  readonly outcomes: readonly CheckOutcome[];
  readonly reason?: Reason;
};

/** Runs the checks alone, on all devices at once. Changes nothing. */
export async function check(from: string, targets: readonly string[]): Promise<readonly Checked[]> {
  const declared = await requireDeclared(from);
  const { workspace, intent, candidates } = declared;
  const chosen = selectDevices(targets, intent);
  const devices = [...candidates.values()].filter(({ device }) => chosen?.has(device.name) ?? true);
  const fleet = await makeFleet(workspace, intent);
  try {
    return await Promise.all(
      devices.map(({ device, checks }) =>
        fleet.within(async (): Promise<Checked> => {
          if (checks.length === 0) return { device: device.name, outcomes: [] };
          try {
            const session = await fleet.session(device.name);
            return { device: device.name, outcomes: await runChecks(session, checks) };
          } catch (error) {
            return { device: device.name, outcomes: [], reason: reasonOf(error) };
          }
        }),
      ),
    );
  } finally {
    fleet.close();
  }
}
