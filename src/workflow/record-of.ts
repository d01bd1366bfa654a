import { changedDevices } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { headCommit, isClean, placeTrailer, saysTheSame } from "../repo/history.ts";
import type { Standing } from "../repo/home/standing.ts";
import type { RecordContent } from "../repo/record/record.ts";
import type { Workspace } from "../repo/workspace.ts";
import { confOf, confsAt, deviceOfConf } from "./confs.ts";
import type { Declared } from "./declared.ts";

/** What a plan records in git when it is carried out. `message` takes the place of one that names the devices. */
export async function recordOf(
  declared: Declared,
  plan: Plan,
  message: string | undefined,
): Promise<RecordContent> {
  const names = changedDevices(plan).map(({ device }) => device);
  const { source } = declared;
  return {
    files: new Map([...takenFiles(declared, plan), ...(await confFiles(declared, plan))]),
    message: message ?? defaultMessage(names),
    trailers: [
      ["Netctl-Transaction", plan.id],
      ["Netctl-Devices", names.join(", ")],
      ...leftOutTrailers(plan),
      ...placeTrailers(declared.workspace),
    ],
    base: source?.head ?? (await headCommit(declared.workspace)),
    ...(source === undefined ? {} : { source }),
  };
}

/** True when git already says what this plan would record. */
export async function isRecorded(
  workspace: Workspace,
  plan: Plan,
  standing: Standing,
): Promise<boolean> {
  const { applied } = plan;
  // Home is told of what only this clone knows as applied.
  if (applied !== standing.applied) return false;
  if (plan.scope !== undefined) {
    const confs = await confsAt(workspace, plan.applied);
    return plan.devices.every(({ device, candidate }) => candidate === (confs.get(device) ?? ""));
  }
  const head = await headCommit(workspace);
  if (applied === undefined || head === undefined) return false;
  const isSame = applied === head || (await saysTheSame(workspace, applied, head));
  return isSame && (await isClean(workspace));
}

/**
 * Every rendered configuration as it is recorded: what the plan gives its devices, and what the others were given
 * last, for a record must not claim what was not applied. Null takes a file away.
 */
async function confFiles(declared: Declared, plan: Plan): Promise<RecordContent["files"]> {
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
function takenFiles({ intent }: Declared, plan: Plan): RecordContent["files"] {
  return new Map(
    [...intent.taken].map(([path, { text, withFreed }]) => [
      path,
      plan.scope === undefined ? text : withFreed,
    ]),
  );
}

/** The record names what it leaves as it was. */
function leftOutTrailers({ scope }: Plan): RecordContent["trailers"] {
  const skipped = scope?.skipped.map(({ device }) => device) ?? [];
  const leftOut = scope?.leftOut.map(({ device }) => device) ?? [];
  const others = leftOut.filter((device) => !skipped.includes(device));
  return [
    ...(skipped.length > 0 ? [["Netctl-Skipped", skipped.join(", ")] as const] : []),
    ...(others.length > 0 ? [["Netctl-Left-Out", others.join(", ")] as const] : []),
  ];
}

/** Of several workspaces in one repository, each knows its own records. */
function placeTrailers({ prefix }: Workspace): RecordContent["trailers"] {
  return prefix === "" ? [] : [[placeTrailer, prefix]];
}

function defaultMessage(names: readonly string[]): string {
  if (names.length === 0) return "Record what the network runs already";
  return names.length <= 3 ? `Apply to ${names.join(", ")}` : `Apply to ${names.length} devices`;
}
