import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Files that lie beside the project and are not part of it: behaviour cases, a corpus of configurations, generators.
 * NETCTL_SHARED names another place. Tests that need them say so where they are not there.
 */
export function sharedPath(path: string): string | undefined {
  const root =
    process.env["NETCTL_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url));
  const found = join(root, path);
  if (existsSync(found)) return found;
  process.stderr.write(`not run: ../shared/${path} is not here\n`);
  return undefined;
}
