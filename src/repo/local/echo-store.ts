import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Echo } from "../../config/echo.ts";
import { NetctlError } from "../../errors.ts";
import { makePrivateFolder, writeDurable } from "../durable.ts";
import type { Workspace } from "../workspace.ts";

// Beside the journal and not in git: an echo of a secret holds what the device made of it, and hashes have no
// business in a history that everybody clones. Another clone learns them with its first apply.

/** Names of the devices that something was learned of: most print what they are sent. */
export function learnedDevices({ local }: Workspace): ReadonlySet<string> {
  const folder = join(local, "echo");
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return new Set(files.map((file) => file.replace(/\.json$/, "")));
}

/** What one device is known to print for lines it was sent; nothing where nothing was learned. */
export async function readEchoes(workspace: Workspace, device: string): Promise<readonly Echo[]> {
  const path = echoPath(workspace, device);
  if (!existsSync(path)) return [];
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text) as readonly Echo[];
  } catch (cause) {
    throw new NetctlError(
      "refused",
      `what was learned about its printing cannot be read: ${path}`,
      {
        device,
        hint: `forget it: netctl drift --forget ${device}`,
        cause,
      },
    );
  }
}

/** Keeps what was learned of one device, in place of what was kept before. */
export async function writeEchoes(
  workspace: Workspace,
  device: string,
  echoes: readonly Echo[],
): Promise<void> {
  await makePrivateFolder(join(workspace.local, "echo"));
  await writeDurable(echoPath(workspace, device), `${JSON.stringify(echoes, null, 1)}\n`, 0o600);
}

function echoPath(workspace: Workspace, device: string): string {
  return join(workspace.local, "echo", `${device}.json`);
}
