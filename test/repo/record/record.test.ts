import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { readFilesAt } from "../../../src/repo/files/read-files-at.ts";
import {
  appliedCommit,
  changedPaths,
  headCommit,
  history,
  isClean,
} from "../../../src/repo/history.ts";
import { note } from "../../../src/repo/record/notes.ts";
import {
  type PreparedRecord,
  prepareRecord,
  type RecordRequest,
} from "../../../src/repo/record/record.ts";
import { settleWorkTree } from "../../../src/repo/record/work-tree.ts";
import { findWorkspace, type Workspace } from "../../../src/repo/workspace.ts";
import {
  held,
  plainGit,
  preparedRecord,
  published,
  stateOf,
  temporaryFolder,
  temporaryWorkspace,
  textOf,
  writeTexts,
} from "../temporary.ts";

const conf = new Map([["devices/r1.conf", "hostname r1\n"]]);

async function prepared(
  workspace: Workspace,
  transaction = "abc0123456",
  files: ReadonlyMap<string, string | null> = conf,
  holding: Partial<RecordRequest> = {},
): Promise<PreparedRecord> {
  return preparedRecord(workspace, {
    files,
    message: "Apply the link\n\nSigned-off-by: Ada",
    trailers: [
      ["Netctl-Transaction", transaction],
      ["Netctl-Devices", "r1 r2"],
    ],
    ...holding,
  });
}

/** All that a person can see of a repository. */
function visible(workspace: Workspace): string {
  return [
    plainGit(workspace.root, "for-each-ref"),
    plainGit(workspace.root, "status", "--porcelain", "--untracked-files=all"),
    plainGit(workspace.root, "diff", "--cached"),
    plainGit(workspace.root, "ls-files", "--stage"),
  ].join("\n");
}

