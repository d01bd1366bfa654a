import {
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/intent/intent.ts";
import type { Memory } from "../../../src/intent/memory.ts";
import { type Recollection, readFiles } from "../../../src/repo/files/read-files.ts";
import { readFilesAt } from "../../../src/repo/files/read-files-at.ts";
import type { Workspace } from "../../../src/repo/workspace.ts";
import {
  plainGit,
  refusalOf,
  smallWorkspace,
  temporaryWorkspace,
  writeTexts,
} from "../temporary.ts";

describe("reading the workspace", () => {
  test("gives the same texts from the disk and from the commit", async () => {
    const workspace = await temporaryWorkspace({ subfolder: "net 1" });
    const expected = new Map(Object.entries(smallWorkspace).sort());
    expect(new Map([...(await readFiles(workspace))].sort())).toEqual(expected);
    expect(new Map([...(await readFilesAt(workspace, "HEAD"))].sort())).toEqual(expected);
  });

  test("works on a branch without commits", async () => {
    const workspace = await temporaryWorkspace({ isUnborn: true });
    expect([...(await readFiles(workspace)).keys()]).toHaveLength(5);
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

describe("reading a workspace again", () => {
  const path = "devices/r1.yaml";
  /** Whole seconds, which can be set to the nanosecond. */
  const written = 1_700_000_000;
  const longAfter = BigInt(Date.now() + 86_400_000) * 1_000_000n;

  /** A memory whose every text is a lie, so that one that comes back was not read. */
  async function lying(workspace: Workspace): Promise<Recollection> {
    const slots = new Map<string, readonly [string, Json]>();
    const known = (lie: boolean): Recollection => ({
      sinceNs: longAfter,
      memory: {
        recall: (shelf, name, made) => {
          const [before, value] = slots.get(`${shelf} ${name}`) ?? [];
          return before === made ? value : undefined;
        },
        keep: (shelf, name, made, text) => {
          slots.set(`${shelf} ${name}`, [made, lie && shelf === "text" ? "remembered" : text]);
        },
      },
    });
    await readFiles(workspace, known(true));
    return known(false);
  }

  async function textAfter(change: (file: string, workspace: Workspace) => void): Promise<unknown> {
    const workspace = await temporaryWorkspace();
    utimesSync(join(workspace.root, path), written, written);
    const known = await lying(workspace);
    change(join(workspace.root, path), workspace);
    const files = await readFiles(workspace, known);
    files.fetchAll();
    return files.get(path);
  }

  /** Writes until the clock of the file system has gone on: before that nothing outside tells two writings apart. */
  function write(file: string, text: string): void {
    const { ctimeNs } = lstatSync(file, { bigint: true });
    do writeFileSync(file, text);
    while (lstatSync(file, { bigint: true }).ctimeNs === ctimeNs);
  }

  test("remembers the text of a file that nobody touched", async () => {
    expect(await textAfter(() => {})).toBe("remembered");
  });

  test("sees an edit of the same size whose time of writing was set back", async () => {
    const edited = "platform: junos\n";
    expect(edited.length).toBe(smallWorkspace[path]?.length);
    const found = await textAfter((file) => {
      write(file, edited);
      utimesSync(file, written, written);
    });
    expect(found).toBe(edited);
  });

  test("reads a file again that was touched", async () => {
    expect(await textAfter((file) => write(file, smallWorkspace[path] ?? ""))).toBe(
      smallWorkspace[path],
    );
  });

  test("sees another file in the place of the one it knew", async () => {
    const found = await textAfter((file, { root }) => {
      writeFileSync(join(root, "other"), "platform: junos\n");
      renameSync(join(root, "other"), file);
    });
    expect(found).toBe("platform: junos\n");
  });

  test("forgets a file that is gone, or has another name", async () => {
    expect(await textAfter((file) => rmSync(file))).toBeUndefined();
    expect(
      await textAfter((file, { root }) => renameSync(file, join(root, "devices/r2.yaml"))),
    ).toBeUndefined();
  });

  test("sees what another branch has", async () => {
    const found = await textAfter((file, { root }) => {
      plainGit(root, "switch", "--quiet", "-c", "other");
      writeFileSync(file, "platform: eos2\n");
      plainGit(root, "commit", "--quiet", "--all", "--message=other");
      plainGit(root, "switch", "--quiet", "main");
      plainGit(root, "switch", "--quiet", "other");
    });
    expect(found).toBe("platform: eos2\n");
  });

  test("reads no text that nobody asks for, and then not another one", async () => {
    const workspace = await temporaryWorkspace();
    const file = join(workspace.root, path);
    const digests = new Map<string, Json>();
    const memory: Memory = {
      recall: (shelf, name) => (shelf === "look" ? digests.get(name) : undefined),
      keep: (shelf, name, _, value) => {
        if (shelf === "look") digests.set(name, value);
      },
    };
    const known = { memory, sinceNs: longAfter };
    const before = await readFiles(workspace, known);
    const [again, late] = [await readFiles(workspace, known), await readFiles(workspace, known)];
    expect(again.digestOf(path)).toBe(before.digestOf(path));
    expect(again.get(path)).toBe(smallWorkspace[path]);
    writeFileSync(file, "platform: junos\n");
    expect(again.get(path)).toBe(smallWorkspace[path]);
    expect(() => late.get(path)).toThrow(`${path} was changed while it was being read`);
  });

  test("remembers nothing of a file that was just written, for it may be written again unseen", async () => {
    const workspace = await temporaryWorkspace();
    const kept: string[] = [];
    const memory = { recall: () => undefined, keep: (_: string, key: string) => kept.push(key) };
    const sinceNs =
      lstatSync(join(workspace.root, path), { bigint: true }).ctimeNs + 2_000_000_000n;
    await readFiles(workspace, { memory, sinceNs });
    expect(kept).toEqual([]);
    await readFiles(workspace, { memory, sinceNs: sinceNs + 86_400_000_000_000n });
    expect(kept).toContain(path);
  });
});

test("texts that are likely to be in a commit are taken only for files that hold them", async () => {
  const workspace = await temporaryWorkspace();
  const wanted = { paths: ["devices"], likely: ["platform: iosxe\n", "platform: eos\n", "zwölf"] };
  writeTexts(workspace.root, { "devices/r2.yaml": "zwölf", "devices/r3.yaml": "zwolf" });
  plainGit(workspace.root, "add", "--all");
  plainGit(workspace.root, "commit", "--quiet", "--message=more");
  expect(Object.fromEntries(await readFilesAt(workspace, "HEAD", wanted))).toEqual({
    "devices/r1.yaml": "platform: iosxe\n",
    "devices/r2.yaml": "zwölf",
    "devices/r3.yaml": "zwolf",
  });
});
