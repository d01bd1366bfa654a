import type { Echo } from "../config/echo.ts";
import { readEchoes, writeEchoes } from "../repo/local/echo-store.ts";
import type { Workspace } from "../repo/workspace.ts";
import { readDeclared } from "./declared.ts";

/** What one device is known to print in place of what it was sent. */
export type Learned = { readonly device: string; readonly echoes: readonly Echo[] };

/** Everything learned of how devices print, by device. */
export async function learned(from: string, names: readonly string[]): Promise<readonly Learned[]> {
  const { workspace, devices } = await inventory(from, names);
  const found = devices.map(async (device) => ({
    device,
    echoes: await readEchoes(workspace, device),
  }));
  return (await Promise.all(found)).filter(({ echoes }) => echoes.length > 0);
}

/** Forgets what was learned: the next plan shows the difference again, and the next apply learns anew. */
export async function forget(from: string, names: readonly string[]): Promise<readonly string[]> {
  const { workspace, devices } = await inventory(from, names);
  for (const device of devices) await writeEchoes(workspace, device, []);
  return devices;
}

/** Adds what a trial just taught; what was learned before stays unless it speaks of the same line. */
export async function keepEchoes(
  workspace: Workspace,
  device: string,
  echoes: readonly Echo[],
): Promise<void> {
  if (echoes.length === 0) return;
  const lineOf = ({ section, intended }: Echo) => JSON.stringify([section, intended]);
  const told = new Set(echoes.map(lineOf));
  const old = (await readEchoes(workspace, device)).filter((echo) => !told.has(lineOf(echo)));
  await writeEchoes(workspace, device, [...old, ...echoes]);
}

async function inventory(
  from: string,
  names: readonly string[],
): Promise<{ readonly workspace: Workspace; readonly devices: readonly string[] }> {
  const { declared } = await readDeclared(from);
  const all = [...declared.intent.devices.keys()];
  const devices = names.length === 0 ? all : all.filter((name) => names.includes(name));
  return { workspace: declared.workspace, devices };
}