describe("preparing a record", () => {
  test("changes nothing that can be seen, and leaves no draft behind", async () => {
    const workspace = await temporaryWorkspace();
    writeTexts(workspace.root, { "models/link/new.yaml": "name: new\n", "notes.txt": "mine\n" });
    plainGit(workspace.root, "add", "notes.txt");
    const holding = await held(workspace);
    const before = visible(workspace);
    const record = await prepared(workspace, "abc0123456", conf, holding);
    expect(visible(workspace)).toBe(before);
    expect(existsSync(join(workspace.root, "devices/r1.conf"))).toBe(false);
    expect(readdirSync(workspace.local)).toEqual(["clone"]);
    expect(await stateOf(workspace, record)).toBe("open");
  });

  test("takes the work tree's own files and the rendered texts, and nothing else", async () => {
    const workspace = await temporaryWorkspace({ subfolder: "sub folder" });
    writeTexts(workspace.root, {
      "models/link/neu ü.yaml": "name: new\n",
      "staged.txt": "mine\n",
      "../above.txt": "mine too\n",
    });
    plainGit(workspace.root, "add", "staged.txt", "../above.txt");
    rmSync(join(workspace.root, "models/link/a b.yaml"));
    const { commit } = await prepared(workspace);
    expect(
      plainGit(workspace.root, "diff", "-z", "--name-status", "HEAD", commit).split("\0"),
    ).toEqual([
      ...["A", "sub folder/devices/r1.conf"],
      ...["D", "sub folder/models/link/a b.yaml"],
      ...["A", "sub folder/models/link/neu ü.yaml", ""],
    ]);
    expect((await readFilesAt(workspace, commit)).get("devices/r1.conf")).toBe("hostname r1\n");
  });

  test("is HEAD itself where HEAD says everything and was not applied yet: only the applied ref moves", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace, "abc0123456", new Map());
    expect(record.commit).toBe(record.head);
    expect(await stateOf(workspace, record)).toBe("open");
    await published(workspace, record);
    expect(await stateOf(workspace, record)).toBe("published");
    expect(await headCommit(workspace)).toBe(record.head);
    expect(await appliedCommit(workspace)).toBe(record.head);
    await note(
      workspace,
      record.commit,
      "Netctl-Transaction: abc0123456\nNetctl-Devices: r1, r2\n",
    );
    expect(await history(workspace)).toMatchObject([
      { transaction: "abc0123456", devices: ["r1", "r2"], commit: record.head },
    ]);
  });

  test("refuses HEAD itself where the branch has moved meanwhile", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace, "abc0123456", new Map());
    plainGit(workspace.root, "commit", "--allow-empty", "-qm", "Somebody else's");
    await expect(published(workspace, record)).rejects.toThrow("moved");
    expect(await appliedCommit(workspace)).toBeUndefined();
  });

  test("makes a commit of its own where nothing differs and HEAD was applied already", async () => {
    const workspace = await temporaryWorkspace();
    await published(workspace, await prepared(workspace, "abc0123456", new Map()));
    const { commit, head } = await prepared(workspace, "bcd0123456", new Map());
    expect(commit).not.toBe(head);
    expect(plainGit(workspace.root, "diff", "--stat", commit)).toBe("");
  });

  test("works without models, without templates and without any commit", async () => {
    const workspace = await temporaryWorkspace({ isUnborn: true });
    rmSync(join(workspace.root, "models"), { recursive: true });
    rmSync(join(workspace.root, "templates"), { recursive: true });
    const record = await prepared(workspace);
    expect(record.head).toBeNull();
    await published(workspace, record);
    await settleWorkTree(workspace, record, conf);
    expect(await headCommit(workspace)).toBe(record.commit);
    expect(plainGit(workspace.root, "status", "--porcelain")).toBe("");
  });

  test("takes a rendered file away", async () => {
    const workspace = await temporaryWorkspace();
    const first = await prepared(workspace);
    await published(workspace, first);
    await settleWorkTree(workspace, first, conf);
    const gone = new Map([["devices/r1.conf", null]]);
    const second = await prepared(workspace, "abc0123457", gone);
    await published(workspace, second);
    await settleWorkTree(workspace, second, gone);
    expect(existsSync(join(workspace.root, "devices/r1.conf"))).toBe(false);
    expect((await readFilesAt(workspace, second.commit)).has("devices/r1.conf")).toBe(false);
    expect(await isClean(workspace)).toBe(true);
  });

  test("passes rendered files through the filters of the repository, as git add would", async () => {
    const workspace = await temporaryWorkspace({ subfolder: "sub" });
    plainGit(workspace.root, "config", "filter.seal.clean", "tr a-z A-Z");
    writeTexts(workspace.root, { ".gitattributes": "*.conf filter=seal\n" });
    plainGit(workspace.root, "add", ".gitattributes");
    plainGit(workspace.root, "commit", "--quiet", "--message=attributes");
    const { commit } = await prepared(workspace);
    const text = (await readFilesAt(workspace, commit)).get("devices/r1.conf");
    expect(text).toBe("HOSTNAME R1\n");
  });

  test("takes many texts in as git add would, whatever is said of some of them", async () => {
    const workspace = await temporaryWorkspace({ subfolder: "sub" });
    plainGit(workspace.root, "config", "filter.seal.clean", "tr a-z A-Z");
    plainGit(workspace.root, "config", "core.autocrlf", "input");
    writeTexts(workspace.root, { ".gitattributes": "r7.conf filter=seal\n" });
    plainGit(workspace.root, "add", ".gitattributes");
    plainGit(workspace.root, "commit", "--quiet", "--message=attributes");
    const many = Array.from({ length: 120 }, (_, at) => [`devices/r${at}.conf`, `name r${at} é\n`]);
    const files = new Map<string, string | null>(many as [string, string][]);
    files.set("devices/r8.conf", "name r8\r\nend\r\n");
    const first = await prepared(workspace, "abc0123456", files);
    await published(workspace, first);
    const again = new Map<string, string | null>([...files, ["devices/r9.conf", null]]);
    const { commit } = await prepared(workspace, "def0123456", again);
    const recorded = await readFilesAt(workspace, commit);
    const wanted = new Map(again as Map<string, string>);
    wanted.set("devices/r7.conf", "NAME R7 é\n").set("devices/r8.conf", "name r8\nend\n");
    wanted.delete("devices/r9.conf");
    expect(new Map([...recorded].filter(([path]) => path.endsWith(".conf")))).toEqual(wanted);
    expect(plainGit(workspace.root, "fsck", "--strict", "--no-dangling")).toBe("");
  });

  test("a trailer's value cannot smuggle in another trailer", async () => {
    const workspace = await temporaryWorkspace();
    const record = await preparedRecord(workspace, {
      files: conf,
      trailers: [["Netctl-Transaction", "abc\nNetctl-Devices: evil"]],
    });
    await published(workspace, record);
    expect((await history(workspace))[0]?.devices).toEqual([]);
  });

  test("is refused on a detached HEAD", async () => {
    const workspace = await temporaryWorkspace();
    plainGit(workspace.root, "checkout", "--quiet", "--detach");
    await expect(prepared(workspace)).rejects.toMatchObject({ kind: "refused" });
  });

  test("is refused where the branch left the plan's commit", async () => {
    const workspace = await temporaryWorkspace();
    const request = { files: conf, message: "x", trailers: [], ...(await held(workspace)) };
    const promise = prepareRecord(workspace, { ...request, base: undefined });
    await expect(promise).rejects.toThrow(/branch main moved since the plan/);
  });

  test("runs no hooks and signs nothing", async () => {
    const workspace = await temporaryWorkspace();
    const hooks = ["pre-commit", "commit-msg", "reference-transaction", "post-index-change"];
    for (const hook of hooks) {
      const path = join(workspace.gitDir, "hooks", hook);
      mkdirSync(join(workspace.gitDir, "hooks"), { recursive: true });
      writeFileSync(path, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    }
    plainGit(workspace.root, "config", "commit.gpgSign", "true");
    plainGit(workspace.root, "config", "gpg.program", "false");
    const record = await prepared(workspace);
    await published(workspace, record);
    await settleWorkTree(workspace, record, conf);
    await note(workspace, record.commit, "{}");
    expect(await appliedCommit(workspace)).toBe(record.commit);
  });

  test("takes away what a kill left beside the files that netctl writes, and nothing else", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace);
    await published(workspace, record);
    const others = ["devices/r1.conf.new", "devices/mine.42.new", "models/link/a b.yaml.42.new"];
    writeTexts(workspace.root, {
      "devices/r1.conf.42.new": "hostn",
      ...Object.fromEntries(others.map((path) => [path, "mine\n"])),
    });
    await settleWorkTree(workspace, record, conf);
    expect(existsSync(join(workspace.root, "devices/r1.conf.42.new"))).toBe(false);
    expect(others.every((path) => existsSync(join(workspace.root, path)))).toBe(true);
  });

  test("names the operating system's user where git knows nobody", async () => {
    const workspace = await temporaryWorkspace();
    plainGit(workspace.root, "config", "--unset", "user.name");
    plainGit(workspace.root, "config", "--unset", "user.email");
    vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
    vi.stubEnv("GIT_CONFIG_SYSTEM", "/dev/null");
    vi.stubEnv("EDITOR", "vi");
    vi.stubEnv("PAGER", "less");
    try {
      plainGit(workspace.root, "config", "user.useConfigOnly", "true");
      const record = await prepared(workspace);
      await published(workspace, record);
      await note(workspace, record.commit, "{}");
      const [one] = await history(workspace);
      expect(one?.author).toMatch(/^\S+ <\S+@\S+>$/);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("is not led astray by the environment of a surrounding hook", async () => {
    const workspace = await temporaryWorkspace();
    vi.stubEnv("GIT_DIR", "/nowhere");
    vi.stubEnv("GIT_INDEX_FILE", "/nowhere/index");
    try {
      await expect(prepared(workspace)).resolves.toMatchObject({ branch: "refs/heads/main" });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe("publishing a record", () => {
  test("moves the branch and the applied ref together, once", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace);
    await published(workspace, record);
    await published(workspace, record);
    expect(await headCommit(workspace)).toBe(record.commit);
    expect(await appliedCommit(workspace)).toBe(record.commit);
    expect(await stateOf(workspace, record)).toBe("published");
    expect(plainGit(workspace.root, "reflog", "-1")).toContain("netctl: record a transaction");
  });

  test("is refused, and moves nothing, when the branch moved", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace);
    plainGit(workspace.root, "commit", "--quiet", "--allow-empty", "--message=other");
    const before = visible(workspace);
    await expect(published(workspace, record)).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("branch main moved since the plan"),
    });
    expect(visible(workspace)).toBe(before);
    expect(await stateOf(workspace, record)).toBe("open");
  });

  test("is refused, and moves nothing, when another apply was recorded", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace);
    plainGit(workspace.root, "update-ref", "refs/netctl/applied", "HEAD");
    const before = visible(workspace);
    await expect(published(workspace, record)).rejects.toThrow(/another apply was recorded/);
    expect(visible(workspace)).toBe(before);
  });

  test("says what git said when a ref is locked", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace);
    writeFileSync(join(workspace.gitDir, "refs/heads/main.lock"), "");
    await expect(published(workspace, record)).rejects.toMatchObject({
      kind: "git",
      words: expect.stringContaining("main.lock"),
    });
    expect(await stateOf(workspace, record)).toBe("open");
  });

  test("lets one of many win", async () => {
    const workspace = await temporaryWorkspace();
    const holding = await held(workspace);
    const records = await Promise.all(
      ["a", "b", "c", "d"].map((letter) =>
        prepared(workspace, `${letter}000000000`, conf, holding),
      ),
    );
    const ends = await Promise.allSettled(records.map((one) => published(workspace, one)));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await headCommit(workspace)).toBe(await appliedCommit(workspace));
    expect(await history(workspace)).toHaveLength(1);
  });

  test("goes forward from half a publication", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace);
    plainGit(workspace.root, "update-ref", record.branch, record.commit);
    expect(await stateOf(workspace, record)).toBe("half");
    await published(workspace, record);
    expect(await appliedCommit(workspace)).toBe(record.commit);
  });

  test("is known as published when later work came on top", async () => {
    const workspace = await temporaryWorkspace();
    const first = await prepared(workspace);
    await published(workspace, first);
    const second = await prepared(workspace, "b000000000");
    await published(workspace, second);
    expect(await stateOf(workspace, first)).toBe("published");
  });
});

