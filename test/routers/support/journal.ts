import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { JournalEntry } from "../../../src/workflow/run/journal-entry.ts";
import type { Network } from "./network.ts";

/** What a journal tells so far, each as `PHASE DEVICE`, or `record`. */
export type Told = {
  readonly ordered: readonly string[];
  readonly done: readonly string[];
};

/** Reads the journal of the next apply, which is the one that is not there yet. */
export function journal({ root }: Network): () => Told {
  const folder = join(root, ".git/netctl/journal");
  const names = () => (existsSync(folder) ? readdirSync(folder) : []);
  const old = new Set(names());
  return () => {
    const fresh = names().find((name) => name.endsWith(".jsonl") && !old.has(name));
    return told(fresh === undefined ? "" : readFileSync(join(folder, fresh), "utf8"));
  };
}

/** Waits until the journal of a running netctl tells something; false where netctl ended before. */
export async function until(
  running: ChildProcess,
  read: () => Told,
  isTold: (told: Told) => boolean,
): Promise<boolean> {
  while (running.exitCode === null) {
    if (isTold(read())) return true;
    await delay(2);
  }
  return false;
}

/** A line that is still being written tells nothing yet. */
function told(text: string): Told {
  const lines = text.split("\n").slice(0, -1);
  const entries = lines.map((line) => (JSON.parse(line) as { entry: JournalEntry }).entry);
  return {
    ordered: entries.flatMap((entry) => (entry.kind === "orders" ? entry.orders.map(named) : [])),
    done: entries.flatMap((entry) =>
      entry.kind === "report" && entry.report.result === "done" ? [named(entry.report)] : [],
    ),
  };
}

function named(each: { readonly phase: string; readonly device?: string }): string {
  return each.device === undefined ? each.phase : `${each.phase} ${each.device}`;
}
