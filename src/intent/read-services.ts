import assert from "node:assert/strict";
import type { Finding } from "../errors.ts";
import {
  drawnText,
  isAtHome,
  type KnownService,
  keepService,
  recallService,
  ServiceLater,
  serviceMade,
} from "./known-service.ts";
import { type DrawnValues, drawFromPools } from "./pools/draw-from-pools.ts";
import type { ReadyModel } from "./read-model.ts";
import { partFits, readService, type ServiceSurroundings } from "./read-service.ts";
import { declaredNames, ofKind, open, type Reading, type ServiceSource } from "./reading.ts";
import type { Claiming } from "./rules/claims.ts";
import type { Fits, JsonObject } from "./schema-walk.ts";
import type { SourceDocument } from "./source-document.ts";

/** A service's file; `source` is undefined where nothing of it can be read, and opens the file when it is called. */
type ServiceFile = {
  readonly file: ServiceSource["file"];
  readonly ready: ReadyModel | undefined;
  readonly made: string;
  readonly known: KnownService | undefined;
  readonly source: () => SourceDocument | undefined;
};

/**
 * Reads every service. First all files, for who draws a value from a pool depends on who else does; then each against
 * its model. `taken` is what the files beside the pools must say.
 */
export function readServices(
  reading: Reading,
  models: ReadonlyMap<string, ReadyModel>,
): { readonly services: readonly Claiming[]; readonly taken: DrawnValues["taken"] } {
  // A device whose own file is wrong is known all the same: its finding stands there, not in each service.
  const devices = declaredNames(reading, "device");
  const files = serviceFiles(reading, models);
  const sources = files.flatMap(({ file, known, source }): ServiceSource[] => {
    const opened = known?.drawn === "" ? undefined : source();
    return opened === undefined ? [] : [{ file, source: opened }];
  });
  const drawn = drawFromPools(reading, sources, devices);
  const named = declaredServices(reading);
  const fits = fitsByModel(reading);
  const services = files.flatMap((each): Claiming[] => {
    const { ready } = each;
    if (ready === undefined) return [];
    const around = {
      ...{ devices, services: named, drawn: drawn.valuesOf(each.file.path) },
      ...{ fits: fits(ready), readChecks: reading.readChecks },
    };
    const read = recalled(each, ready, around) ?? readNow(each, ready, around, reading);
    return read === undefined ? [] : [read];
  });
  return { services, taken: drawn.taken };
}

function serviceFiles(
  reading: Reading,
  models: ReadonlyMap<string, ReadyModel>,
): readonly ServiceFile[] {
  const schemas = declaredNames(reading, "schema");
  return ofKind(reading, "service").map((file) => {
    if (!schemas.has(file.model)) reading.findings.push(withoutSchema(file));
    const ready = models.get(file.model);
    const { memory, files } = reading;
    const made = ready === undefined ? "" : serviceMade(files.get(file.path) ?? "", ready, memory);
    const known = ready === undefined ? undefined : recallService(file.path, made, memory);
    let source: { readonly opened: SourceDocument | undefined } | undefined;
    const openOnce = () => {
      source ??= { opened: open(reading, file.path, "service document") };
      return source.opened;
    };
    return { file, ready, made, known, source: openOnce };
  });
}

/** The service as it is remembered, where all that it was made from is the same. */
function recalled(
  { file, known, source }: ServiceFile,
  ready: ReadyModel,
  around: ServiceSurroundings,
): Claiming | undefined {
  if (known === undefined || known.drawn !== drawnText(around.drawn)) return undefined;
  if (!isAtHome(known, around)) return undefined;
  const read = () => {
    const opened = source();
    const whole = opened && readService(file.name, opened, ready, around).read?.service;
    assert(whole !== undefined, `${file.path} was sound, and the same text is not`);
    return whole;
  };
  return { service: new ServiceLater(file, known, read), claims: known.claims };
}

function readNow(
  { file, made, source }: ServiceFile,
  ready: ReadyModel,
  around: ServiceSurroundings,
  { findings: all, memory }: Reading,
): Claiming | undefined {
  const opened = source();
  if (opened === undefined) return undefined;
  const { read, findings } = readService(file.name, opened, ready, around);
  all.push(...findings);
  if (read !== undefined && findings.length === 0) keepService(read, made, around.drawn, memory);
  return read;
}

/** Parts of a model's schema are compiled once for all its services. */
function fitsByModel(reading: Reading): (ready: ReadyModel) => Fits {
  const known = new Map<string, Fits>();
  return ({ model }) => {
    const fits = known.get(model.name) ?? partFits(model.schema as JsonObject, reading.validator);
    known.set(model.name, fits);
    return fits;
  };
}

function declaredServices(reading: Reading): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const { model, name } of ofKind(reading, "service"))
    named.set(model, (named.get(model) ?? new Set()).add(name));
  return named;
}

function withoutSchema(file: ServiceSource["file"]): Finding {
  return {
    code: "NC1012",
    message: `the model \`${file.model}\` has no schema`,
    place: { path: file.path, line: 1, column: 1 },
    hint: `write models/${file.model}/schema.yaml`,
  };
}
