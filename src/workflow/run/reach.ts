import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { NetctlError } from "../../errors.ts";
import type { Device, Intent } from "../../intent/intent.ts";
import { labBoxes } from "../../lab/lab.ts";
import { journaled } from "../../repo/journal.ts";
import type { Workspace } from "../../repo/workspace.ts";
import type { Target } from "../../session/connect.ts";
import { type KnownHost, parseKnownHosts } from "../../session/known-hosts.ts";
import { Fleet, type Reach } from "./fleet.ts";
import { resolveSecret } from "./secret.ts";

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
  const reaches = new Map<string, Reach>();
  for (const device of intent.devices.values()) {
    const platform = intent.platforms.get(device.platform);
    if (platform) reaches.set(device.name, { platform, target: () => targetOf(device, workspace) });
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

/** Address, port and secrets of one device, as they are at this moment. */
export async function targetOf(device: Device, workspace: Workspace): Promise<Target> {
  const { credential, name, via } = device;
  if (via !== undefined) {
    throw new NetctlError(
      "unreachable",
      `it is behind ${via}, and jump hosts are not spoken to yet`,
      {
        device: name,
      },
    );
  }
  const secret = async (reference: { readonly secret: string } | undefined) =>
    reference && (await resolveSecret(reference.secret, workspace.root, name));
  const endpoint = await endpointOf(device, workspace);
  const password = await secret(credential.password);
  const enable = await secret(credential.enable);
  const privateKey = await secret(credential.privateKey);
  const passphrase = await secret(credential.passphrase);
  const agent = credential.agent === true ? process.env["SSH_AUTH_SOCK"] : undefined;
  return {
    device: name,
    ...endpoint,
    user: credential.user,
    legacy: device.ssh.legacy,
    ...(password === undefined ? {} : { password }),
    ...(enable === undefined ? {} : { enable }),
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(agent === undefined ? {} : { agent }),
  };
}

/** Host and port; `lab:NAME` is a simulated device of this workspace. */
export async function endpointOf(
  device: Device,
  workspace: Workspace,
): Promise<{ readonly host: string; readonly port: number }> {
  if (!device.address.startsWith("lab:")) return { host: device.address, port: device.port };
  const name = device.address.slice("lab:".length);
  const box = labBoxes(labDirectory(workspace)).find((each) => each.name === name);
  if (box) return { host: box.host, port: box.port };
  throw new NetctlError("unreachable", `the lab has no device "${name}" running`, {
    device: device.name,
    hint: "start the simulated devices: netctl lab up",
  });
}

/** Host keys of `device trust`, of the lab, and of the user's own file. */
export async function readKnownHosts(workspace: Workspace): Promise<KnownHost[]> {
  const paths = [
    knownHostsPath(workspace),
    join(labDirectory(workspace), "known_hosts"),
    join(homedir(), ".ssh", "known_hosts"),
  ];
  const texts = await Promise.all(
    paths.map(async (path) => parseKnownHosts(await textOf(path), path)),
  );
  return texts.flat();
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return "";
    // A file that cannot be read might forbid a host: going on without it would fail open.
    throw new NetctlError("host-key", `${path} cannot be read`, { cause });
  }
}
