import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Finding } from "../../src/errors.ts";
import { readIntent } from "../../src/intent/read-intent.ts";
import type { Platform } from "../../src/platform/platform.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The starter workspace as it stands in the repository. */
export function starterFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of ["models", "templates", "devices"])
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name);
        files.set(path.slice(root.length).replaceAll("\\", "/"), readFileSync(path, "utf8"));
      }
  return files;
}

/** Platforms by name, product and templates alone, for rooms that look at nothing else of them. */
export const namedPlatforms: ReadonlyMap<string, Platform> = new Map(
  [
    { name: "iosxe", products: ["csr1000v"] },
    { name: "junos", products: ["vsrx"] },
    { name: "eos", products: ["veos"] },
    { name: "frr", products: ["frrouting"] },
    { name: "frr-cli", products: [], templates: "frr" },
    { name: "bird", products: ["bird2"] },
  ].map((platform) => [
    platform.name,
    { ...platform, title: platform.name } as unknown as Platform,
  ]),
);

/** A small workspace that has no findings: one model `port`, devices r1 (iosxe) and r2 (junos). */
export function smallFiles(
  more: Readonly<Record<string, string | undefined>> = {},
): Map<string, string> {
  const device = (product: string, address: string): string =>
    `product: ${product}\naddress: ${address}\ncredential: { user: me, agent: true }\n`;
  const files: Record<string, string | undefined> = {
    "netctl.yaml": "",
    "devices/r1.yaml": device("csr1000v", "192.0.2.1"),
    "devices/r2.yaml": device("vsrx", "192.0.2.2"),
    "models/port/schema.yaml": portSchema,
    "models/port/one.yaml": "device: r1\nvlan: 7\n",
    "templates/iosxe/port.njk": "vlan {{ service.vlan }}\n",
    "templates/junos/port.njk": "set vlans v{{ service.vlan }} vlan-id {{ service.vlan }}\n",
    ...more,
  };
  return new Map(Object.entries(files).filter((e): e is [string, string] => e[1] !== undefined));
}

const portSchema = `type: object
required: [device, vlan]
additionalProperties: false
properties:
  device: { type: string, device: true }
  vlan: { type: integer, minimum: 1, maximum: 4094 }
  description: { type: string, format: text-line }
  note: { type: string }
  speed: { enum: [fast, slow] }
  enabled: { type: boolean }
  address: { type: string, format: ip-interface }
  prefix: { type: string, format: ipv4-prefix }
  peers:
    type: array
    uniqueItems: true
    items:
      type: object
      required: [device]
      additionalProperties: false
      properties:
        device: { $ref: "#/definitions/device" }
        port: { type: string }
        weight: { type: integer }
definitions:
  device: { type: string, device: true }
`;

/** One line for a finding: `NC1003 models/x/y.yaml:2:7 message`. */
export function line({ code, place, message }: Finding): string {
  return `${code} ${place.path}:${place.line}:${place.column} ${message}`;
}

/** Findings of a small workspace with some files added or (undefined) taken away, as lines. */
export function told(more: Readonly<Record<string, string | undefined>>): string[] {
  return found(more).map(line);
}

/** Findings of a small workspace with some files added or (undefined) taken away. */
export function found(more: Readonly<Record<string, string | undefined>>): readonly Finding[] {
  return readIntent(smallFiles(more), namedPlatforms).findings;
}

/** Findings of the small workspace with its one service replaced. */
export function toldOf(service: string): string[] {
  return told({ "models/port/one.yaml": service });
}
