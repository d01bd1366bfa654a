import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Network } from "./network.ts";

/** Reads the journal of the next apply, which is the one that is not there yet. */
export function journal({ root }: Network): () => string {
  const folder = join(root, ".git/netctl/journal");
  const names = () => (existsSync(folder) ? readdirSync(folder) : []);
  const old = new Set(names());
  return () => {
    const fresh = names().find((name) => name.endsWith(".jsonl") && !old.has(name));
    return fresh === undefined ? "" : readFileSync(join(folder, fresh), "utf8");
  };
}

/** The phases that were ordered so far. */
export function phasesIn(text: string): readonly string[] {
  return [
    ...text.matchAll(/"phase":"(\w+)","device":"\w+","attempt"|"phase":"(record)","before"/g),
  ].map(([, phase, record]) => phase ?? record ?? "");
}
