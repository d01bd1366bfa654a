import { changedDevices } from "../../plan/make-plan.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Reason } from "../../transaction/order.ts";
import type { Fleet } from "./fleet.ts";
import { reasonOf } from "./reason.ts";
import { type FailedBefore, requireChecks } from "./run-checks.ts";

/** What is needed to ask the devices that do not change. */
export type Witnesses = {
  readonly plan: Plan;
  readonly fleet: Fleet;
  readonly failedBefore?: FailedBefore;
};

/**
 * Why a change must not be kept though every changed device is well: devices that do not change may feel it. Undefined
 * where all their checks pass. The reason names the device, for it is the reason of none of the transaction's own.
 */
export async function witnessReason({
  plan,
  fleet,
  failedBefore,
}: Witnesses): Promise<Reason | undefined> {
  const changed = new Set(changedDevices(plan).map(({ device }) => device));
  if (changed.size === 0) return undefined;
  const witnesses = plan.devices.filter(
    ({ device, checks }) => !changed.has(device) && checks.length > 0,
  );
  const reasons = await Promise.all(
    witnesses.map(({ device, checks }) =>
      fleet.within(async () => {
        try {
          const session = await fleet.openAnother(device);
          const context = {
            ...({ device, kind: "rejected" } as const),
            ...(failedBefore && { failedBefore }),
          };
          await requireChecks(session, checks, context).finally(() => session.close());
          return undefined;
        } catch (error) {
          const reason = reasonOf(error);
          return { ...reason, message: `${device}: ${reason.message}` };
        }
      }),
    ),
  );
  return reasons.find((reason) => reason !== undefined);
}
