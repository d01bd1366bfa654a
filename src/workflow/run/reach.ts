import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { NetctlError } from "../../errors.ts";
import type { Intent } from "../../intent/intent.ts";
import { labBoxes } from "../../lab/lab.ts";
import { journaled } from "../../repo/local/journal.ts";
import type { Workspace } from "../../repo/workspace.ts";
import { type KnownHost, parseKnownHosts } from "../../session/known-hosts.ts";
import { Fleet, type Reach } from "./fleet.ts";
import { targetOf, type WayMap } from "./target-of.ts";

/** Where the workspace keeps its simulated devices. */
export function labDirectory(workspace: Workspace): string {
  return join(workspace.local, "lab");
}

/** The file `device trust` writes. The user's own is read, never written. */
export function knownHostsPath(workspace: Workspace): string {
  return join(workspace.local, "known_hosts");
}

/** A fleet that can reach every device of the intent. Opens nothing yet. */
export async function makeFleet(workspace: Workspace, intent: Intent): Promise<Fleet> {
  const map = await readMap(workspace, intent);
  const reaches = new Map<string, Reach>();
  for (const device of intent.devices.values()) {
    const platform = intent.platforms.get(device.platform);
    if (platform) reaches.set(device.name, { platform, target: () => targetOf(device, map) });
  }
  let own: Promise<ReadonlySet<string>> | undefined;
  const { parallelism } = intent.settings;
  const knownHosts = await readKnownHosts(workspace);
  const ownTransactions = () => {
    own ??= journaled(workspace).then((ids) => new Set(ids));
    return own;
  };
  return new Fleet({ reaches, knownHosts, parallelism, ownTransactions });
}

/** Everything that says how devices are reached. */
export async function readMap(workspace: Workspace, { devices }: Intent): Promise<WayMap> {
  const sshConfig = await textOf(join(homedir(), ".ssh", "config"), "unreachable");
  const boxes = labBoxes(labDirectory(workspace));
  return { root: workspace.root, devices, boxes, sshConfig };
}

/** Host keys of `device trust`, of the lab, and of the user's own file. */
export async function readKnownHosts(workspace: Workspace): Promise<KnownHost[]> {
  const paths = [
    knownHostsPath(workspace),
    join(labDirectory(workspace), "known_hosts"),
    join(homedir(), ".ssh", "known_hosts"),
  ];
  const texts = await Promise.all(
    paths.map(async (path) => parseKnownHosts(await textOf(path, "host-key"), path)),
  );
  return texts.flat();
}

async function textOf(path: string, kind: "host-key" | "unreachable"): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return "";
    // A file that cannot be read might forbid a host: going on without it would fail open.
    throw new NetctlError(kind, `${path} cannot be read`, { cause });
  }
}
