import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NetctlError } from "../errors.ts";
import { PRODUCT_NAMES } from "../lab/box-status.ts";
import { FAULTS } from "../lab/faults.ts";
import {
  type Box,
  type BoxStatus,
  type LabOptions,
  labDown,
  labFault,
  labReset,
  labStatus,
  labUp,
} from "../lab/lab.ts";
import { findWorkspace } from "../repo/workspace.ts";
import { readDeclared } from "./declared.ts";
import { labDirectory } from "./run/reach.ts";

/** What to start beside the inventory's devices: `count` boxes of `product` named `box1` to `boxN`, for scale tests. */
export type UpOptions = LabOptions & { readonly count?: number; readonly product?: string };

/** Starts the simulated devices that the inventory names with `address: lab:NAME`, and makes their host keys known. */
export async function up(
  from: string,
  { count = 0, product: many = "csr1000v", ...options }: UpOptions,
): Promise<readonly Box[]> {
  if (!PRODUCT_NAMES.some((name) => name === many)) {
    throw new NetctlError("usage", `the lab has no product "${many}"`, {
      hint: `products: ${PRODUCT_NAMES.join(", ")}`,
    });
  }
  const { declared, findings } = await readDeclared(from);
  const { workspace, intent } = declared;
  const named = [...intent.devices.values()].flatMap(({ address, product }) =>
    address.startsWith("lab:") && product !== undefined
      ? [{ name: address.slice("lab:".length), product }]
      : [],
  );
  const numbered = Array.from({ length: count }, (_, index) => `box${index + 1}`)
    .filter((name) => !named.some((other) => other.name === name))
    .map((name) => ({ name, product: many }));
  const specs = [...named, ...numbered];
  if (specs.length === 0 && findings.length > 0) {
    throw new NetctlError("invalid", "the inventory has findings", { findings });
  }
  if (specs.length === 0) {
    throw new NetctlError("usage", "no device of this workspace is simulated", {
      hint: "a simulated device has `address: lab:NAME` and a `product`; netctl init --lab makes three",
    });
  }
  const directory = labDirectory(workspace);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const boxes = await labUp(directory, specs, options);
  const lines = boxes.map(({ host, port, hostKey }) => `[${host}]:${port} ${hostKey}\n`);
  await writeFile(join(directory, "known_hosts"), lines.join(""), { mode: 0o600 });
  return boxes;
}

/** Stops the lab; false where none was running. */
export async function down(from: string): Promise<boolean> {
  return labDown(await directoryOf(from));
}

/** What every simulated device is doing. */
export async function status(from: string): Promise<readonly BoxStatus[]> {
  return labStatus(await directoryOf(from));
}

/** Every fault a simulated device can be given, with what it does. */
export function faults(): readonly (readonly [name: string, what: string])[] {
  return Object.entries(FAULTS);
}

/** Switches a fault of one simulated device. */
export async function fault(from: string, box: string, name: string, isOn: boolean): Promise<void> {
  return labFault(await directoryOf(from), box, name, isOn);
}

/** Takes one simulated device, or all, back to its factory configuration. */
export async function reset(from: string, box: string | undefined): Promise<void> {
  return labReset(await directoryOf(from), box);
}

/** The file with the lab's host keys. */
export async function knownHosts(from: string): Promise<string> {
  return join(await directoryOf(from), "known_hosts");
}

async function directoryOf(from: string): Promise<string> {
  return labDirectory(await findWorkspace(from));
}
