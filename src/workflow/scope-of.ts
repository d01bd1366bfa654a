import { parseConfig } from "../config/parse-config.ts";
import { readIntent } from "../intent/read-intent.ts";
import { type Applied, behindOf, type Reaching, type Scope, splitServices } from "../plan/scope.ts";
import { nameOfService } from "../plan/select-devices.ts";
import { builtInPlatforms } from "../platform/built-in-platforms.ts";
import { readFilesAt } from "../repo/files/read-files-at.ts";
import type { Candidate } from "./candidates.ts";
import type { Declared } from "./declared.ts";

/** What a survey took, and from which commit. */
export type Taken = {
  readonly targets: readonly string[];
  readonly partial: boolean;
  /** Names of the devices the plan covers. */
  readonly devices: readonly string[];
  readonly skipped: Scope["skipped"];
  /** Commit of `refs/netctl/applied`, and the rendered configurations in it by device. */
  readonly applied: string | undefined;
  readonly confs: ReadonlyMap<string, string>;
};

/** What a plan leaves out, by git's word; undefined where it leaves out nothing. */
export async function scopeOf(declared: Declared, taken: Taken): Promise<Scope | undefined> {
  const { targets, partial, skipped, confs } = taken;
  if (targets.length === 0 && skipped.length === 0) return undefined;
  const moved = [...declared.candidates.values()].filter(
    ({ device, text }) => text !== (confs.get(device.name) ?? ""),
  );
  const services = [...reachOf(declared), ...(await formerReach(declared, taken.applied))];
  const behind = behindOf(
    moved.map((each) => sidesOf(each, confs)),
    services,
  );
  const isTaken = (device: string) => taken.devices.includes(device);
  const leftOut = behind.filter(({ device }) => !isTaken(device));
  const split = splitServices(
    behind.filter(({ device }) => isTaken(device)),
    leftOut,
  );
  return { targets, leftOut, split, partial, skipped };
}

function sidesOf({ device, platform, config }: Candidate, confs: Taken["confs"]): Applied {
  const conf = confs.get(device.name);
  const applied = conf === undefined ? undefined : parseConfig(conf, platform).config;
  return { device: device.name, applied, candidate: config };
}

function reachOf({ intent }: Pick<Declared, "intent">): readonly Reaching[] {
  return intent.services.map((each) => ({ service: nameOfService(each), devices: each.devices }));
}

/** A service that was taken away reached its devices at the last apply: its lines go from all of them, or none. */
async function formerReach(
  { workspace }: Declared,
  applied: string | undefined,
): Promise<readonly Reaching[]> {
  if (applied === undefined) return [];
  const files = await readFilesAt(workspace, applied);
  return reachOf(readIntent(files, builtInPlatforms));
}
