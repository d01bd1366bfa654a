import type { Evidence, Order, Reason, Report } from "../../transaction/order.ts";
import { type DeviceRun, isOld, isTimed, missing } from "./device-run.ts";
import type { Fleet } from "./fleet.ts";
import { nowMs } from "./now-ms.ts";
import { until } from "./patience.ts";
import { reasonOf } from "./reason.ts";

/** Seconds to keep trying where no device timer sets an end. */
const patienceSeconds = 10;

/** Times a device may be seen neither old nor new before that is its answer. */
const otherLooksMax = 10;

/**
 * Asks a device what it runs, on a new connection. Keeps trying as long as its own timer may still give it back,
 * for a device that was cut off answers only after that.
 */
export async function inquire(
  order: Extract<Order, { device: string }>,
  run: DeviceRun,
  fleet: Fleet,
): Promise<Extract<Report, { phase: "inquire" }>> {
  const { device } = order;
  const left = order.until === undefined ? 0 : (order.until - nowMs()) / 1000;
  let reason: Reason | undefined;
  let otherLooks = 0;
  const evidence = await until(Math.max(patienceSeconds, left), async () => {
    try {
      fleet.drop(device);
      const seen = await look(run, fleet);
      // A restore under way shows neither configuration for a moment.
      otherLooks += seen === "other" ? 1 : 0;
      return seen === "other" && otherLooks < otherLooksMax ? undefined : seen;
    } catch (error) {
      reason = reasonOf(error);
      return isFinal(reason) ? "unknown" : undefined;
    }
  });
  return {
    phase: "inquire",
    device,
    result: "seen",
    evidence: evidence ?? "unknown",
    ...reasonFor(evidence, reason),
  };
}

function reasonFor(
  evidence: Evidence | undefined,
  reason: Reason | undefined,
): { reason?: Reason } {
  if (evidence === "other") {
    return {
      reason: { kind: "rejected", message: "it runs neither the old nor the new configuration" },
    };
  }
  return evidence === undefined && reason !== undefined ? { reason } : {};
}

async function look(run: DeviceRun, fleet: Fleet): Promise<Evidence> {
  const session = await fleet.session(run.plan.device);
  const pending = await session.pending(run.transaction);
  if (pending === "foreign") return "other";
  const running = await fleet.read(run.plan.device);
  const isNew = missing(run, undefined, running).length === 0;
  if (pending === "ours") return isNew ? "pending" : "halfway";
  if (isOld(run, running)) return "old";
  if (isNew) return "new";
  // Without a timer nothing tells a change of ours that stopped halfway from somebody else's: both are taken back.
  return isTimed(run) ? "other" : "halfway";
}

/** What trying again cannot mend. */
function isFinal(reason: Reason): boolean {
  return reason.kind === "authentication" || reason.kind === "host-key";
}
