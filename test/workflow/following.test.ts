import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { following } from "../../src/workflow/conclude.ts";
import { plainGit, preparedRecord, published, temporaryWorkspace } from "../repo/temporary.ts";

const files = new Map([["devices/r1.conf", "hostname r1\n"]]);

async function recorded() {
  const workspace = await temporaryWorkspace();
  const record = await preparedRecord(workspace, { files });
  await published(workspace, record);
  return { workspace, follow: following(workspace, record, files) };
}

test("whoever waits later gets what somebody else began", async () => {
  const { workspace, follow } = await recorded();
  const begun = follow();
  expect(follow()).toBe(begun);
  expect(await begun).toEqual([]);
  expect(readFileSync(join(workspace.root, "devices/r1.conf"), "utf8")).toBe("hostname r1\n");
  expect(plainGit(workspace.root, "status", "--porcelain")).toBe("");
});

test("an error waits for who waits for it", async () => {
  const { workspace, follow } = await recorded();
  writeFileSync(join(workspace.gitDir, "index.lock"), "");
  void follow();
  await new Promise(setImmediate);
  await expect(follow()).rejects.toThrow("git");
});
