import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

/** Speaks SSH. It takes longer to load than a plan without devices takes to make. */
export function ssh2(): typeof import("ssh2") {
  return load("ssh2") as typeof import("ssh2");
}
