import type { Evidence, Order, Report } from "../../../src/transaction/order.ts";
import {
  answers,
  type Device,
  dropped,
  fired,
  type Result,
  restarted,
  type Step,
  stepsOf,
  take,
} from "./device.ts";
import {
  type Machine,
  type Open,
  replaced,
  type State,
  spent,
  told,
  Violation,
  withDevice,
} from "./world.ts";

type DeviceOrder = Exclude<Order, { phase: "record" }>;

/** One step that is due on one device. */
export type Due = {
  readonly state: State;
  readonly open: Open;
  readonly order: DeviceOrder;
  readonly index: number;
  readonly it: Device;
  readonly step: Step;
  readonly on: Machine;
};

/** Steps whose effect may come after netctl has given up waiting. */
const lingering: readonly Step[] = ["commit-new", "commit-old", "confirm", "restore", "save"];

/** The step done well, and in every way in which it can go wrong. */
export function stepVariants(due: Due): readonly State[] {
  const { step, it, state, on } = due;
  if (step === "look") return [looked(due)];
  if (step === "verify" && on.isUnverified) return [after(due, { device: it })];
  const well = step === "confirm" && on.isTrusting ? confirmed(due) : take(it, step);
  const variants = [after(due, well)];
  if (state.faultsLeft === 0 || well.failed === "lost") return variants;
  const fault = (what: string, result: Result) =>
    after({ ...due, state: spent(state, `${what} at ${step} of ${it.name}`) }, result);
  variants.push(fault("lost request", { device: dropped(it), failed: "lost" }));
  variants.push(fault("lost answer", { device: dropped(well.device), failed: "lost" }));
  if (step !== "discard") variants.push(fault("refusal", { device: it, failed: "rejected" }));
  if (lingering.includes(step) && well.failed === undefined) {
    const late = { ...dropped({ ...it, session: "alive" }), late: [...it.late, step] };
    variants.push(fault("no answer in time", { device: late, failed: "lost" }));
  }
  if ((step === "all-new" || step === "commit-new") && well.failed === undefined) {
    variants.push(
      fault("a line swallowed", { device: { ...well.device, runs: "half", isBent: true } }),
    );
    variants.push(fault("cut off", { device: { ...well.device, isCut: true } }));
  }
  return variants;
}

/** A careless netctl confirms whatever timer runs; a device does not ask whose it is. */
function confirmed({ it, state }: Due): Result {
  if (it.timer?.isOurs === false)
    throw new Violation(`somebody else's timer is confirmed on ${it.name}`, state);
  return take(it, "confirm");
}

/** The state after a step: the next one is due, or the report is on its way. */
function after(due: Due, { device: next, failed }: Result): State {
  const { state, open, order, index, it } = due;
  const count = open.taken + 1;
  const isLast = count === stepsOf(order.phase, it.kind).length;
  const report = failed ? failedReport(order, failed) : isLast ? doneReport(order) : undefined;
  return told(
    withDevice(replaced(state, open, count, report), index, next),
    `   ${due.step} on ${it.name}${failed ? `: ${failed}` : ""}`,
  );
}

function failedReport({ phase, device }: DeviceOrder, kind: string): Report {
  return { phase, device, result: "failed", reason: { kind, message: kind } };
}

function doneReport({ phase, device }: DeviceOrder): Report {
  return { phase, device, result: "done", ...(phase === "trial" ? { deadline: 1000 } : {}) };
}

/** An inquiry asks again and again, on new connections, as long as the timer may give the device back. */
function looked(due: Due): State {
  const { state, open, order, index, it, on } = due;
  const waits = order.until !== undefined && !it.isSilent && it.isCut;
  const waited = waits ? fired(it) : it;
  const isThere = answers(waited);
  const evidence = isThere ? evidenceOf(waited, on) : "unknown";
  const asked: Device = isThere ? { ...dropped(waited), session: "alive" } : dropped(waited);
  const report: Report = { phase: "inquire", device: order.device, result: "seen", evidence };
  return told(
    withDevice(replaced(state, open, 1, report), index, asked),
    `   look at ${it.name}: ${evidence}`,
  );
}

function evidenceOf({ timer, runs }: Device, on: Machine): Evidence {
  if (timer && !timer.isOurs && !on.isTrusting) return "other";
  if (timer) return runs === "new" || on.isTrusting ? "pending" : "halfway";
  return runs === "new" || runs === "old" ? runs : "other";
}

/** Things that befall a device at any moment. */
export function deviceFaults(state: State): readonly State[] {
  return [...foreignTrials(state), ...byThemselves(state)];
}

function byThemselves(state: State): readonly State[] {
  return state.devices.flatMap((it, index) => {
    const isAsked = state.open.some(({ order }) => "device" in order && order.device === it.name);
    const early = it.timer?.isOurs ? [["early timer", fired(it)] as const] : [];
    const reloads = restarted(it).map((next) => ["restart", next] as const);
    const hang = isAsked && !it.isSilent ? [["hang", { ...it, isSilent: true }] as const] : [];
    return [...early, ...reloads, ...hang].map(([what, next]) =>
      spent(withDevice(state, index, next), `${what} of ${it.name}`),
    );
  });
}

/** Somebody else tries something on a device that has no timer running. */
function foreignTrials(state: State): readonly State[] {
  return state.devices.flatMap((it, index) => {
    if (it.timer) return [];
    const timer = { to: it.runs, isOurs: false };
    const theirs: Device = { ...it, runs: "foreign", timer, isTheirs: true };
    return [spent(withDevice(state, index, theirs), `somebody else's trial on ${it.name}`)];
  });
}