describe("settling the work tree", () => {
  test("leaves a clean tree, and the user's own staged and edited files as they were", async () => {
    const workspace = await temporaryWorkspace();
    writeTexts(workspace.root, { "mine.txt": "one\n", "other.txt": "one\n" });
    plainGit(workspace.root, "add", "other.txt");
    plainGit(workspace.root, "commit", "--quiet", "--message=other");
    writeTexts(workspace.root, { "other.txt": "two\n", "models/link/new.yaml": "name: n\n" });
    plainGit(workspace.root, "add", "mine.txt", "models");
    const record = await prepared(workspace);
    await published(workspace, record);
    for (let time = 0; time < 2; time += 1) {
      expect(await settleWorkTree(workspace, record, conf)).toBe(true);
      expect(textOf(workspace.root, "devices/r1.conf")).toBe("hostname r1\n");
      expect(plainGit(workspace.root, "status", "--porcelain")).toBe("A  mine.txt\n M other.txt");
      expect(await isClean(workspace)).toBe(true);
    }
  });

  test("waits for an editor that holds the index for a moment", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace);
    await published(workspace, record);
    const lock = join(workspace.gitDir, "index.lock");
    writeFileSync(lock, "");
    setTimeout(() => rmSync(lock), 300);
    await settleWorkTree(workspace, record, conf);
    expect(await isClean(workspace)).toBe(true);
  });

  test("keeps an edit made while the devices were changed", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace);
    writeTexts(workspace.root, { "models/link/a b.yaml": "name: later\n" });
    await published(workspace, record);
    await settleWorkTree(workspace, record, conf);
    expect(textOf(workspace.root, "models/link/a b.yaml")).toBe("name: later\n");
    expect(await changedPaths(workspace)).toEqual(["models/link/a b.yaml"]);
  });

  test("does nothing when the branch has gone on", async () => {
    const workspace = await temporaryWorkspace();
    const record = await prepared(workspace);
    await published(workspace, record);
    plainGit(workspace.root, "commit", "--quiet", "--allow-empty", "--message=later");
    const before = visible(workspace);
    expect(await settleWorkTree(workspace, record, conf)).toBe(false);
    expect(visible(workspace)).toBe(before);
  });

  test("works in a linked work tree, on its own branch and index", async () => {
    const main = await temporaryWorkspace({ subfolder: "sub" });
    const other = join(temporaryFolder(), "other");
    plainGit(main.root, "worktree", "add", "--quiet", "-b", "side", other);
    const linked = await findWorkspace(join(other, "sub"));
    const record = await prepared(linked);
    await published(linked, record);
    await settleWorkTree(linked, record, conf);
    expect(record.branch).toBe("refs/heads/side");
    expect(await isClean(linked)).toBe(true);
    expect(plainGit(main.root, "status", "--porcelain")).toBe("");
    expect(await appliedCommit(main)).toBe(record.commit);
  });
});
