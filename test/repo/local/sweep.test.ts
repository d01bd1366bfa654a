import { mkdirSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { closeJournal, openJournal, storePlan } from "../../../src/repo/local/journal.ts";
import { finishedKept, sweepFinished } from "../../../src/repo/local/sweep.ts";
import type { Workspace } from "../../../src/repo/workspace.ts";
import { temporaryFolder } from "../temporary.ts";

it("keeps the newest finished transactions and every one that is open, and no plan without a journal", async () => {
  const root = temporaryFolder();
  const place: Workspace = { root, gitDir: root, local: join(root, "netctl"), prefix: "" };
  mkdirSync(place.local);
  const ids = Array.from({ length: finishedKept + 3 }, (_, index) => `t${1000 - index}`);
  for (const [age, id] of ids.entries()) {
    await storePlan(place, id, ["{}"]);
    const journal = await openJournal(place, id);
    await journal.append({ kind: "begin" });
    // The oldest of all is open, and stays.
    if (age === 0) await journal.release();
    else await closeJournal(journal);
    utimesSync(join(place.local, "journal", `${id}.jsonl`), 1_000 + age, 1_000 + age);
  }
  await storePlan(place, "orphan", ["{}"]);
  const kept = [ids[0], ...ids.slice(-finishedKept)].sort();
  for (let time = 0; time < 2; time += 1) {
    await sweepFinished(place);
    const names = (folder: string, end: string) =>
      readdirSync(join(place.local, folder)).map((name) => name.replace(end, ""));
    expect(names("journal", ".jsonl").sort()).toEqual(kept);
    expect(names("plans", ".json").sort()).toEqual(kept);
  }
});
