import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { headCommit } from "../../../src/repo/history.ts";
import { writeTree } from "../../../src/repo/record/tree.ts";
import { recordedPaths, type Workspace } from "../../../src/repo/workspace.ts";
import { seed } from "../../support/seed.ts";
import { dice } from "../../transaction/exploration/random.ts";
import { plainGit, temporaryFolder, temporaryWorkspace, writeTexts } from "../temporary.ts";

const link = "models/link/a b.yaml";

async function treeOf(workspace: Workspace): Promise<string> {
  const base = await headCommit(workspace);
  return writeTree(workspace, { base, paths: recordedPaths, files: new Map() });
}

/** What git itself makes of the work tree, when it has to look into every file. */
function treeByGit({ root }: Workspace): string {
  const env = { ...process.env, GIT_INDEX_FILE: join(temporaryFolder(), "index") };
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, env }).toString();
  git("read-tree", "HEAD");
  const there = recordedPaths.filter(
    (path) => existsSync(join(root, path)) || git("ls-files", path) !== "",
  );
  git("add", "--all", "--", ...there);
  return git("write-tree").trim();
}

/** Puts `text` in place of one of the same length, so that the file looks as it did from outside. */
function rewriteUnseen({ root }: Workspace, path: string, text: string): void {
  const file = join(root, path);
  const { atime, mtime, size } = statSync(file);
  expect(text).toHaveLength(size);
  writeFileSync(file, text);
  utimesSync(file, atime, mtime);
}

test("a file that was written again in the same tick of the clock is read again", async () => {
  const workspace = await temporaryWorkspace();
  const { root, gitDir } = workspace;
  plainGit(root, "config", "core.trustctime", "false");
  const then = new Date(Date.now() - 5000);
  writeTexts(root, { [link]: "mtu: 1400\n" });
  utimesSync(join(root, link), then, then);
  plainGit(root, "commit", "-qam", "Then");
  // The index is as old as the file, as it is when both were written in one tick.
  utimesSync(join(gitDir, "index"), then, then);
  rewriteUnseen(workspace, link, "mtu: 9000\n");
  const tree = await treeOf(workspace);
  expect(plainGit(root, "show", `${tree}:${link}`)).toBe("mtu: 9000");
});

test.each(["--assume-unchanged", "--skip-worktree"])(
  "a file that git was told not to look at (%s) is taken as it lies there",
  async (mark) => {
    const workspace = await temporaryWorkspace();
    plainGit(workspace.root, "update-index", mark, link);
    writeTexts(workspace.root, { [link]: "mtu: 9000\n" });
    const tree = await treeOf(workspace);
    expect(plainGit(workspace.root, "show", `${tree}:${link}`)).toBe("mtu: 9000");
  },
);

test("an index in the middle of a merge is no hindrance", async () => {
  const workspace = await temporaryWorkspace();
  const { root } = workspace;
  plainGit(root, "switch", "-qc", "other");
  writeTexts(root, { [link]: "mtu: 1400\n" });
  plainGit(root, "commit", "-qam", "One");
  plainGit(root, "switch", "-q", "-");
  writeTexts(root, { [link]: "mtu: 9000\n" });
  plainGit(root, "commit", "-qam", "Another");
  expect(() => plainGit(root, "merge", "-q", "other")).toThrow();
  expect(await treeOf(workspace)).toBe(treeByGit(workspace));
});

test("whatever the user's index says, the tree is that of the work tree", {
  timeout: 120_000,
}, async () => {
  const workspace = await temporaryWorkspace();
  const { root } = workspace;
  const next = dice(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  const paths = [link, "models/link/new.yaml", "devices/r1.yaml", "templates/x/y.njk", "notes.txt"];
  const git = (...args: string[]) => {
    try {
      plainGit(root, ...args);
    } catch {
      // Of a path that is not there, or a step with nothing to do.
    }
  };
  const steps: readonly (() => void)[] = [
    () => writeTexts(root, { [pick(paths)]: `mtu: ${1000 + Math.floor(next() * 9000)}\n` }),
    () => writeTexts(root, { [pick(paths)]: `mtu: ${1000 + Math.floor(next() * 9000)}\n` }),
    () => rmSync(join(root, pick(paths)), { force: true }),
    () => git("add", "--", pick(paths)),
    () => git("add", "--intent-to-add", "--", pick(paths)),
    () => git("rm", "-q", "--cached", "--", pick(paths)),
    () => git("update-index", pick(["--chmod=+x", "--chmod=-x"]), "--", pick(paths)),
    () => git("update-index", pick(["--assume-unchanged", "--no-assume-unchanged"]), pick(paths)),
    () => git("update-index", pick(["--skip-worktree", "--no-skip-worktree"]), pick(paths)),
    () => git("update-index", "--refresh", "-q"),
    () => git("commit", "-qm", "A step"),
  ];
  for (let step = 0; step < 60; step += 1) {
    pick(steps)();
    const index = join(workspace.gitDir, "index");
    const before = plainGit(root, "ls-files", "--stage", "-v");
    expect(await treeOf(workspace), `step ${step} of seed ${seed}`).toBe(treeByGit(workspace));
    expect(plainGit(root, "ls-files", "--stage", "-v")).toBe(before);
    expect(readdirSync(workspace.local)).toEqual([]);
    expect(existsSync(`${index}.lock`)).toBe(false);
  }
});
