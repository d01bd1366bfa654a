import type { Finding } from "../errors.ts";
import { type DrawnValues, drawFromPools } from "./pools/draw-from-pools.ts";
import type { ReadyModel } from "./read-model.ts";
import { partFits, type ReadService, readService } from "./read-service.ts";
import { declaredNames, ofKind, open, type Reading, type ServiceSource } from "./reading.ts";
import type { Fits, JsonObject } from "./schema-walk.ts";

/**
 * Reads every service. First all files, for who draws a value from a pool depends on who else does; then each against
 * its model. `taken` is what the files beside the pools must say.
 */
export function readServices(
  reading: Reading,
  models: ReadonlyMap<string, ReadyModel>,
): { readonly services: readonly ReadService[]; readonly taken: DrawnValues["taken"] } {
  // A device whose own file is wrong is known all the same: its finding stands there, not in each service.
  const devices = declaredNames(reading, "device");
  const schemas = declaredNames(reading, "schema");
  const sources: ServiceSource[] = [];
  for (const file of ofKind(reading, "service")) {
    if (!schemas.has(file.model)) reading.findings.push(withoutSchema(file));
    const source = open(reading, file.path);
    if (source !== undefined) sources.push({ file, source });
  }
  const drawn = drawFromPools(reading, sources, devices);
  const named = declaredServices(reading);
  const fits = fitsByModel(reading);
  const services: ReadService[] = [];
  for (const { file, source } of sources) {
    const ready = models.get(file.model);
    if (ready === undefined) continue;
    const { read, findings } = readService(file.name, source, ready, {
      ...{ devices, services: named, fits: fits(ready), drawn: drawn.valuesOf(file.path) },
      readChecks: reading.readChecks,
    });
    reading.findings.push(...findings);
    if (read !== undefined) services.push(read);
  }
  return { services, taken: drawn.taken };
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
