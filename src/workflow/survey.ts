import { NetctlError } from "../errors.ts";
import { type DeviceSides, makePlan } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { appliedCommit, headCommit } from "../repo/history.ts";
import { readEchoes } from "../repo/local/echo-store.ts";
import { confsAt } from "./confs.ts";
import type { Declared } from "./declared.ts";
import type { Fleet } from "./run/fleet.ts";
import type { Emit } from "./workflow.ts";

/** What the survey looks at. */
export type SurveyOptions = {
  readonly id: string;
  /** Absent for an offline plan. */
  readonly fleet?: Fleet;
  /** Names of devices; all where absent. */
  readonly devices?: ReadonlySet<string>;
  readonly emit: Emit;
};

/**
 * Compares intent with git and, unless offline, with what the devices run now. Reads only: no device enters a
 * configuration mode. One device that cannot be read is an error that names all that cannot.
 */
export async function survey(declared: Declared, options: SurveyOptions): Promise<Plan> {
  const { workspace } = declared;
  const head = await headCommit(workspace);
  const applied = await appliedCommit(workspace);
  const confs = await confsAt(workspace, applied);
  const looked = [...declared.candidates.values()].filter(
    ({ device, text }) =>
      (options.devices?.has(device.name) ?? true) && (text !== "" || confs.has(device.name)),
  );
  const names = looked.map(({ device }) => device.name);
  if (options.fleet && names.length > 0) options.emit({ type: "reading", devices: names });
  const running = options.fleet
    ? await readRunning(names, options.fleet)
    : new Map<string, string>();
  const sides = looked.map(
    async ({ device, platform, config }): Promise<DeviceSides> => ({
      device: device.name,
      platform,
      ownership: device.ownership,
      candidate: config,
      applied: confs.get(device.name),
      running: running.get(device.name),
      echo: await readEchoes(workspace, device.name),
    }),
  );
  const offline = options.fleet === undefined;
  return makePlan(
    { id: options.id, head, applied, intent: declared.digest, offline },
    await Promise.all(sides),
  );
}

/** What devices run, read side by side; one that cannot be read is an error that names all that cannot. */
export async function readRunning(
  names: readonly string[],
  fleet: Fleet,
): Promise<ReadonlyMap<string, string>> {
  const readings = await Promise.allSettled(
    names.map((name) =>
      fleet.within(async () => [name, await (await fleet.session(name)).read()] as const),
    ),
  );
  const errors = readings.flatMap((each) =>
    each.status === "rejected" ? [each.reason as unknown] : [],
  );
  if (errors.length > 0) throw worstOf(errors);
  return new Map(readings.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])));
}

/** One error for all: distrust outranks silence, a bug outranks everything. */
function worstOf(errors: readonly unknown[]): unknown {
  const known = errors.filter((error) => error instanceof NetctlError);
  const bug = errors.find((error) => !(error instanceof NetctlError));
  if (bug !== undefined) return bug;
  const kinds = ["host-key", "authentication", "unreachable"];
  const rank = ({ kind }: NetctlError) =>
    kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length;
  const [worst, ...others] = known.sort((a, b) => rank(a) - rank(b));
  if (worst === undefined || others.length === 0) return worst;
  const rest = others.map((error) => `${error.device}: ${error.message}`).join("; ");
  const { kind, message, device, hint } = worst;
  // A conversation that broke off before anything was sent is as good as none.
  return new NetctlError(kind, `${message} (and also ${rest})`, {
    cause: worst,
    ...(device === undefined ? {} : { device }),
    ...(hint === undefined ? {} : { hint }),
  });
}
