import { parseConfig } from "../config/parse-config.ts";
import type { DriftWord } from "../intent/intent.ts";
import { type Drift, driftOf } from "../plan/drift.ts";
import { driftWordOf } from "../plan/drift-word.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Scope } from "../plan/scope.ts";
import { selectDevices } from "../plan/select-devices.ts";
import { appliedCommit } from "../repo/history.ts";
import { readEchoes } from "../repo/local/echo-store.ts";
import { confsAt } from "./confs.ts";
import { requireDeclared } from "./declared.ts";
import { lookHome } from "./look-home.ts";
import { newId } from "./new-id.ts";
import { makeFleet } from "./run/reach.ts";
import { veilCandidates } from "./secrets/veil-devices.ts";
import { readRunning } from "./survey.ts";
import type { Emit } from "./workflow.ts";

/** What was found, and which devices were looked at. */
export type DriftFound = {
  readonly drift: readonly (Drift & { readonly policy: DriftWord })[];
  readonly looked: readonly string[];
  readonly skipped: Scope["skipped"];
};

/** Compares what git says was applied with what the devices run now. Reads only. */
export async function drift(
  from: string,
  options: {
    readonly targets: readonly string[];
    /** Devices that cannot be reached are named and left out; an error where absent. */
    readonly skipUnreachable?: boolean;
    readonly emit: Emit;
  },
): Promise<DriftFound> {
  const declared = await requireDeclared(from, "sealed");
  const { workspace, candidates } = declared;
  const chosen = selectDevices(options.targets, declared.intent);
  await lookHome(declared, options.emit);
  const confs = await confsAt(workspace, await appliedCommit(workspace));
  const asked = [...candidates.keys()].filter(
    (name) => confs.has(name) && (chosen?.has(name) ?? true),
  );
  const fleet = await makeFleet(workspace, declared.intent);
  try {
    await veilCandidates(fleet, declared, confs);
    if (asked.length > 0) options.emit({ type: "reading", devices: asked });
    const { running, skipped } = await readRunning(asked, fleet, options);
    const looked = asked.filter((name) => running.has(name));
    const sides = looked.map(async (name) => {
      const candidate = candidates.get(name);
      const applied = confs.get(name);
      if (!candidate || applied === undefined) throw new Error(`${name} was looked at for nothing`);
      const { device, platform } = candidate;
      return {
        ...{ device: name, platform, ownership: device.ownership, applied },
        candidate: { text: applied, config: parseConfig(applied, platform).config },
        running: running.get(name),
        echo: await readEchoes(workspace, name),
        checks: [],
        drift: "refuse" as const,
        ends: { user: device.credential.user },
        via: undefined,
      };
    });
    const basis = { id: newId(), head: undefined, applied: undefined, intent: declared.digest };
    const plan = makePlan({ ...basis, offline: false }, await Promise.all(sides));
    const { drift: policy } = declared.intent.settings;
    const found = driftOf(plan, (name) => candidates.get(name)?.config).map((each) => {
      const labels = candidates.get(each.device)?.device.labels ?? [];
      return { ...each, policy: driftWordOf({ name: each.device, labels }, policy) };
    });
    return { drift: found, looked, skipped };
  } finally {
    fleet.close();
  }
}
