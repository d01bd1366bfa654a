import { isDeepStrictEqual } from "node:util";
import type { Order, Reason, Report } from "../../../src/transaction/order.ts";
import { isOver } from "../../../src/transaction/transaction.ts";
import type { JournalEntry } from "../../../src/workflow/run/journal-entry.ts";
import { type Device, effect, fired, type Step, stepsOf } from "./device.ts";
import { deviceFaults, stepVariants } from "./faults.ts";
import { arrivals, recordVariants, takenOver } from "./git.ts";
import { checkOrders, wrongAtEnd } from "./judge.ts";
import {
  entriesOf,
  type Machine,
  type Open,
  type State,
  spent,
  told,
  Violation,
  withDevice,
} from "./world.ts";

/** Every state that may come next; none at the end. Throws a Violation where one has come about. */
export function moves(state: State, on: Machine): readonly State[] {
  switch (state.netctl) {
    case "closed":
      return closing(state, on);
    case "down":
      return [...byThemselves(state, on), recovering(state, on)];
    case "up": {
      const killed = state.faultsLeft > 0 ? [down(spent(state, "netctl is killed"))] : [];
      const due = on.orders(state.transaction);
      if (due.length > 0) return [sent(state, due, on), ...killed];
      if (isOver(state.transaction)) return [concluded(state), ...killed];
      return [...killed, ...going(state, on)];
    }
  }
}

function written(state: State, entry: JournalEntry, on: Machine): State {
  const text = JSON.stringify(entry);
  const lines = [...state.held, text].reduce(
    (before: State["lines"], line) => ({ text: line, before }),
    state.lines,
  );
  return { ...state, held: [], lines, transaction: on.applied(state.transaction, entry) };
}

function sent(state: State, due: readonly Order[], on: Machine): State {
  const entry: JournalEntry = { kind: "orders", at: 0, orders: due };
  checkOrders(state, due);
  const after = on.isJournalLate
    ? {
        ...state,
        held: [...state.held, JSON.stringify(entry)],
        transaction: on.applied(state.transaction, entry),
      }
    : written(state, entry, on);
  const open = [...state.open, ...due.map((order) => ({ order, taken: 0 }))];
  const words = due.map((order) =>
    order.phase === "record" ? "record" : `${order.phase} ${order.device}`,
  );
  return told({ ...after, open }, `-> ${words.join(", ")}`);
}

function going(state: State, on: Machine): readonly State[] {
  // With nothing left to fail, what happens on two devices happens in any order to the same end.
  const silent = state.open.find(({ report }) => report === undefined);
  const isCalm = state.faultsLeft === 0 && isQuiet(state);
  if (silent !== undefined && isCalm) return stepped(state, silent, on);
  const answered = state.open.filter(({ report }) => report !== undefined);
  return [
    ...answered.map((open) => taken(state, open, on)),
    ...state.open
      .filter(({ report }) => report === undefined)
      .flatMap((open) => stepped(state, open, on)),
    ...byThemselves(state, on),
    ...(state.faultsLeft > 0 ? [...deviceFaults(state), ...interrupted(state, on)] : []),
  ];
}

/** A report reaches the journal and the machine. */
function taken(state: State, open: Open, on: Machine): State {
  const { report } = open;
  if (report === undefined) throw new Error("there is a report");
  const rest = state.open.filter((other) => other !== open);
  const after = written({ ...state, open: rest }, report, on);
  const words = report.kind === "report" ? describe(report.report) : report.kind;
  return told(after, `<- ${words}`);
}

function describe(report: Report): string {
  const who = report.phase === "record" ? "" : ` ${report.device}`;
  const what = report.result === "seen" ? report.evidence : report.result;
  return `${report.phase}${who}: ${what}`;
}

function interrupted(state: State, on: Machine): readonly State[] {
  if (state.transaction.stage === "forward" || state.transaction.stage === "back") return [];
  const reason: Reason = { kind: "interrupted", message: "SIGINT" };
  return [spent(written(state, { kind: "interrupt", reason }, on), "Ctrl-C")];
}

