import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  appliedCommit,
  changedPaths,
  currentBranch,
  findTransaction,
  headCommit,
  history,
  isClean,
  namedCommit,
} from "../../src/repo/history.ts";
import { note } from "../../src/repo/record/notes.ts";
import { settleWorkTree } from "../../src/repo/record/work-tree.ts";
import type { Workspace } from "../../src/repo/workspace.ts";
import {
  plainGit,
  preparedRecord,
  published,
  temporaryWorkspace,
  writeTexts,
} from "./temporary.ts";

async function record(workspace: Workspace, id: string, devices: string): Promise<string> {
  const files = new Map([["devices/r1.conf", `! ${id}\n`]]);
  const prepared = await preparedRecord(workspace, {
    files,
    message: `Apply ${id}`,
    trailers: [
      ["Netctl-Transaction", id],
      ["Netctl-Devices", devices],
    ],
  });
  await published(workspace, prepared);
  await settleWorkTree(workspace, prepared, files);
  return prepared.commit;
}

describe("the history", () => {
  test("is empty on a branch without commits", async () => {
    const workspace = await temporaryWorkspace({ isUnborn: true });
    expect(await history(workspace)).toEqual([]);
    expect(await headCommit(workspace)).toBeUndefined();
    expect(await appliedCommit(workspace)).toBeUndefined();
    expect(await currentBranch(workspace)).toBe("refs/heads/main");
    expect(await changedPaths(workspace)).toHaveLength(5);
    expect(await isClean(workspace)).toBe(false);
  });

  test("gives the transactions newest first, with devices and notes", async () => {
    const workspace = await temporaryWorkspace();
    const first = await record(workspace, "aaa0000000", "r1 r2");
    plainGit(
      workspace.root,
      "commit",
      "-q",
      "--allow-empty",
      "-mplain",
      "-mNetctl-Transaction: no\n\nx",
    );
    const second = await record(workspace, "bbb0000000", "r2");
    await note(workspace, first, '{"ok":\ttrue}\n');
    await note(workspace, first, '{"ok":\tfalse}\n');
    const found = await history(workspace);
    expect(found.map(({ commit }) => commit)).toEqual([second, first]);
    expect(found[1]).toMatchObject({
      transaction: "aaa0000000",
      devices: ["r1", "r2"],
      author: "Ada <ada@example.net>",
      subject: "Apply aaa0000000",
      note: '{"ok":\tfalse}',
    });
    expect(found[0]?.note).toBeUndefined();
    expect(await history(workspace, { device: "r1" })).toHaveLength(1);
    expect(await history(workspace, { limit: 1 })).toHaveLength(1);
  });

  test("finds a commit by transaction and by revision", async () => {
    const workspace = await temporaryWorkspace();
    const first = await record(workspace, "aaa0000000", "r1");
    await record(workspace, "bbb0000000", "r1");
    expect(await findTransaction(workspace, "aaa0000000")).toBe(first);
    expect(await namedCommit(workspace, "aaa0000000")).toBe(first);
    expect(await namedCommit(workspace, "HEAD~1")).toBe(first);
    await expect(namedCommit(workspace, "--output=x")).rejects.toMatchObject({ kind: "usage" });
  });

  test("of a revert has no transaction of its own", async () => {
    const workspace = await temporaryWorkspace();
    await record(workspace, "aaa0000000", "r1");
    plainGit(workspace.root, "revert", "--no-edit", "HEAD");
    expect(await history(workspace)).toHaveLength(1);
  });
});

describe("a branch whose commit is gone", () => {
  test("is no branch without commits", async () => {
    const workspace = await temporaryWorkspace({});
    const head = (await headCommit(workspace)) ?? "";
    rmSync(join(workspace.root, ".git/objects", head.slice(0, 2)), { recursive: true });
    await expect(headCommit(workspace)).rejects.toThrow(`HEAD stands at ${head.slice(0, 10)}`);
    expect(await appliedCommit(workspace)).toBeUndefined();
  });
});

describe("changed paths", () => {
  test("are those of the work tree, relative to the root, whatever is staged", async () => {
    const workspace = await temporaryWorkspace({ subfolder: "sub" });
    writeTexts(workspace.root, {
      "models/link/a b.yaml": "name: anders\n",
      "models/link/schema.yaml": "staged\n",
      "models/neu ü.yaml": "x\n",
      "unrelated.txt": "x\n",
    });
    plainGit(workspace.root, "add", "--all");
    writeTexts(workspace.root, { "models/link/schema.yaml": "type: object\n" });
    rmSync(join(workspace.root, "devices/r1.yaml"));
    expect(await changedPaths(workspace)).toEqual([
      "devices/r1.yaml",
      "models/link/a b.yaml",
      "models/neu ü.yaml",
    ]);
  });
});
