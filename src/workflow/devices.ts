import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { NetctlError } from "../errors.ts";
import type { Device } from "../intent/intent.ts";
import type { Workspace } from "../repo/workspace.ts";
import { showHostKey } from "../session/connect.ts";
import { fingerprint, judge, knownHostLine } from "../session/known-hosts.ts";
import type { Reason } from "../transaction/order.ts";
import { readDeclared } from "./declared.ts";
import { knownHostsPath, makeFleet, readKnownHosts, readMap } from "./run/reach.ts";
import { reasonOf } from "./run/reason.ts";
import { addressOf } from "./run/target-of.ts";

/** One device as the inventory has it. */
export type Listed = Pick<Device, "name" | "platform" | "product" | "address" | "port">;

/** What came of a ping. */
export type Ping =
  | { readonly device: string; readonly milliseconds: number }
  | {
      readonly device: string;
      readonly reason: Reason;
    };

/** A host key shown by a device, and what to do about it. */
export type ShownKey = {
  readonly device: string;
  readonly fingerprint: string;
  readonly standing: "known" | "unknown" | "changed" | "revoked";
  /** Makes the key known. */
  readonly trust: () => Promise<void>;
};

/** The inventory. */
export async function listDevices(from: string): Promise<readonly Listed[]> {
  const { devices } = await inventory(from);
  return devices.map(({ name, platform, product, address, port }) => ({
    ...{ name, platform, address, port },
    ...(product === undefined ? {} : { product }),
  }));
}

/** Logs in to devices, all at once, and says how long each took. */
export async function pingDevices(
  from: string,
  names: readonly string[],
): Promise<readonly Ping[]> {
  const { workspace, intent, devices } = await inventory(from, names);
  const fleet = await makeFleet(workspace, intent);
  try {
    return await Promise.all(
      devices.map(async ({ name }): Promise<Ping> => {
        const start = performance.now();
        try {
          await fleet.session(name);
          return { device: name, milliseconds: Math.round(performance.now() - start) };
        } catch (error) {
          return { device: name, reason: reasonOf(error) };
        }
      }),
    );
  } finally {
    fleet.close();
  }
}

/** The host key a device shows, without logging in. */
export async function showKey(from: string, name: string): Promise<ShownKey> {
  const { workspace, intent, devices } = await inventory(from, [name]);
  const [device] = devices;
  if (!device) throw new Error(`no device ${name}`);
  const address = await addressOf(device, await readMap(workspace, intent));
  const known = await readKnownHosts(workspace);
  const key = await showHostKey(address, known);
  const { host, port } = address;
  const { kind } = judge(known, host, port, key);
  const trust = () => addKnownHost(workspace, knownHostLine(host, port, key));
  return { device: name, fingerprint: fingerprint(key), standing: kind, trust };
}

async function addKnownHost(workspace: Workspace, line: string): Promise<void> {
  const path = knownHostsPath(workspace);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await appendFile(path, `${line}\n`, { mode: 0o600 });
}

async function inventory(from: string, names: readonly string[] = []) {
  const { declared } = await readDeclared(from);
  const { workspace, intent } = declared;
  const unknown = names.find((name) => !intent.devices.has(name));
  if (unknown !== undefined) {
    throw new NetctlError("usage", `there is no device "${unknown}"`, {
      hint: `devices: ${[...intent.devices.keys()].join(", ") || "none"}`,
    });
  }
  const all = [...intent.devices.values()];
  const devices = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  return { workspace, intent, devices };
}
