import type { Order, Reason, Report } from "../../../src/transaction/order.ts";
import { type Machine, type Open, replaced, type State, spent, told, Violation } from "./world.ts";

/**
 * The refs that decide, as simple as they can be, wherever they lie: a branch that moves once, and the lock beside it.
 * A push names the lock it was made under, and moves it along.
 */
export type Git = {
  readonly commit: string | undefined;
  /** `held`: as the push names it · `moved`: by the push, or without it, so that none can come any more · `taken`: by a recovery. */
  readonly lock: "held" | "moved" | "taken";
  /** A push is under way that netctl has given up on: it arrives whenever it likes. */
  readonly isUnderway: boolean;
  /** The refs of this clone have followed those at the remote. */
  readonly isFollowed: boolean;
  /** It answers nobody, until netctl is started again. */
  readonly isSilent: boolean;
  /** Time is nearly up: the timers leave no room to confirm. */
  readonly isLate: boolean;
};

export const git: Git = {
  commit: undefined,
  lock: "held",
  isUnderway: false,
  isFollowed: false,
  isSilent: false,
  isLate: false,
};

type RecordOrder = Extract<Order, { phase: "record" }>;

const done: Report = { phase: "record", result: "done", commit: "c1" };
const noWord: Reason = { kind: "git", message: "git gave no answer" };

function failed(kind: string): Report {
  return { phase: "record", result: "failed", reason: { kind, message: kind } };
}

function unknown({ isRash }: Machine): Report {
  return { phase: "record", result: isRash ? "failed" : "unknown", reason: noWord };
}

/** The next step of a record, in every way in which it can go: the push, and, where it gave no clear answer, its end. */
export function recordVariants(
  state: State,
  open: Open,
  order: RecordOrder,
  on: Machine,
): readonly State[] {
  return open.taken === 0 ? pushed(state, open, order, on) : settled(state, open, on);
}

function pushed(state: State, open: Open, order: RecordOrder, on: Machine): readonly State[] {
  const now = state.git;
  const next = (from: State, report: Report | undefined, after = now) =>
    told({ ...replaced(from, open, 1, report), git: after }, `   push: ${report?.result ?? "?"}`);
  if (now.isSilent) return [next(state, unknown(on))];
  if (now.commit !== undefined) return [next(state, done)];
  if (now.isLate && order.before !== undefined) return [next(state, undefined)];
  if (now.isLate) throw new Violation("git moved with no time left to confirm", state);
  const unfit = state.devices.find(({ isCut, runs }) => isCut || runs === "half");
  if (unfit)
    throw new Violation(`git moves for ${unfit.name}, whom a login had shown unfit`, state);
  if (now.lock !== "held") return [next(state, undefined)];
  const moved: Git = { ...now, commit: "c1", lock: "moved" };
  const variants = [next(state, done, moved)];
  if (state.faultsLeft === 0) return variants;
  const fault = (what: string, report: Report | undefined, after: Git = now) =>
    next(spent(state, `git: ${what}`), report, after);
  variants.push(fault("refused", undefined));
  variants.push(fault("lost request", undefined));
  variants.push(fault("lost answer", undefined, moved));
  variants.push(fault("no answer in time", undefined, { ...now, isUnderway: true }));
  variants.push(fault("silent before", unknown(on), { ...now, isSilent: true }));
  variants.push(fault("silent after", unknown(on), { ...moved, isSilent: true }));
  variants.push(spent({ ...state, git: { ...now, isLate: true } }, "time runs short"));
  return variants;
}

/** What did not come to be must never come to be: the lock is moved on before anybody believes it. */
function settled(state: State, open: Open, on: Machine): readonly State[] {
  const now = state.git;
  const next = (from: State, report: Report, after = now) =>
    told({ ...replaced(from, open, 2, report), git: after }, `   settle: ${report.result}`);
  if (now.isSilent || on.isRash) return [next(state, unknown(on))];
  if (now.commit !== undefined) return [next(state, done)];
  if (now.lock !== "held" || on.isUnfenced) return [next(state, failed("refused"))];
  const variants = [next(state, failed("refused"), { ...now, lock: "moved" })];
  if (state.faultsLeft === 0) return variants;
  const fault = (what: string, after: Git) =>
    next(spent(state, `git: ${what}`), unknown(on), after);
  variants.push(fault("lost request of the fence", now));
  variants.push(fault("silent before the fence", { ...now, isSilent: true }));
  variants.push(fault("silent after the fence", { ...now, lock: "moved", isSilent: true }));
  return variants;
}

/** A push that netctl gave up on arrives: the remote lets it in where everything is as it says. */
export function arrivals(state: State, on: Machine): readonly State[] {
  const now = state.git;
  if (!now.isUnderway) return [];
  const isLetIn = now.commit === undefined && (now.lock === "held" || on.isLockless === true);
  const after: Git = isLetIn ? { ...now, commit: "c1", lock: "moved" } : now;
  const what = isLetIn ? "a late push arrives" : "a late push is refused";
  return [told({ ...state, git: { ...after, isUnderway: false } }, what)];
}

/** A recovery takes the lock before it believes that nothing moved. */
export function takenOver(now: Git, on: Machine): Git {
  return on.isHasty ? now : { ...now, lock: "taken", isSilent: false };
}
