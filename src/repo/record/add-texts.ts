import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { git } from "../repo.ts";
import type { Workspace } from "../workspace.ts";

/** Texts by path relative to the root; null takes the file away. */
export type Texts = ReadonlyMap<string, string | null>;

/** From so many texts on, two calls of git more cost less than a file for each of them. */
const manyCount = 50;

/** What an attribute may have git do to a text that it takes in, besides ends of lines. */
const changing = ["filter", "ident", "working-tree-encoding"];

/**
 * Puts texts into the index at `index`, as `git add` would were they in the work tree: attributes and filters included.
 * `folder` is an empty one of the caller's, who throws it away.
 */
export async function addTexts(
  workspace: Workspace,
  texts: Texts,
  { folder, index }: { readonly folder: string; readonly index: string },
): Promise<void> {
  const streamed =
    texts.size < manyCount ? new Map<string, string>() : await asTheyAre(workspace, texts, index);
  const others = new Map([...texts].filter(([path]) => !streamed.has(path)));
  if (streamed.size > 0) await addStream(workspace, streamed, index);
  if (others.size > 0) await addFiles(workspace, others, { folder, index });
}

/** The texts that git takes in byte by byte. */
async function asTheyAre(
  workspace: Workspace,
  texts: Texts,
  index: string,
): Promise<ReadonlyMap<string, string>> {
  const input = [...texts.keys()].map((path) => `${path}\0`).join("");
  const args = ["check-attr", "--cached", "-z", "--stdin", ...changing];
  const words = (await git(workspace.root, args, { index, input })).split("\0");
  const changed = new Set<string>();
  for (let at = 0; at + 2 < words.length; at += 3)
    if (!/^(?:unspecified|unset)$/.test(words[at + 2] ?? "")) changed.add(words[at] ?? "");
  const same = new Map<string, string>();
  for (const [path, text] of texts) {
    // Without a carriage return, settings and attributes of ends of lines have nothing to change.
    const isSame = text !== null && !text.includes("\r") && !changed.has(path);
    if (isSame) same.set(path, text);
  }
  return same;
}

async function addStream(
  workspace: Workspace,
  texts: ReadonlyMap<string, string>,
  index: string,
): Promise<void> {
  const blobs = Array.from(texts.values(), (text, at) => {
    const mark = `:${at + 1}`;
    return `blob\nmark ${mark}\ndata ${Buffer.byteLength(text)}\n${text}\nget-mark ${mark}\n`;
  });
  const told = await git(workspace.root, ["fast-import", "--quiet"], { input: blobs.join("") });
  const ids = told.trim().split("\n");
  assert(ids.length === texts.size, "git tells one id for each text");
  const entries = Array.from(
    texts.keys(),
    (path, at) => `100644 ${ids[at]}\t${workspace.prefix}${path}\0`,
  );
  const add = ["update-index", "-z", "--index-info"];
  await git(workspace.root, add, { index, input: entries.join("") });
}

async function addFiles(
  workspace: Workspace,
  texts: Texts,
  { folder, index }: { readonly folder: string; readonly index: string },
): Promise<void> {
  // A work tree of their own, so that git treats them as it would the user's.
  const work = join(folder, "work");
  mkdirSync(work);
  const written = [...texts].filter(([, text]) => text !== null);
  const folders = new Set(written.map(([path]) => dirname(path)));
  for (const each of folders) mkdirSync(join(work, workspace.prefix, each), { recursive: true });
  for (const [path, text] of written) writeFileSync(join(work, workspace.prefix, path), text ?? "");
  const input = [...texts.keys()].map((path) => `${workspace.prefix}${path}\0`).join("");
  const places = [`--git-dir=${workspace.gitDir}`, `--work-tree=${work}`];
  // Those that were not written are taken out by `--remove`.
  const args = [...places, "update-index", "--add", "--remove", "-z", "--stdin"];
  await git(work, args, { index, input });
}
