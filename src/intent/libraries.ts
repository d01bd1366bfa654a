import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
let loadedYaml: typeof import("yaml") | undefined;

// Loading these takes longer than most of what netctl is asked for, and a run that remembers what it read needs none.

/** Reads and writes YAML. */
export function yaml(): typeof import("yaml") {
  loadedYaml ??= load("yaml") as typeof import("yaml");
  return loadedYaml;
}

/** Checks documents against JSON Schema, with the formats that everybody knows. */
export function ajv(): typeof import("ajv") & {
  readonly addFormats: typeof import("ajv-formats");
} {
  const addFormats = load("ajv-formats") as typeof import("ajv-formats");
  return { ...(load("ajv") as typeof import("ajv")), addFormats };
}
