import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
let loadedNunjucks: typeof import("nunjucks") | undefined;

/** Reads and runs templates. It is loaded when the first one is: a run that remembers what was rendered needs none. */
export function nunjucks(): typeof import("nunjucks") {
  loadedNunjucks ??= load("nunjucks") as typeof import("nunjucks");
  return loadedNunjucks;
}
