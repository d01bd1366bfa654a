import { withoutFingerprints } from "../config/secret-placeholder.ts";
import { NetctlError } from "../errors.ts";
import { driftWordOf } from "../plan/drift-word.ts";
import { type DeviceSides, makePlan } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import type { Scope } from "../plan/scope.ts";
import { selectDevices } from "../plan/select-devices.ts";
import { allDone } from "../repo/all-done.ts";
import { appliedCommit, headCommit } from "../repo/history.ts";
import { learnedDevices, readEchoes } from "../repo/local/echo-store.ts";
import { confsAt } from "./confs.ts";
import type { Declared } from "./declared.ts";
import { endsOf } from "./run/ends-of.ts";
import type { Fleet } from "./run/fleet.ts";
import type { Printed } from "./run/printed.ts";
import { scopeOf } from "./scope-of.ts";
import { veilCandidates } from "./secrets/veil-devices.ts";
import type { Emit } from "./workflow.ts";
import { worstOf } from "./worst-of.ts";

/** What is looked at, and what of it may be left out. */
export type Choice = {
  /** Words for devices (see `selectDevices`); all devices where empty. */
  readonly targets: readonly string[];
  /** Services may be carried out on some of their devices only. */
  readonly partial?: boolean;
  /** Devices that cannot be reached are left out; an error where absent. */
  readonly skipUnreachable?: boolean;
  /** Drift may be put back, whatever `netctl.yaml` says of the device. */
  readonly heal?: boolean;
};

/** What a survey needs. */
export type SurveyOptions = {
  readonly id: string;
  /** Absent for an offline plan. */
  readonly fleet?: Fleet;
  readonly choice: Choice;
  readonly emit: Emit;
};

/**
 * Compares intent with git and, unless offline, with what the devices run now. Reads only: no device enters a
 * configuration mode. One device that cannot be read is an error that names all that cannot.
 */
export async function survey(declared: Declared, options: SurveyOptions): Promise<Plan> {
  const { workspace } = declared;
  const { fleet, choice, id } = options;
  const [head, applied] = await allDone([headCommit(workspace), appliedCommit(workspace)]);
  const likely = [...declared.candidates.values()].map(({ text }) => text);
  const recorded = await confsAt(workspace, applied, likely);
  // Offline no secret is resolved, so none can be seen to have changed.
  const confs = fleet
    ? recorded
    : new Map([...recorded].map(([k, v]) => [k, withoutFingerprints(v)]));
  if (fleet) await veilCandidates(fleet, declared, confs);
  const chosen = selectDevices(choice.targets, declared.intent);
  const looked = [...declared.candidates.values()].filter(
    ({ device, text }) =>
      (chosen?.has(device.name) ?? true) && (text !== "" || confs.has(device.name)),
  );
  const names = looked.map(({ device }) => device.name);
  const { memory, save } = declared.stored;
  if (fleet && names.length > 0) options.emit({ type: "reading", devices: names });
  const [reading] = await allDone([
    fleet ? readRunning(names, fleet, choice) : nothingRead,
    // What was made of the files takes no room from here on.
    save(),
  ]);
  const taken = looked.filter(({ device }) => !fleet || reading.running.has(device.name));
  const learned = learnedDevices(workspace);
  const sides = taken.map(
    async (candidate): Promise<DeviceSides> => ({
      device: candidate.device.name,
      platform: candidate.platform,
      ownership: candidate.device.ownership,
      candidate: {
        text: candidate.text,
        get config() {
          return candidate.handOver();
        },
      },
      applied: confs.get(candidate.device.name),
      running: reading.running.get(candidate.device.name),
      echo: learned.has(candidate.device.name)
        ? await readEchoes(workspace, candidate.device.name)
        : [],
      checks: candidate.checks,
      drift: driftWordOf(candidate.device, declared.intent.settings.drift),
      ends: endsOf(
        candidate.device,
        fleet ? (await fleet.session(candidate.device.name)).wire : {},
      ),
      via: candidate.device.via,
    }),
  );
  const scope = await scopeOf(declared, {
    ...{ targets: choice.targets, partial: choice.partial ?? false, applied, confs },
    ...{ devices: taken.map(({ device }) => device.name), skipped: reading.skipped },
  });
  const basis = { id, head, applied, intent: declared.digest, offline: fleet === undefined };
  const wanted = { ...basis, ...(scope && { scope }), ...(choice.heal && { heal: true }) };
  return makePlan(wanted, await Promise.all(sides), memory);
}

/** What devices run, and those that were left out because they could not be reached. */
export type Reading = {
  readonly running: ReadonlyMap<string, Printed>;
  readonly skipped: Scope["skipped"];
};

const nothingRead: Reading = { running: new Map(), skipped: [] };

/**
 * What devices run, read side by side. One that cannot be read is an error that names all that cannot, unless those
 * that cannot be reached may be skipped: then they are named, and only where nobody answers it is an error.
 */
export async function readRunning(
  names: readonly string[],
  fleet: Fleet,
  { skipUnreachable = false }: Pick<Choice, "skipUnreachable"> = {},
): Promise<Reading> {
  const readings = await Promise.allSettled(
    names.map((name) => fleet.within(async () => [name, await fleet.read(name)] as const)),
  );
  const running = new Map<string, Printed>();
  const skipped: { device: string; reason: string }[] = [];
  const errors: unknown[] = [];
  for (const [index, reading] of readings.entries()) {
    if (reading.status === "fulfilled") running.set(...reading.value);
    else {
      const error: unknown = reading.reason;
      if (skipUnreachable && isSilent(error))
        skipped.push({ device: names[index] ?? "", reason: error.message });
      errors.push(error);
    }
  }
  const isSkipped = errors.length === skipped.length && running.size > 0;
  if (errors.length > 0 && !isSkipped) throw worstOf(errors);
  return { running, skipped };
}

/** A device that gave no answer; one that refused us, or that we do not trust, did. */
function isSilent(error: unknown): error is NetctlError {
  const silent = ["unreachable", "timeout", "lost"];
  return error instanceof NetctlError && silent.includes(error.kind);
}
