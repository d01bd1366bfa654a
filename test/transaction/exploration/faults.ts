import type { Evidence, Order, Reason, Report } from "../../../src/transaction/order.ts";
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

function replaced(state: State, open: Open, count: number, report: Report | undefined): State {
  const next: Open = {
    order: open.order,
    taken: count,
    ...(report === undefined ? {} : { report: { kind: "report", report } }),
  };
  return { ...state, open: state.open.map((other) => (other === open ? next : other)) };
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

const noWord: Reason = { kind: "git", message: "git gave no answer" };

/** The ref moves, in every way in which that can go wrong. */
export function recordVariants(
  state: State,
  open: Open,
  order: Extract<Order, { phase: "record" }>,
  on: Machine,
): readonly State[] {
  const { git, faultsLeft } = state;
  const moved = { ...git, commit: "c1" };
  const done: Report = { phase: "record", result: "done", commit: "c1" };
  const unknown: Report = {
    phase: "record",
    result: on.isRash ? "failed" : "unknown",
    reason: noWord,
  };
  const failed = (kind: string): Report => ({
    phase: "record",
    result: "failed",
    reason: { kind, message: kind },
  });
  const next = (from: State, report: Report, now = git) =>
    told({ ...replaced(from, open, 1, report), git: now }, `   git: ${report.result}`);
  if (git.isSilent) return [next(state, unknown)];
  if (git.isLate && git.commit === undefined) {
    if (order.before !== undefined) return [next(state, failed("timeout"))];
    throw new Violation("git moved with no time left to confirm", state);
  }
  const unfit = state.devices.find(({ isCut, runs }) => isCut || runs === "half");
  if (unfit)
    throw new Violation(`git moves for ${unfit.name}, whom a login had shown unfit`, state);
  const variants = [next(state, done, moved)];
  if (faultsLeft === 0) return variants;
  const fault = (what: string, report: Report, now = git) =>
    next(spent(state, `git: ${what}`), report, now);
  if (git.commit === undefined) variants.push(fault("refused", failed("refused")));
  variants.push(fault("lost request", unknown));
  variants.push(fault("lost answer", unknown, moved));
  variants.push(fault("silent before", unknown, { ...git, isSilent: true }));
  variants.push(fault("silent after", unknown, { ...moved, isSilent: true }));
  variants.push(spent({ ...state, git: { ...git, isLate: true } }, "time runs short"));
  return variants;
}
