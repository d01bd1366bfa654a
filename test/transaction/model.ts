import { advance, resume, started } from "../../src/transaction/advance.ts";
import type { Order, Report } from "../../src/transaction/order.ts";
import { begin, isOver, orders, type Transaction } from "../../src/transaction/transaction.ts";

/** What may go wrong with one order. */
export type Fault =
  | "refuse"
  | "lose-request"
  | "lose-answer"
  | "timer-fires"
  | "crash-before"
  | "crash-after";

/** A device as simple as it can be: two configurations, a timer, a candidate. */
export type ModelDevice = {
  name: string;
  live: boolean;
  runs: "old" | "new";
  timer: boolean;
  staged: boolean;
};

export type World = { devices: ModelDevice[]; commit: string | undefined };

export type Machine = {
  readonly begin: typeof begin;
  readonly orders: typeof orders;
  readonly started: typeof started;
  readonly advance: typeof advance;
  readonly resume: typeof resume;
};

export const machine: Machine = { begin, orders, started, advance, resume };

/** Which order is answered next, and the faults by the number of the answer they hit. */
export type Schedule = {
  readonly picks: readonly number[];
  readonly faults: ReadonlyMap<number, Fault>;
};

/** Runs one transaction on the model under a schedule; after a crash, the recovery runs without faults. */
export function run(
  names: readonly { name: string; live: boolean }[],
  schedule: Schedule,
  on: Machine = machine,
): {
  readonly transaction: Transaction;
  readonly world: World;
  readonly trace: readonly string[];
} {
  const world: World = {
    devices: names.map((each) => ({ ...each, runs: "old", timer: false, staged: false })),
    commit: undefined,
  };
  const trace: string[] = [];
  let transaction = on.begin("t", names);
  const open: Order[] = [];
  let answers = 0;
  let hasCrashed = false;
  for (let step = 0; !isOver(transaction); step += 1) {
    if (step > 500) throw new Error(`no end:\n${trace.join("\n")}`);
    for (const order of on.orders(transaction)) {
      transaction = on.started(transaction, order);
      open.push(order);
    }
    const pick = (schedule.picks[answers] ?? 0) % open.length;
    const [order] = open.splice(pick, 1);
    if (!order) throw new Error(`nothing is due:\n${trace.join("\n")}`);
    const fault = hasCrashed ? undefined : schedule.faults.get(answers);
    answers += 1;
    trace.push(`${order.phase} ${"device" in order ? order.device : "git"} ${fault ?? ""}`);
    if (fault === "crash-before" || fault === "crash-after") {
      // What else was under way may have happened or not: the picks decide.
      if (fault === "crash-after") act(order, world, undefined);
      open.forEach((other, index) => {
        if ((schedule.picks[answers + index] ?? 0) % 2 === 1) act(other, world, undefined);
      });
      open.length = 0;
      hasCrashed = true;
      transaction = on.resume(transaction, world.commit);
      continue;
    }
    transaction = on.advance(transaction, act(order, world, fault));
  }
  return { transaction, world, trace };
}

const lost = { kind: "lost", message: "the connection was lost" };

function act(order: Order, world: World, fault: Fault | undefined): Report {
  if (order.phase === "record") {
    if (fault === "refuse")
      return { phase: "record", result: "failed", reason: { kind: "refused", message: "moved" } };
    world.commit = "c1";
    return { phase: "record", result: "done", commit: "c1" };
  }
  const { phase, device: name } = order;
  const device = world.devices.find((each) => each.name === name);
  if (!device) throw new Error(`no ${name}`);
  if (fault === "timer-fires" && device.timer) Object.assign(device, { timer: false, runs: "old" });
  if (phase === "inquire") {
    return {
      phase,
      device: name,
      result: "seen",
      evidence: device.timer ? "pending" : device.runs,
    };
  }
  if (fault === "refuse") {
    // A live platform has typed some lines by the time it refuses one: its timer runs.
    if (phase === "trial" && device.live) Object.assign(device, { timer: true, runs: "new" });
    return { phase, device: name, result: "failed", reason: { kind: "rejected", message: "no" } };
  }
  if (fault === "lose-request") return { phase, device: name, result: "failed", reason: lost };
  const reason = perform(phase, device);
  if (fault === "lose-answer") return { phase, device: name, result: "failed", reason: lost };
  return reason
    ? { phase, device: name, result: "failed", reason: { kind: "rejected", message: reason } }
    : {
        phase,
        device: name,
        result: "done",
        ...(phase === "trial" ? { deadline: 1_000_000 } : {}),
      };
}

/** Does it, or says why not. */
function perform(phase: string, device: ModelDevice): string | undefined {
  switch (phase) {
    case "prepare":
      device.staged = true;
      return undefined;
    case "trial":
      Object.assign(device, { runs: "new", timer: true, staged: false });
      return undefined;
    case "verify":
      return device.timer && device.runs === "new" ? undefined : "not what was planned";
    case "confirm":
      if (!device.timer) return "nothing pending";
      device.timer = false;
      return undefined;
    case "discard":
      device.staged = false;
      return undefined;
    case "restore":
      if (device.timer) Object.assign(device, { timer: false, runs: "old" });
      return device.runs === "old" ? undefined : "still new";
    case "redo":
      Object.assign(device, { runs: "new", timer: false });
      return undefined;
    case "undo":
      Object.assign(device, { runs: "old", timer: false });
      return undefined;
    default:
      return undefined;
  }
}
