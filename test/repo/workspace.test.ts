import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findWorkspace } from "../../src/repo/workspace.ts";
import { plainGit, refusalOf, temporaryFolder, temporaryWorkspace } from "./temporary.ts";

describe("finding the workspace", () => {
  test("goes up to the folder with netctl.yaml", async () => {
    const made = await temporaryWorkspace();
    const found = await findWorkspace(join(made.root, "models", "link"));
    expect(found).toEqual(made);
    expect(found.gitDir).toBe(join(made.root, ".git"));
    expect(found.local).toBe(join(made.root, ".git", "netctl"));
    expect(found.prefix).toBe("");
  });

  test("takes a subfolder of a repository, with a place of its own beside git", async () => {
    const { root, prefix, local } = await temporaryWorkspace({ subfolder: "sites/zürich 1" });
    expect(prefix).toBe("sites/zürich 1/");
    const own = join("in", "sites%2Fz%C3%BCrich%201");
    expect(local).toBe(join(root, "..", "..", ".git", "netctl", own));
  });

  test("gives linked work trees one place for journal and lock", async () => {
    const main = await temporaryWorkspace();
    const other = join(temporaryFolder(), "other tree");
    plainGit(main.root, "worktree", "add", "--quiet", "-b", "side", other);
    const linked = await findWorkspace(other);
    expect(linked.local).toBe(main.local);
    expect(linked.gitDir).not.toBe(main.gitDir);
  });

  test("without netctl.yaml is wrong usage, with a hint", async () => {
    const error = await refusalOf(findWorkspace(temporaryFolder()));
    expect(error.kind).toBe("usage");
    expect(error.hint).toContain("netctl init");
  });

  test("from a folder that does not exist is wrong usage", async () => {
    const { root } = await temporaryWorkspace();
    const error = await refusalOf(findWorkspace(join(root, "typo")));
    expect([error.kind, error.message]).toEqual([
      "usage",
      `there is no folder ${join(root, "typo")}`,
    ]);
  });

  test("outside of git is wrong usage, with a hint", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "netctl.yaml"), "");
    const error = await refusalOf(findWorkspace(folder));
    expect(error.kind).toBe("usage");
    expect(error.hint).toContain("git init");
  });

  test("in a bare repository is wrong usage", async () => {
    const folder = temporaryFolder();
    plainGit(folder, "init", "--quiet", "--bare");
    writeFileSync(join(folder, "netctl.yaml"), "");
    expect((await refusalOf(findWorkspace(folder))).kind).toBe("usage");
  });
});
