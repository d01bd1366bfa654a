import assert from "node:assert/strict";
import type { Finding } from "../errors.ts";
import type { Service } from "./intent.ts";
import { noMemory } from "./memory.ts";
import { type DrawnValues, drawFromPools } from "./pools/draw-from-pools.ts";
import type { ReadyModel } from "./read-model.ts";
import { partFits, type ServiceSurroundings } from "./read-service.ts";
import { declaredNames, ofKind, type Reading, type ServiceSource, textDigest } from "./reading.ts";
import { isAtHome } from "./remembered/known-service.ts";
import {
  isAtPeace,
  keepRoll,
  type Line,
  lineOf,
  type Roll,
  recallRoll,
} from "./remembered/roll.ts";
import { ServiceLater } from "./remembered/service-later.ts";
import type { Claiming } from "./rules/claims.ts";
import type { Fits, JsonObject } from "./schema-walk.ts";
import {
  type FileOfService,
  type ReadyFile,
  serviceFile,
  serviceIn,
  soundService,
} from "./service-files.ts";

/** All services, as far as they can be read. */
export type ServicesRead = {
  readonly services: readonly Service[];
  /** Those that something may be wrong with beside the others: all, or those that are not as they were found sound. */
  readonly suspects: readonly Claiming[];
  /** What the files beside the pools must say. */
  readonly taken: DrawnValues["taken"];
  /** Remembers that nothing is wrong with them. */
  readonly keep: () => void;
};

const nothing: Drawn = new Map();

type Models = ReadonlyMap<string, ReadyModel>;

type Drawn = ServiceSurroundings["drawn"];

/** What services of a model are checked against, with the values that one of them draws from pools. */
type SurroundingsOf = (ready: ReadyModel, drawn: Drawn) => ServiceSurroundings;

/**
 * Reads every service but those that stand in the roll with the text they have now. `ground` is the digest of
 * everything but services that decides what may be wrong with one.
 */
export function readServices(reading: Reading, models: Models, ground: string): ServicesRead {
  const { memory } = reading;
  const names = namesIn(reading);
  const surroundings = surroundingsIn(reading, names);
  const files = ofKind(reading, "service");
  const roll = recallRoll(ground, memory);
  const standing = standingIn(roll, reading, names);
  const others = files.filter(({ path }) => !standing.has(path));
  const { moved, taken } = readMoved(reading, models, others, surroundings);
  const openFile = (file: FileOfService): ReadyFile => {
    const ready = models.get(file.model);
    assert(ready !== undefined, `the roll was made with a schema of ${file.model}`);
    return { ...serviceFile(reading, file, ready), ready };
  };
  const whole = (file: FileOfService): Claiming => {
    const opened = openFile(file);
    return soundService(opened, surroundings(opened.ready, nothing));
  };
  const services = files.flatMap((file): Service[] => {
    const line = standing.get(file.path);
    if (line !== undefined) return [new ServiceLater(file, line, whole)];
    const read = moved.get(file.path)?.read;
    return read === undefined ? [] : [read.service];
  });
  const reads = [...moved.values()].map(({ read }) => read);
  const isSound = standing.size > 0 && isAtPeace(roll, standing, reads, referredModels(models));
  const claiming = (service: Service): Claiming =>
    moved.get(service.path)?.read ?? {
      service,
      claims: openFile(service).known?.claims ?? whole(service).claims,
    };
  const keep = () => {
    const fresh = [...moved].filter(([, { mayStand }]) => mayStand);
    if (memory === noMemory) return;
    if (fresh.length === 0 && standing.size === roll.size) return;
    const lines = fresh.map(([path, { read, text }]) => [path, lineOf(read, text)] as const);
    keepRoll(new Map([...standing, ...lines]), ground, memory);
  };
  return { services, suspects: isSound ? reads : services.map(claiming), taken, keep };
}

/** A service that was read now, the digest of its text, and whether that alone makes it what it is. */
type Moved = { readonly read: Claiming; readonly text: string; readonly mayStand: boolean };

/** First all files, for who draws a value from a pool depends on who else does; then each against its model. */
function readMoved(
  reading: Reading,
  models: Models,
  others: readonly FileOfService[],
  surroundings: SurroundingsOf,
): { readonly moved: ReadonlyMap<string, Moved>; readonly taken: ServicesRead["taken"] } {
  const schemas = declaredNames(reading, "schema");
  const files = others.map((file) => {
    if (!schemas.has(file.model)) reading.findings.push(withoutSchema(file));
    return serviceFile(reading, file, models.get(file.model));
  });
  const sources = files.flatMap(({ file, known, source }): ServiceSource[] => {
    const opened = known?.drawn === "" ? undefined : source();
    return opened === undefined ? [] : [{ file, source: opened }];
  });
  const given = drawFromPools(reading, sources, declaredNames(reading, "device"));
  const moved = new Map<string, Moved>();
  for (const each of files) {
    const { file, ready, text } = each;
    if (ready === undefined) continue;
    const drawn = given.valuesOf(file.path);
    const read = serviceIn({ ...each, ready }, surroundings(ready, drawn), reading);
    if (read === undefined) continue;
    const mayStand = drawn.size === 0 && read.service.checks.length === 0;
    moved.set(file.path, { read, text, mayStand });
  }
  return { moved, taken: given.taken };
}

/** The lines of the services that lie there with the same text, and find all that they mention. */
function standingIn(roll: Roll, reading: Reading, names: Names): Roll {
  const standing = new Map<string, Line>();
  for (const { path } of roll.size === 0 ? [] : ofKind(reading, "service")) {
    const line = roll.get(path);
    if (line?.text === textDigest(reading.files, path) && isAtHome(line, names))
      standing.set(path, line);
  }
  return standing;
}

/** The surroundings of each model's services. Parts of its schema are compiled once for all of them. */
function surroundingsIn(reading: Reading, names: Names): SurroundingsOf {
  const { validator, readChecks } = reading;
  const fits = new Map<string, Fits>();
  return ({ model }, drawn) => {
    const own = fits.get(model.name) ?? partFits(model.schema as JsonObject, validator);
    fits.set(model.name, own);
    return { ...names, readChecks, fits: own, drawn };
  };
}

type Names = Pick<ServiceSurroundings, "devices" | "services">;

function namesIn(reading: Reading): Names {
  let services: Names["services"] | undefined;
  return {
    // A device whose own file is wrong is known all the same: its finding stands there, not in each service.
    devices: declaredNames(reading, "device"),
    get services() {
      services ??= serviceNames(reading);
      return services;
    },
  };
}

function serviceNames(reading: Reading): Names["services"] {
  const services = new Map<string, Set<string>>();
  for (const { model, name } of ofKind(reading, "service")) {
    const names = services.get(model) ?? new Set();
    services.set(model, names.add(name));
  }
  return services;
}

/** Models that services of others may refer to. */
function referredModels(models: Models): ReadonlySet<string> {
  return new Set([...models.values()].flatMap(({ named }) => named.models.map(([name]) => name)));
}

function withoutSchema(file: FileOfService): Finding {
  return {
    code: "NC1012",
    message: `the model \`${file.model}\` has no schema`,
    place: { path: file.path, line: 1, column: 1 },
    hint: `write models/${file.model}/schema.yaml`,
  };
}
