import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { digest, type Memory, noMemory } from "../../intent/memory.ts";
import { git } from "../repo.ts";
import { isHidden, recordedPaths, type Workspace } from "../workspace.ts";
import { isSettled, lookOf } from "./file-look.ts";
import { FileTexts, type KnownText } from "./file-texts.ts";
import { type SourceFile, sourceTexts } from "./source-file.ts";

/** Where texts of an earlier run are to be had, and what the clock of the file system said when this run began. */
export type Recollection = { readonly memory: Memory; readonly sinceNs: bigint };

const nothingKnown: Recollection = { memory: noMemory, sinceNs: 0n };

/**
 * The texts of the workspace as they lie on disk, by path relative to the root with forward slashes. Files that git
 * ignores and files whose name starts with a dot are no part of it. Of a file that looks as it did when an earlier run
 * read it the digest is known, and the text is fetched only for who asks for it.
 * NetctlError `invalid` with a finding for each file that cannot be read as text.
 */
export async function readFiles(
  workspace: Workspace,
  known: Recollection = nothingKnown,
): Promise<FileTexts> {
  const { memory } = known;
  const sources: Found[] = [];
  for (const path of await listedPaths(workspace)) {
    const source = sourceOnDisk(workspace, path, known);
    if (source !== undefined) sources.push(source);
  }
  const texts = sourceTexts(sources);
  for (const { path, look } of sources) {
    const text = texts.get(path);
    if (look === undefined || typeof text !== "string") continue;
    const own = digest([text]);
    memory.keep("look", path, look, own);
    memory.keep("text", path, own, text);
  }
  return new FileTexts(texts, workspace.root, memory);
}

/** A file; `look` is there where it was read, and may be remembered by what it looks like. */
type Found = SourceFile<KnownText> & { readonly look?: string };

/** Exactly what `git add` would record: tracked or new, not ignored. */
async function listedPaths(workspace: Workspace): Promise<string[]> {
  const which = ["--cached", "--others", "--exclude-standard"];
  const listing = await git(workspace.root, ["ls-files", "-z", ...which, "--", ...recordedPaths]);
  const paths = listing.split("\0").filter((path) => path !== "" && !isHidden(path));
  return [...new Set(paths)].sort();
}

// One file after the other and without waiting: a promise costs more than a small file does.
function sourceOnDisk(
  workspace: Workspace,
  path: string,
  { memory, sinceNs }: Recollection,
): Found | undefined {
  // Joined by hand: the paths of git are plain already.
  const file = `${workspace.root}/${path}`;
  try {
    const stat = lstatSync(file, { bigint: true });
    if (stat.isSymbolicLink())
      return { path, isLink: true, content: Buffer.from(readlinkSync(file)) };
    if (!stat.isFile()) return undefined;
    const look = lookOf(stat);
    const known = memory.recall("look", path, look);
    if (typeof known === "string") return { path, isLink: false, content: { path, digest: known } };
    const read = { path, isLink: false, content: readFileSync(file) };
    return isSettled(stat, sinceNs) ? { ...read, look } : read;
  } catch (error) {
    // Tracked, and deleted from the work tree.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
