import type { Echo } from "../config/echo.ts";
import { parseConfig } from "../config/parse-config.ts";
import { NetctlError } from "../errors.ts";
import type { Intent } from "../intent/intent.ts";
import { changedDevices } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import type { Home } from "../repo/home/home.ts";
import { readEchoes } from "../repo/local/echo-store.ts";
import type { Journal } from "../repo/local/journal.ts";
import { publishRecord, settleRecord } from "../repo/record/publish-record.ts";
import type { PreparedRecord } from "../repo/record/record.ts";
import type { Workspace } from "../repo/workspace.ts";
import type { Order, Report } from "../transaction/order.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { Follow } from "./conclude.ts";
import { confsAt } from "./confs.ts";
import { keepEchoes } from "./learned.ts";
import { type DeviceRun, isTimed } from "./run/device-run.ts";
import type { Fleet } from "./run/fleet.ts";
import { nowMs } from "./run/now-ms.ts";
import type { Printed } from "./run/printed.ts";
import { reasonOf } from "./run/reason.ts";
import type { FailedBefore } from "./run/run-checks.ts";
import { takeStep } from "./run/take-step.ts";
import { transact } from "./run/transact.ts";
import { witnessReason } from "./run/witness-reason.ts";
import type { Secrets } from "./secrets/secrets.ts";
import { veilDevice } from "./secrets/veil-devices.ts";
import type { Emit } from "./workflow.ts";

/** Everything a transaction needs of the world, for a fresh run and for a recovery alike. */
export type CarryOutOptions = {
  readonly workspace: Workspace;
  /** Whose refs decide. */
  readonly home: Home;
  readonly plan: Plan;
  readonly intent: Intent;
  readonly record: PreparedRecord;
  readonly journal: Journal;
  readonly fleet: Fleet;
  readonly secrets: Secrets;
  /** Length of the devices' own timers, in whole minutes. */
  readonly minutes: number;
  /** Begun when the first device has confirmed what is recorded, beside the others; nobody here waits for it. */
  readonly follow?: Follow;
  /** Checks that failed before the change; absent in a recovery, which has not seen that. */
  readonly failedBefore?: FailedBefore;
  readonly emit: Emit;
  readonly signal: AbortSignal;
};

/** Drives a transaction with real devices and a real repository to its end. */
export async function carryOut(begun: Transaction, options: CarryOutOptions): Promise<Transaction> {
  const { journal, emit, signal } = options;
  const runs = await deviceRuns(options);
  const before = new Map<string, Printed>();
  let isGitAsked = false;
  const remember = (device: string, echoes: readonly Echo[]) =>
    keepEchoes(options.workspace, device, echoes);
  return transact(begun, {
    emit,
    signal,
    write: (entry) => journal.append(entry),
    carryOut: async (order): Promise<Report> => {
      if (order.phase === "record") {
        // Once git was asked, only git says what became of it.
        const reason = isGitAsked ? undefined : await witnessReason(options);
        if (reason !== undefined) return { phase: "record", result: "failed", reason };
        isGitAsked = true;
        return recordStep(order, options);
      }
      const run = runs.get(order.device);
      if (!run) throw new Error(`the plan knows no ${order.device}`);
      const { fleet } = options;
      const step = async () => {
        const report = await takeStep(order, { run, fleet, before, remember });
        // Not earlier: the disk would keep the journal waiting, and the journal the devices.
        if (report.phase === "confirm") void options.follow?.();
        return timed(report, run, options.minutes);
      };
      // An inquiry may wait minutes for a timer: nobody else should wait behind it.
      return order.phase === "inquire" ? step() : fleet.within(step);
    },
  });
}

/** A trial that failed may have armed the timer all the same, just now at the latest. */
function timed(report: Report, run: DeviceRun, minutes: number): Report {
  const isArming = isTimed(run) && ["trial", "redo", "undo"].includes(report.phase);
  if (!isArming || report.phase === "record" || report.result !== "failed") return report;
  return { ...report, deadline: nowMs() + minutes * 60_000 };
}

async function recordStep(
  order: Extract<Order, { phase: "record" }>,
  { workspace, home, record }: CarryOutOptions,
): Promise<Report> {
  const done: Report = { phase: "record", result: "done", commit: record.commit };
  try {
    if (order.before !== undefined && nowMs() > order.before) {
      throw new NetctlError("timeout", "the devices' timers leave no room to confirm", {
        hint: "give them longer: netctl apply --confirm-timeout 10m",
      });
    }
    await publishRecord(workspace, home, record);
    return done;
  } catch (error) {
    const reason = reasonOf(error);
    // Whatever the error says, only the refs tell whether they moved, and they may not be readable.
    const state = await settleRecord(workspace, home, record).catch(() => undefined);
    if (state === "published") return done;
    return { phase: "record", result: state === "none" ? "failed" : "unknown", reason };
  }
}

async function deviceRuns(options: CarryOutOptions): Promise<ReadonlyMap<string, DeviceRun>> {
  const { plan, intent, workspace, minutes, fleet, secrets } = options;
  const confs = await confsAt(workspace, plan.applied);
  const runs = changedDevices(plan).map(async (device): Promise<[string, DeviceRun]> => {
    const platform = intent.platforms.get(device.platform);
    if (!platform) {
      throw new NetctlError("refused", `its platform "${device.platform}" is not known here`, {
        device: device.device,
      });
    }
    const conf = confs.get(device.device);
    const texts = [conf, device.candidate];
    await veilDevice(fleet, secrets, { device: device.device, platform, texts });
    const echo = await readEchoes(workspace, device.device);
    const { id: transaction } = plan;
    const { failedBefore } = options;
    const read = (text: string) => parseConfig(text, platform).config;
    return [
      device.device,
      {
        ...{ plan: device, platform, transaction, minutes, failedBefore, echo },
        // Trees are heavy, and looked into once at most.
        get applied() {
          return conf === undefined ? undefined : read(conf);
        },
        get candidate() {
          return read(device.target ?? device.candidate);
        },
      },
    ];
  });
  return new Map(await Promise.all(runs));
}