function stepped(state: State, open: Open, on: Machine): readonly State[] {
  const { order } = open;
  if (order.phase === "record") return recordVariants(state, open, order, on);
  const index = state.devices.findIndex(({ name }) => name === order.device);
  const it = state.devices[index];
  if (it === undefined) throw new Error(`no ${order.device}`);
  const step = stepsOf(order.phase, it.kind)[open.taken];
  if (step === undefined) throw new Error(`${order.phase} has no step ${open.taken}`);
  return stepVariants({ state, open, order, index, it, step, on });
}

/** Things that happen in their own time: late steps, and timers while nobody is there. */
function byThemselves(state: State, on: Machine): readonly State[] {
  return [...arrivals(state, on), ...onDevices(state)];
}

function isQuiet({ devices, git }: State): boolean {
  return !git.isUnderway && devices.every(({ late }) => late.length === 0);
}

function onDevices(state: State): readonly State[] {
  return state.devices.flatMap((it, index) => {
    const late = it.late.map((step) =>
      told(withDevice(state, index, doneLate(it, step)), `late ${step} on ${it.name}`),
    );
    const over =
      state.netctl === "down" && it.timer
        ? [told(withDevice(state, index, fired(it)), `the timer of ${it.name} ends`)]
        : [];
    return [...late, ...over];
  });
}

function doneLate(it: Device, step: Step): Device {
  const after = effect({ ...it, late: it.late.filter((other) => other !== step) }, step);
  return after.device;
}

/** netctl is gone: its connections, and what it was waiting for. */
function down(state: State): State {
  const devices = state.devices.map(
    (it): Device => ({
      ...it,
      session: "none",
      staged: it.kind === "candidate" ? undefined : it.staged,
    }),
  );
  return { ...state, netctl: "down", open: [], held: [], devices };
}

function recovering(state: State, on: Machine): State {
  const past = on.replay(entriesOf(state.lines));
  if (past === undefined) throw new Error("a journal begins");
  if (!on.isJournalLate && !isDeepStrictEqual(past, state.transaction))
    throw new Violation("the journal tells another story than the machine", state);
  const git = takenOver(state.git, on);
  const commit = on.commitSeen(git, past);
  const entry: JournalEntry = { kind: "resume", ...(commit === undefined ? {} : { commit }) };
  return told(written({ ...state, git, netctl: "up", transaction: past }, entry, on), "recover");
}

function concluded(state: State): State {
  const doubted = state.transaction.members.filter(({ end }) => end === "in-doubt");
  if (doubted.length === 0) {
    const git = { ...state.git, isFollowed: state.git.commit !== undefined };
    return told({ ...state, git, netctl: "closed" }, "over");
  }
  for (const { name } of doubted) {
    const it = state.devices.find((each) => each.name === name);
    const isHard = it?.isBent || it?.isTheirs || it?.isSilent || it?.isCut || state.git.isSilent;
    if (!isHard) throw new Violation(`${name} is in doubt, and could be asked`, state);
  }
  const isOurs = state.devices.every(({ isBent, isTheirs }) => !isBent && !isTheirs);
  if (state.isFinal && isOurs) throw new Violation("in doubt although everybody answers", state);
  if (state.isFinal) return told({ ...state, netctl: "closed" }, "in doubt for good");
  const devices = state.devices.map((it) => ({ ...it, isSilent: false, isCut: false }));
  const git = { ...state.git, isSilent: false, isLate: false };
  const last = { ...state, devices, git, faultsLeft: 0, isFinal: true };
  return down(told(last, "in doubt; later everybody answers again"));
}

/** The end: what still runs runs out, in any order, and then the network is looked at. */
function closing(state: State, on: Machine): readonly State[] {
  const rest = byThemselves({ ...state, netctl: "down" }, on);
  if (rest.length > 0) return rest.map((each) => ({ ...each, netctl: "closed" as const }));
  const wrong = wrongAtEnd(state);
  if (wrong !== undefined) throw new Violation(wrong, state);
  return [];
}
