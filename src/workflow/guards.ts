import { withoutFingerprints } from "../config/secret-placeholder.ts";
import { NetctlError } from "../errors.ts";
import { textDigest } from "../intent/reading.ts";
import type { Plan } from "../plan/plan.ts";
import { readFiles } from "../repo/files/read-files.ts";
import { appliedCommit, currentBranch, headCommit } from "../repo/history.ts";
import { unfinished } from "../repo/local/journal.ts";
import type { Workspace } from "../repo/workspace.ts";
import { confsAt, deviceOfConf } from "./confs.ts";
import type { Declared } from "./declared.ts";
import type { Fleet } from "./run/fleet.ts";
import { veilCandidates } from "./secrets/veil-devices.ts";
import { readRunning } from "./survey.ts";

/** Where `netctl.yaml` names a branch, only that one is recorded to. */
export async function refuseOtherBranch({ workspace, intent }: Declared): Promise<void> {
  const { branch } = intent.settings;
  const current = await currentBranch(workspace);
  if (branch === undefined || current === `refs/heads/${branch}`) return;
  const name = current?.replace("refs/heads/", "") ?? "a commit, not a branch";
  throw new NetctlError("refused", `netctl.yaml says to record to ${branch}, but this is ${name}`, {
    hint: `git switch ${branch}`,
  });
}

/** As long as a transaction is open, nobody knows what to compare with. */
export async function refuseUnfinished(workspace: Workspace): Promise<void> {
  const [id] = await unfinished(workspace);
  if (id === undefined) return;
  throw new NetctlError("refused", `transaction ${id} was not finished`, {
    hint: "settle it first: netctl recover",
  });
}

/** A sealed plan counts for the intent, the templates and the applied state it was made from. */
export async function refuseStale(plan: Plan, declared: Declared): Promise<void> {
  const hint = "plan again: netctl plan -o FILE";
  if (plan.offline)
    throw new NetctlError("refused", "an offline plan has not seen the devices", { hint });
  if (plan.intent !== declared.digest) {
    throw new NetctlError(
      "refused",
      "the plan is stale: models, services or templates have moved",
      { hint },
    );
  }
  if (plan.applied !== (await appliedCommit(declared.workspace))) {
    throw new NetctlError("refused", "the plan is stale: something else was applied since", {
      hint,
    });
  }
  const moved = plan.devices.find(
    ({ device, candidate }) => declared.candidates.get(device)?.text !== candidate,
  );
  if (moved) {
    throw new NetctlError("refused", "the plan is stale: it renders differently now", {
      device: moved.device,
      hint,
    });
  }
}

/** A sealed plan speaks of all its devices: one that moved may have been the reason why it was approved. */
export async function refuseMoved(plan: Plan, declared: Declared, fleet: Fleet): Promise<void> {
  const names = plan.devices.map(({ device }) => device);
  const confs = await confsAt(declared.workspace, plan.applied);
  await veilCandidates(fleet, declared, confs);
  const { running } = await readRunning(names, fleet);
  for (const { device, changeSet } of plan.devices) {
    if (!declared.candidates.has(device)) continue;
    if (running.get(device)?.digest === changeSet.before) continue;
    throw new NetctlError(
      "refused",
      "its running configuration has moved since the plan was made",
      {
        device,
        hint: "plan again: netctl plan -o FILE",
      },
    );
  }
}

/** A service is carried out on all its devices or on none, unless somebody says otherwise. */
export function refuseSplit({ scope }: Plan): void {
  const [first] = scope?.split ?? [];
  if (scope === undefined || scope.partial || first === undefined) return;
  // Who says that unreachable devices may be skipped says so of their services too.
  const skipped = new Set(scope.skipped.map(({ device }) => device));
  const split = scope.split.filter(({ devices }) => devices.some((name) => !skipped.has(name)));
  if (split.length === 0) return;
  const words = split.map(
    ({ service, devices }) => `${service} also changes ${devices.join(", ")}`,
  );
  const names = [...new Set(split.flatMap(({ devices }) => devices))];
  throw new NetctlError("refused", "a service would be carried out on some of its devices only", {
    words: words.join("\n"),
    hint: `name them too: ${names.slice(0, 5).join(" ")}${names.length > 5 ? " …" : ""}; or split it on purpose: --partial`,
  });
}

/**
 * A record takes along what lies in the work tree: all of it must still be what the plan was made from. Asked when the
 * record is prepared, so that nothing can come in between.
 */
export async function refuseEdited({ workspace, source, files, stored }: Declared): Promise<void> {
  if (source !== undefined) return;
  const now = await readFiles(workspace, stored);
  const [were, are] = [new Set(files.keys()), new Set(now.keys())];
  const isAsRead = (path: string): boolean =>
    were.has(path) && are.has(path) && textDigest(files, path) === textDigest(now, path);
  const edited = [...were, ...are].find((path) => !isAsRead(path));
  if (edited === undefined) return;
  throw new NetctlError("refused", `${edited} was edited after it was read`, {
    places: [{ path: edited, line: 1, column: 1 }],
    hint: "look at it again: netctl plan",
  });
}

/** A rendered file may be as recorded or as rendered now; anything else was written by hand and would be lost. */
export async function refuseHandEdits(declared: Declared): Promise<void> {
  const { workspace, files, candidates } = declared;
  const paths = [...files.keys()].filter((path) => deviceOfConf(path) !== undefined);
  const likely = paths.map((path) => files.get(path) ?? "");
  const recorded = await confsAt(workspace, await headCommit(workspace), likely);
  const isRendered = (device: string, text: string): boolean =>
    withoutFingerprints(text) === withoutFingerprints(candidates.get(device)?.text ?? "");
  for (const path of paths) {
    const device = deviceOfConf(path) ?? "";
    const text = files.get(path) ?? "";
    if (text === recorded.get(device) || isRendered(device, text)) continue;
    throw new NetctlError("refused", `${path} was edited by hand`, {
      device,
      places: [{ path, line: 1, column: 1 }],
      hint: `rendered files are written by netctl; take the edit back: git checkout -- ${path}`,
    });
  }
}
