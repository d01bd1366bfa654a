import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NetctlError } from "../../src/errors.ts";
import { findWorkspace, readFiles, readFilesAt } from "../../src/repo/workspace.ts";
import {
  plainGit,
  smallWorkspace,
  temporaryFolder,
  temporaryWorkspace,
  writeTexts,
} from "./temporary.ts";

async function refusalOf(promise: Promise<unknown>): Promise<NetctlError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof NetctlError) return error;
  throw new Error(`no NetctlError but ${String(error)}`);
}

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

describe("reading the workspace", () => {
  test("gives the same texts from the disk and from the commit", async () => {
    const workspace = await temporaryWorkspace({ subfolder: "net 1" });
    const expected = new Map(Object.entries(smallWorkspace).sort());
    expect(new Map([...(await readFiles(workspace))].sort())).toEqual(expected);
    expect(new Map([...(await readFilesAt(workspace, "HEAD"))].sort())).toEqual(expected);
  });

  test("works on a branch without commits", async () => {
    const workspace = await temporaryWorkspace({ isUnborn: true });
    expect((await readFiles(workspace)).size).toBe(5);
  });

  test("leaves out what git ignores, dot files, deleted files and other folders", async () => {
    const workspace = await temporaryWorkspace();
    writeTexts(workspace.root, {
      ".gitignore": "*.swp\n",
      "models/link/a.yaml.swp": "x",
      "models/.DS_Store": "x",
      "docs/readme.md": "x",
      "devices/new.yaml": "platform: eos\n",
    });
    rmSync(join(workspace.root, "models/link/a b.yaml"));
    const paths = [...(await readFiles(workspace)).keys()].sort();
    expect(paths).toEqual([
      "devices/new.yaml",
      "devices/r1.yaml",
      "models/link/schema.yaml",
      "netctl.yaml",
      "templates/iosxe/link.njk",
    ]);
  });

  test("names every file that is no text, with the line", async () => {
    const workspace = await temporaryWorkspace();
    writeFileSync(
      join(workspace.root, "devices/r1.yaml"),
      Buffer.from([0x61, 10, 0xc3, 0xa4, 10, 0xff, 10]),
    );
    writeFileSync(join(workspace.root, "models/big.yaml"), Buffer.alloc(4 * 1024 * 1024 + 1, 97));
    const error = await refusalOf(readFiles(workspace));
    expect(error.kind).toBe("invalid");
    expect(error.findings.map(({ code, place }) => [code, place.path, place.line])).toEqual([
      ["NC1103", "devices/r1.yaml", 3],
      ["NC1102", "models/big.yaml", 1],
    ]);
    plainGit(workspace.root, "add", "--all");
    plainGit(workspace.root, "commit", "--quiet", "--message=bad");
    expect((await refusalOf(readFilesAt(workspace, "HEAD"))).findings).toEqual(error.findings);
  });

  test("follows links inside and refuses links outside, on disk and in a commit", async () => {
    const workspace = await temporaryWorkspace();
    mkdirSync(join(workspace.root, "templates/eos"));
    symlinkSync("../iosxe/link.njk", join(workspace.root, "templates/eos/link.njk"));
    plainGit(workspace.root, "add", "--all");
    plainGit(workspace.root, "commit", "--quiet", "--message=link");
    const text = smallWorkspace["templates/iosxe/link.njk"];
    expect((await readFiles(workspace)).get("templates/eos/link.njk")).toBe(text);
    expect((await readFilesAt(workspace, "HEAD")).get("templates/eos/link.njk")).toBe(text);

    symlinkSync("/etc/hostname", join(workspace.root, "devices/evil.yaml"));
    symlinkSync("loop.yaml", join(workspace.root, "devices/loop.yaml"));
    const error = await refusalOf(readFiles(workspace));
    expect(error.findings.map(({ code, place }) => [code, place.path])).toEqual([
      ["NC1101", "devices/evil.yaml"],
      ["NC1101", "devices/loop.yaml"],
    ]);
  });

  test("reads a thousand files from a commit quickly", async () => {
    const workspace = await temporaryWorkspace();
    const texts = Object.fromEntries(
      Array.from({ length: 1000 }, (_, at) => [`devices/d${at}.yaml`, `name: ${at}\n`]),
    );
    writeTexts(workspace.root, texts);
    plainGit(workspace.root, "add", "--all");
    plainGit(workspace.root, "commit", "--quiet", "--message=many");
    const files = await readFilesAt(workspace, "HEAD");
    expect(files.size).toBe(1005);
    expect(files.get("devices/d999.yaml")).toBe("name: 999\n");
  });
});
