import { readFile } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { NetctlError } from "../../errors.ts";
import type { Device } from "../../intent/intent.ts";
import type { Box } from "../../lab/box-status.ts";
import { parseJump, type SshSettings, sshSettings } from "../../session/ssh-settings.ts";
import type { Address, PrivateKey, Target } from "../../session/target.ts";
import { resolveSecret } from "../secrets/resolve-secret.ts";

/** Everything that says how devices are reached. */
export type WayMap = {
  /** The workspace's root, which paths of secrets are relative to. */
  readonly root: string;
  readonly devices: ReadonlyMap<string, Device>;
  /** The simulated devices that run now. */
  readonly boxes: readonly Box[];
  /** Text of the user's own ssh_config(5). */
  readonly sshConfig: string;
};

/** Jump hosts behind jump hosts behind jump hosts: more is a circle. */
const hopsMax = 8;

/** Keys that ssh(1) tries where nothing says which. */
const usualKeys = ["~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa"];

/**
 * Address, secrets and jump hosts of one device, as they are at this moment. What the device's file says counts more
 * than what the user's ssh_config says; a device of the lab is not looked up there, nor is one that does not want it.
 */
export async function targetOf(device: Device, map: WayMap): Promise<Target> {
  const { credential, name } = device;
  const secret = async (reference: { readonly secret: string } | undefined) =>
    reference && (await resolveSecret(reference.secret, map.root, { device: name }));
  const address = await addressOf(device, map);
  const password = await secret(credential.password);
  const enable = await secret(credential.enable);
  const key = await secret(credential.privateKey);
  const passphrase = await secret(credential.passphrase);
  const unlocked = passphrase === undefined ? {} : { passphrase };
  const found = key === undefined ? await keysOf(settingsOf(device, map), passphrase) : [];
  const agent = credential.agent === true ? process.env["SSH_AUTH_SOCK"] : undefined;
  return {
    ...address,
    user: credential.user,
    ...(device.ssh.window === undefined ? {} : { window: device.ssh.window }),
    privateKeys: key === undefined ? found : [{ key, ...unlocked }],
    ...(password === undefined ? {} : { password }),
    ...(enable === undefined ? {} : { enable }),
    ...(agent === undefined ? {} : { agent }),
  };
}

/** Where a device is, and through whom it is reached. */
export async function addressOf(device: Device, map: WayMap): Promise<Address> {
  const via = await jumpHostOf(device, map);
  const through = { legacy: device.ssh.legacy, ...(via === undefined ? {} : { via }) };
  if (device.address.startsWith("lab:")) return { ...labAddress(device, map), ...through };
  const settings = settingsOf(device, map);
  // The port that is not written is 22, which ssh_config may say better.
  const port = device.port === 22 ? (settings.port ?? 22) : device.port;
  return { device: device.name, host: settings.host, port, ...through };
}

function labAddress(device: Device, { boxes }: WayMap): Address {
  const name = device.address.slice("lab:".length);
  const box = boxes.find((each) => each.name === name);
  if (box) return { device: device.name, host: box.host, port: box.port };
  throw new NetctlError("unreachable", `the lab has no device "${name}" running`, {
    device: device.name,
    hint: "start the simulated devices: netctl lab up",
  });
}

function settingsOf({ address, ssh, credential }: Device, { sshConfig }: WayMap): SshSettings {
  const isOwn = !ssh.config || address.startsWith("lab:");
  return sshSettings(isOwn ? "" : sshConfig, address, credential.user);
}

async function jumpHostOf(device: Device, map: WayMap): Promise<Target | undefined> {
  if (device.via === undefined) return hopsTo(settingsOf(device, map).jumps, map, hopsMax);
  const jump = map.devices.get(device.via);
  if (jump) return targetOf(jump, map);
  throw new NetctlError("unreachable", `its jump host ${device.via} is not declared`, {
    device: device.name,
  });
}

/** Hosts of a ProxyJump, each behind the one before. They are logged in to with the user's own keys and agent. */
async function hopsTo(
  jumps: readonly string[],
  map: WayMap,
  hopsLeft: number,
): Promise<Target | undefined> {
  let via: Target | undefined;
  for (const text of jumps) {
    const jump = parseJump(text);
    if (hopsLeft === 0) {
      throw new NetctlError(
        "unreachable",
        `the jump hosts in ssh_config lead in a circle: ${text}`,
      );
    }
    const user = userInfo().username;
    const settings = sshSettings(map.sshConfig, jump.name, jump.user ?? user);
    via ??= await hopsTo(settings.jumps, map, hopsLeft - 1);
    const agent = process.env["SSH_AUTH_SOCK"];
    via = {
      device: jump.name,
      host: settings.host,
      port: jump.port ?? settings.port ?? 22,
      user: jump.user ?? settings.user ?? user,
      privateKeys: await keysOf(settings, undefined, usualKeys),
      ...(agent === undefined ? {} : { agent }),
      ...(via === undefined ? {} : { via }),
    };
  }
  return via;
}

/** The keys that ssh_config names, or `otherwise`; files that are not there or are locked are passed over. */
async function keysOf(
  { identityFiles }: SshSettings,
  passphrase: string | undefined,
  otherwise: readonly string[] = [],
): Promise<readonly PrivateKey[]> {
  const paths = identityFiles.length > 0 ? identityFiles : otherwise;
  const unlocked = passphrase === undefined ? {} : { passphrase };
  const keys = await Promise.all(
    paths.map(async (path): Promise<PrivateKey[]> => {
      const key = await readFile(path.replace(/^~(?=\/)/, homedir()), "utf8").catch(
        () => undefined,
      );
      return key === undefined ? [] : [{ key, ...unlocked, isOptional: true }];
    }),
  );
  return keys.flat();
}
