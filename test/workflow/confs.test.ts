import { renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { headCommit } from "../../src/repo/history.ts";
import { confsAt } from "../../src/workflow/confs.ts";
import { plainGit, temporaryWorkspace, writeTexts } from "../repo/temporary.ts";

test("a commit is read once a run, and again where that failed", async () => {
  const workspace = await temporaryWorkspace();
  writeTexts(workspace.root, { "devices/r1.conf": "hostname r1\n" });
  plainGit(workspace.root, "add", "--all");
  plainGit(workspace.root, "commit", "-qm", "Another");
  const commit = await headCommit(workspace);
  const objects = join(workspace.gitDir, "objects");
  const without = async (work: () => Promise<unknown>) => {
    renameSync(objects, `${objects}.gone`);
    await work();
    renameSync(`${objects}.gone`, objects);
  };
  await without(() => expect(confsAt(workspace, commit)).rejects.toThrow("git"));
  const confs = await confsAt(workspace, commit);
  expect([...confs]).toEqual([["r1", "hostname r1\n"]]);
  await without(async () => expect(await confsAt(workspace, commit)).toBe(confs));
  expect((await confsAt(workspace, undefined)).size).toBe(0);
});
