import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { appliedCommit, headCommit } from "../../src/repo/history.ts";
import { askGit, git } from "../../src/repo/repo.ts";
import {
  plainGit,
  preparedRecord,
  published,
  temporaryFolder,
  temporaryWorkspace,
} from "./temporary.ts";

afterEach(() => vi.unstubAllEnvs());

/** Puts a program called git before the real one; `script` may call that as "$real". */
function standIn(script: string): void {
  const real = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
  const folder = temporaryFolder();
  writeFileSync(join(folder, "git"), `#!/bin/sh\nreal=${real}\n${script}\n`);
  chmodSync(join(folder, "git"), 0o755);
  const { PATH } = process.env;
  vi.stubEnv("PATH", `${folder}:${PATH}`);
}

test("git's own words are in the error", async () => {
  const { root } = await temporaryWorkspace();
  await expect(git(root, ["rev-parse", "--verify", "nothing"])).rejects.toMatchObject({
    kind: "git",
    message: "git rev-parse failed",
    words: "fatal: Needed a single revision",
  });
});

test("a question answered with no is no error, and every other failure is", async () => {
  const { root } = await temporaryWorkspace();
  expect(await askGit(root, ["config", "--get", "no.such-key"])).toBeUndefined();
  await expect(askGit(root, ["config", "--get", "nonsense"])).rejects.toMatchObject({
    kind: "git",
  });
  await expect(git(root, ["config", "--get", "no.such-key"])).rejects.toMatchObject({
    kind: "git",
  });
});

test("without git on the machine the hint says what to install", async () => {
  const { root } = await temporaryWorkspace();
  vi.stubEnv("PATH", "/nowhere");
  await expect(git(root, ["status"])).rejects.toMatchObject({
    message: "git was not found",
    hint: expect.stringContaining("install git"),
  });
});

test("a git that is killed without a word has failed", async () => {
  const { root } = await temporaryWorkspace();
  standIn("kill -9 $$");
  await expect(git(root, ["status"])).rejects.toMatchObject({ kind: "git" });
});

test.each([
  ["before it moved anything", ""],
  ["between the two refs", '"$real" update-ref refs/heads/main "$(cat next)"'],
  ["after both, its answer lost", '"$real" "$@"'],
])("a record is published though git was killed %s", async (_, deed) => {
  const workspace = await temporaryWorkspace();
  const record = await preparedRecord(workspace, {
    files: new Map([["devices/r1.conf", "x\n"]]),
    message: "x",
    trailers: [["Netctl-Transaction", "abc0123456"]],
  });
  writeFileSync(join(workspace.root, "next"), record.commit);
  standIn(
    `case "$*" in *update-ref*) [ -e dead ] || { touch dead; ${deed || ":"}; kill -9 $$; };; esac\nexec "$real" "$@"`,
  );
  await published(workspace, record);
  expect(existsSync(join(workspace.root, "dead"))).toBe(true);
  vi.unstubAllEnvs();
  expect(await headCommit(workspace)).toBe(record.commit);
  expect(await appliedCommit(workspace)).toBe(record.commit);
  expect(plainGit(workspace.root, "rev-list", "--count", "main")).toBe("2");
});
