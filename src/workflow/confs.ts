import { readFilesAt } from "../repo/files/read-files-at.ts";
import type { Workspace } from "../repo/workspace.ts";

/** Where the rendered configuration of a device lies. */
export function confOf(device: string): string {
  return `devices/${device}.conf`;
}

/** The device whose rendered configuration lies at `path`; undefined for any other file. */
export function deviceOfConf(path: string): string | undefined {
  return /^devices\/([^/]+)\.conf$/.exec(path)?.[1];
}

/** True for the files that netctl writes into the workspace: rendered configurations, and what of pools is taken. */
export function isWritten(path: string): boolean {
  return deviceOfConf(path) !== undefined || /^pools\/[^/]+\.taken$/.test(path);
}

/**
 * The files that netctl writes, as `commit` has them; null for those that only the work tree has, by `present`.
 */
export async function writtenFilesAt(
  workspace: Workspace,
  commit: string,
  present: Iterable<string>,
): Promise<ReadonlyMap<string, string | null>> {
  const wanted = { paths: ["devices", "pools"], isWanted: isWritten };
  const files = await readFilesAt(workspace, commit, wanted);
  const gone = [...present].filter(isWritten).map((path): [string, null] => [path, null]);
  return new Map<string, string | null>([...gone, ...files]);
}

const readBefore = new WeakMap<Workspace, Map<string, Promise<ReadonlyMap<string, string>>>>();

/**
 * The rendered configurations in a commit, by device; none where there is no commit. `likely` are texts that most of
 * them will be equal to, which spares reading those. A commit stays as it is, and is read once a run.
 */
export function confsAt(
  workspace: Workspace,
  commit: string | undefined,
  likely: Iterable<string> = [],
): Promise<ReadonlyMap<string, string>> {
  if (commit === undefined) return Promise.resolve(new Map());
  const known =
    readBefore.get(workspace) ?? new Map<string, Promise<ReadonlyMap<string, string>>>();
  readBefore.set(workspace, known);
  const confs = known.get(commit) ?? readConfs(workspace, commit, likely);
  known.set(commit, confs);
  // A failure is for who asked; the next one may fare better.
  confs.catch(() => known.delete(commit));
  return confs;
}

async function readConfs(
  workspace: Workspace,
  commit: string,
  likely: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const isWanted = (path: string) => deviceOfConf(path) !== undefined;
  const files = await readFilesAt(workspace, commit, { paths: ["devices"], isWanted, likely });
  return new Map(
    [...files].flatMap(([path, text]) => {
      const device = deviceOfConf(path);
      return device === undefined ? [] : [[device, text] as const];
    }),
  );
}
