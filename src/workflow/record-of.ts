import { changedDevices } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { headCommit, isClean } from "../repo/history.ts";
import type { RecordRequest } from "../repo/record/record.ts";
import type { Workspace } from "../repo/workspace.ts";
import { confOf, confsAt, deviceOfConf } from "./confs.ts";
import type { Declared } from "./declared.ts";

/** What a plan records in git when it is carried out. `message` takes the place of one that names the devices. */
export async function recordOf(
  declared: Declared,
  plan: Plan,
  message: string | undefined,
): Promise<RecordRequest> {
  const names = changedDevices(plan).map(({ device }) => device);
  return {
    files: new Map([...takenFiles(declared, plan), ...(await confFiles(declared, plan))]),
    message: message ?? defaultMessage(names),
    trailers: [
      ["Netctl-Transaction", plan.id],
      ["Netctl-Devices", names.join(", ")],
      ...leftOutTrailers(plan),
    ],
    base: await headCommit(declared.workspace),
    applied: plan.applied,
  };
}

/** True when git already says what this plan would record. */
export async function isRecorded(workspace: Workspace, plan: Plan): Promise<boolean> {
  if (plan.scope !== undefined) {
    const confs = await confsAt(workspace, plan.applied);
    return plan.devices.every(({ device, candidate }) => candidate === (confs.get(device) ?? ""));
  }
  const isApplied = plan.applied !== undefined && plan.applied === (await headCommit(workspace));
  return isApplied && (await isClean(workspace));
}

/**
 * Every rendered configuration as it is recorded: what the plan gives its devices, and what the others were given
 * last, for a record must not claim what was not applied. Null takes a file away.
 */
async function confFiles(declared: Declared, plan: Plan): Promise<RecordRequest["files"]> {
  const confs = await confsAt(declared.workspace, plan.applied);
  const planned = new Map(plan.devices.map(({ device, candidate }) => [device, candidate]));
  const isWhole = (plan.scope?.targets ?? []).length === 0;
  const named = [...declared.files.keys()].map(deviceOfConf).filter((name) => name !== undefined);
  const gone = named.filter((device) => isWhole && !declared.candidates.has(device));
  return new Map<string, string | null>([
    ...gone.map((device) => [confOf(device), null] as const),
    ...[...declared.candidates.keys()].map((device) => {
      const text = planned.get(device) ?? confs.get(device) ?? "";
      return [confOf(device), text === "" ? null : text] as const;
    }),
  ]);
}

/** What is taken of pools. A device that is left out may still use what was freed. */
function takenFiles({ intent }: Declared, plan: Plan): RecordRequest["files"] {
  return new Map(
    [...intent.taken].map(([path, { text, withFreed }]) => [
      path,
      plan.scope === undefined ? text : withFreed,
    ]),
  );
}

/** The record names what it leaves as it was. */
function leftOutTrailers({ scope }: Plan): RecordRequest["trailers"] {
  const skipped = scope?.skipped.map(({ device }) => device) ?? [];
  const leftOut = scope?.leftOut.map(({ device }) => device) ?? [];
  const others = leftOut.filter((device) => !skipped.includes(device));
  return [
    ...(skipped.length > 0 ? [["Netctl-Skipped", skipped.join(", ")] as const] : []),
    ...(others.length > 0 ? [["Netctl-Left-Out", others.join(", ")] as const] : []),
  ];
}

function defaultMessage(names: readonly string[]): string {
  if (names.length === 0) return "Record what the network runs already";
  return names.length <= 3 ? `Apply to ${names.join(", ")}` : `Apply to ${names.length} devices`;
}
