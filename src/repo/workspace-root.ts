import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The folder with a `netctl.yaml` at or above `from`; undefined where there is none. */
export function workspaceRoot(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "netctl.yaml"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
