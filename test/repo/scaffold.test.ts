import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { headCommit, isClean } from "../../src/repo/history.ts";
import { initWorkspace, packageRoot } from "../../src/repo/scaffold.ts";
import { findWorkspace } from "../../src/repo/workspace.ts";
import { plainGit, temporaryFolder, textOf, writeTexts } from "./temporary.ts";

function starter(): string {
  const folder = temporaryFolder();
  writeTexts(folder, {
    "models/link/schema.yaml": "type: object\n",
    "models/link/csr1-vsrx1.yaml": "a: 1\n",
    "models/link/shared/parts.yaml": "b: 1\n",
    "templates/iosxe/link.njk": "x\n",
    "devices/csr1.yaml": "platform: iosxe\n",
    "devices/csr1.conf": "rendered\n",
  });
  return folder;
}

test("makes a repository with models and templates, committed on main", async () => {
  const root = join(temporaryFolder(), "new", "net");
  const { workspace, files, commit } = await initWorkspace(root, starter(), { lab: false });
  expect(files).toEqual([
    ".gitignore",
    "models/link/schema.yaml",
    "models/link/shared/parts.yaml",
    "netctl.yaml",
    "templates/iosxe/link.njk",
  ]);
  expect(await findWorkspace(root)).toEqual(workspace);
  expect(await headCommit(workspace)).toBe(commit);
  expect(await isClean(workspace)).toBe(true);
  expect(plainGit(root, "status", "--porcelain")).toBe("");
  expect(plainGit(root, "log", "--format=%D %s")).toBe("HEAD -> main Start a netctl workspace");
  expect(textOf(root, ".gitignore")).toBe("*.ncplan\n");
});

test("takes the example network along with --lab, but nothing that was rendered", async () => {
  const root = join(temporaryFolder(), "net");
  await initWorkspace(root, starter(), { lab: true });
  expect(textOf(root, "models/link/csr1-vsrx1.yaml")).toBe("a: 1\n");
  expect(readdirSync(join(root, "devices"))).toEqual(["csr1.yaml"]);
});

test("refuses to overwrite, names the files and changes nothing", async () => {
  const root = temporaryFolder();
  writeTexts(root, { "models/link/schema.yaml": "mine\n", "netctl.yaml": "mine\n" });
  await expect(initWorkspace(root, starter(), { lab: false })).rejects.toMatchObject({
    kind: "refused",
    message: expect.stringContaining("models/link/schema.yaml, netctl.yaml"),
  });
  expect(readdirSync(root).sort()).toEqual(["models", "netctl.yaml"]);
});

test("finishes what a killed call began", async () => {
  const root = temporaryFolder();
  writeTexts(root, { "models/link/schema.yaml": "type: object\n" });
  const { files, commit } = await initWorkspace(root, starter(), { lab: false });
  expect(files).not.toContain("models/link/schema.yaml");
  expect(plainGit(root, "ls-tree", "-r", "--name-only", commit ?? "")).toContain("schema.yaml");
});

test("in a subfolder of a repository leaves its commits and its index alone", async () => {
  const top = temporaryFolder();
  plainGit(top, "init", "--quiet", "--initial-branch=trunk");
  writeTexts(top, { "mine.txt": "x", ".gitignore": "dist" });
  plainGit(top, "add", "mine.txt");
  const first = await initWorkspace(join(top, "a"), starter(), { lab: false });
  expect(plainGit(top, "ls-tree", "-r", "--name-only", "trunk")).not.toContain("mine.txt");
  expect(plainGit(top, "status", "--porcelain")).toBe("A  mine.txt\n?? .gitignore");
  expect(first.workspace.prefix).toBe("a/");
  const second = await initWorkspace(join(top, "b"), starter(), { lab: false });
  expect(second.commit).toBeUndefined();
  expect(plainGit(top, "log", "--format=%s")).toBe("Start a netctl workspace");
});

test("adds to an ignore file that has no last line end", async () => {
  const root = temporaryFolder();
  writeTexts(root, { ".gitignore": "dist" });
  await initWorkspace(root, starter(), { lab: false });
  expect(textOf(root, ".gitignore")).toBe("dist\n*.ncplan\n");
});

test("works for somebody git does not know", async () => {
  vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
  vi.stubEnv("GIT_CONFIG_SYSTEM", "/dev/null");
  try {
    const root = join(temporaryFolder(), "net");
    expect((await initWorkspace(root, starter(), { lab: false })).commit).toMatch(/^[0-9a-f]{40}$/);
  } finally {
    vi.unstubAllEnvs();
  }
});

test("the starter lies in the package's own root", () => {
  expect(existsSync(join(packageRoot(), "package.json"))).toBe(true);
});
