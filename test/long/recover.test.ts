import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;
let id: string;
let journal: string;
let whole: string;

/** An apply that was killed while csr1 was typing its change and the others were in trial. */
beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
  await lab.fault("csr1", "hang:end");
  const apply = workspace.start("apply", "--yes");
  const ended = once(apply, "close");
  for (let count = 0; count < 400 && !(await allInTrial()); count += 1) await delay(50);
  apply.kill("SIGKILL");
  await ended;
  await lab.fault("csr1", "hang:end", false);
  const [name = ""] = await readdir(join(workspace.root, ".git/netctl/journal"));
  id = name.replace(".jsonl", "");
  journal = `.git/netctl/journal/${name}`;
  whole = await workspace.read(journal);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

async function allInTrial(): Promise<boolean> {
  return (await lab.status()).every(({ pending }) => pending !== null);
}

describe("recover", { timeout: 600_000 }, () => {
  it("says with --status what the journal knows, and changes nothing", async () => {
    const { code, out } = await workspace.netctl("recover", "--status");
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`transaction ${id} of \\d{4}-.*, trial; not recorded`));
    expect(out).toMatch(/csr1 +prepare +trial +- +\d{4}-/);
    expect(out).toMatch(/veos1 +trial +- +- +\d{4}-/);
    const json = JSON.parse((await workspace.netctl("--json", "recover", "--status")).out);
    expect(json).toMatchObject([{ id, isRecorded: false, stage: "trial" }]);
    expect(await workspace.read(journal)).toBe(whole);
    expect(await allInTrial()).toBe(true);
  });

  it.each([
    [["--forward"], 64, "needs its name"],
    [["--back"], 64, "needs its name"],
    [["--forward", "--back"], 64, "exclude each other"],
    [["zzzzzzzzzz"], 64, "no unfinished transaction"],
  ])("refuses %j", async (flags, code, words) => {
    const run = await workspace.netctl("recover", ...flags);
    expect(run.code).toBe(code);
    expect(run.err).toContain(words);
    expect(await workspace.read(journal)).toBe(whole);
  });

  it("refuses --forward of a change that is not recorded", async () => {
    const run = await workspace.netctl("recover", id, "--forward");
    expect(run.code).toBe(7);
    expect(run.err).toContain("not recorded");
    expect(await allInTrial()).toBe(true);
  });

  it.each([
    [
      "a damaged line in the middle",
      () => whole.replace('"phase":"prepare"', '"phase":"prepaid"'),
      "damaged at",
    ],
    ["a lost line", () => whole.split("\n").toSpliced(2, 1).join("\n"), "damaged at"],
    ["another version", () => whole.replace('"version":2', '"version":9'), "journal version 9"],
  ])("refuses a journal with %s, and so does apply", async (_, damage, words) => {
    await workspace.write(journal, damage());
    for (const args of [["recover"], ["recover", "--status"], ["recover", id, "--back"]]) {
      const run = await workspace.netctl(...args);
      expect(run.code).toBe(7);
      expect(run.err).toContain(words);
    }
    expect((await workspace.netctl("apply", "--yes")).code).toBe(7);
    expect(await allInTrial()).toBe(true);
    await workspace.write(journal, whole);
  });

  it("names a device in doubt that lets nobody in, and takes a person's word for it", async () => {
    await lab.fault("veos1", "wrong-password");
    // Half a line: the kill came in the middle of a write.
    await workspace.write(journal, `${whole}{"version":2,"sequ`);
    const doubted = await workspace.netctl("recover");
    expect(doubted.code).toBe(6);
    expect(doubted.out).toContain("it is not known what these run: veos1");
    const settled = await workspace.netctl("recover", id, "--back");
    expect(settled.out).toContain("called old on a person's word");
    expect(settled.code).toBe(0);
    expect((await workspace.netctl("recover", "--status")).out).toContain("nothing to recover");
    await lab.fault("veos1", "wrong-password", false);
  });
});
