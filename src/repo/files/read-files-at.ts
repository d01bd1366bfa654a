import { hash } from "node:crypto";
import { catFiles, git } from "../repo.ts";
import { isHidden, recordedPaths, type Workspace } from "../workspace.ts";
import { sourceTexts } from "./source-file.ts";

/** What of a commit is read. */
export type Wanted = {
  /** Files or folders relative to the root; all that netctl records where absent. */
  readonly paths?: readonly string[];
  /** Which of those files. */
  readonly isWanted?: (path: string) => boolean;
  /** Texts that may well be among them: they need not be asked for. */
  readonly likely?: Iterable<string>;
};

/** The texts of a workspace as `readFiles` gives them, from a commit. */
export async function readFilesAt(
  workspace: Workspace,
  commit: string,
  { paths = recordedPaths, isWanted = () => true, likely = [] }: Wanted = {},
): Promise<Map<string, string>> {
  const listing = await git(workspace.root, ["ls-tree", "-r", "-z", commit, "--", ...paths]);
  const entries = listing
    .split("\0")
    .filter((line) => line !== "")
    .map(entryOf)
    .filter(({ kind, path }) => kind === "blob" && !isHidden(path) && isWanted(path));
  const known = textsByObject(entries[0]?.object.length === 64 ? "sha256" : "sha1", likely);
  const missing = [...new Set(entries.map(({ object }) => object))].filter((id) => !known.has(id));
  const contents = new Map<string, string | Buffer>([
    ...known,
    ...(await contentsOf(workspace, missing)),
  ]);
  return sourceTexts(
    entries.map(({ mode, path, object }) => ({
      path,
      isLink: mode === "120000",
      content: contents.get(object) ?? "",
    })),
  );
}

type Entry = Readonly<Record<"mode" | "kind" | "object" | "path", string>>;

function entryOf(line: string): Entry {
  const tab = line.indexOf("\t");
  const [mode = "", kind = "", object = ""] = line.slice(0, tab).split(" ");
  return { mode, kind, object, path: line.slice(tab + 1) };
}

/** Texts by the name that git gives them: the digest of their kind, their size and their bytes. */
function textsByObject(
  algorithm: "sha1" | "sha256",
  texts: Iterable<string>,
): ReadonlyMap<string, string> {
  return new Map(
    [...texts].map((text) => [hash(algorithm, `blob ${Buffer.byteLength(text)}\0${text}`), text]),
  );
}

async function contentsOf(
  workspace: Workspace,
  objects: readonly string[],
): Promise<[string, Buffer][]> {
  if (objects.length === 0) return [];
  const input = objects.map((object) => `${object}\n`).join("");
  const contents = splitBatch(await catFiles(workspace.root, input));
  return objects.map((object, at) => [object, contents[at] ?? Buffer.alloc(0)]);
}

/** Contents from `<object> <type> <size>\n<content>\n`, in the order they were asked for. */
function splitBatch(output: Buffer): Buffer[] {
  const contents: Buffer[] = [];
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf(10, at);
    const size = Number(output.toString("latin1", at, lineEnd).split(" ")[2]);
    contents.push(output.subarray(lineEnd + 1, lineEnd + 1 + size));
    at = lineEnd + size + 2;
  }
  return contents;
}
