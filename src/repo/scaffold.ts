import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { NetctlError } from "../errors.ts";
import { writeDurable } from "./durable.ts";
import { currentBranch, headCommit } from "./history.ts";
import { writeCommit, writeTree } from "./record/tree.ts";
import { git } from "./repo.ts";
import { type Workspace, workspaceAt } from "./workspace.ts";

/** What `initWorkspace` made. */
export type Scaffold = {
  readonly workspace: Workspace;
  /** Files that were written, relative to the root, sorted. */
  readonly files: readonly string[];
  /** The first commit of the branch; undefined where the repository had commits already. */
  readonly commit: string | undefined;
};

/** Folder of the installed package, where the starter's models, templates and devices lie. */
export function packageRoot(): string {
  // The same two steps up from src/repo and from dist/repo.
  return fileURLToPath(new URL("../..", import.meta.url));
}

/**
 * Makes `directory` a workspace with the starter's models and templates, and with `lab` its example services and
 * devices too. In a repository without commits it also makes the first one, so that the branch exists.
 * NetctlError `refused`, with nothing changed, where a file is there already with another content.
 */
export async function initWorkspace(
  directory: string,
  packageFolder: string,
  options: { readonly lab: boolean },
): Promise<Scaffold> {
  const root = resolve(directory);
  const starter = await starterFiles(packageFolder, options.lab);
  const ignored = await textOf(join(root, ".gitignore"));
  const wanted = new Map([...starter, ["netctl.yaml", settings]]);
  const present = await presentTexts(root, [...wanted.keys()]);
  refuseClashes(wanted, present);

  await mkdir(root, { recursive: true });
  const workspace = await ensureRepository(root);
  if (!ignored?.split("\n").includes("*.ncplan")) wanted.set(".gitignore", withPlans(ignored));
  const files = [...wanted.keys()].filter((path) => !present.has(path)).sort();
  for (const path of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeDurable(join(root, path), wanted.get(path) ?? "");
  }
  return { workspace, files, commit: await firstCommit(workspace, [...wanted.keys()]) };
}

const settings = `# The settings of this network. All are optional; this file marks the root of the workspace.
#
#   models/      what kinds of services there are, and the services
#   templates/   how each platform says them
#   devices/     the inventory, and what netctl rendered last
#
# Start with: netctl validate, then netctl plan
`;

async function starterFiles(packageFolder: string, lab: boolean): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const top of lab ? ["models", "templates", "devices"] : ["models", "templates"]) {
    for (const path of await filesBelow(packageFolder, top)) {
      if (!lab && isExample(path)) continue;
      // Rendered files say what was applied, and here nothing was.
      if (/^devices\/.*\.conf$/.test(path)) continue;
      files.set(path, await readFile(join(packageFolder, path), "utf8"));
    }
  }
  return files;
}

/** A service lies directly in the folder of its model, beside the schema. */
function isExample(path: string): boolean {
  return /^models\/[^/]+\/[^/]+$/.test(path) && !path.endsWith("/schema.yaml");
}

async function filesBelow(packageFolder: string, top: string): Promise<string[]> {
  const entries = await readdir(join(packageFolder, top), { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries) {
    const path = `${top}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await filesBelow(packageFolder, path)));
    else files.push(path);
  }
  return files.sort();
}

async function presentTexts(root: string, paths: readonly string[]): Promise<Map<string, string>> {
  const present = new Map<string, string>();
  for (const path of paths) {
    const text = await textOf(join(root, path));
    if (text !== undefined) present.set(path, text);
  }
  return present;
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return undefined;
    throw error;
  }
}

function refuseClashes(
  wanted: ReadonlyMap<string, string>,
  present: ReadonlyMap<string, string>,
): void {
  // What is there word for word was left by a call that was killed.
  const clashes = [...present].filter(([path, text]) => wanted.get(path) !== text);
  if (clashes.length === 0) return;
  const list = clashes.map(([path]) => path);
  throw new NetctlError(
    "refused",
    `nothing is overwritten, and these are there: ${list.join(", ")}`,
    {
      hint: "choose an empty folder, or move them away",
      places: list.map((path) => ({ path, line: 1, column: 1 })),
    },
  );
}

async function ensureRepository(root: string): Promise<Workspace> {
  try {
    return await workspaceAt(root);
  } catch (error) {
    if (!(error instanceof NetctlError) || error.kind !== "usage") throw error;
    await git(root, ["init", "--quiet", "--initial-branch=main"]);
    return workspaceAt(root);
  }
}

function withPlans(ignored: string | undefined): string {
  if (ignored === undefined) return "*.ncplan\n";
  return `${ignored}${ignored === "" || ignored.endsWith("\n") ? "" : "\n"}*.ncplan\n`;
}

async function firstCommit(
  workspace: Workspace,
  paths: readonly string[],
): Promise<string | undefined> {
  const branch = await currentBranch(workspace);
  if (branch === undefined || (await headCommit(workspace)) !== undefined) return undefined;
  const tree = await writeTree(workspace, { base: undefined, paths, files: new Map() });
  const commit = await writeCommit(workspace, tree, undefined, "Start a netctl workspace\n");
  const input = `create ${branch} ${commit}\n`;
  await git(workspace.root, ["update-ref", "-m", "netctl init", "--stdin"], { input });
  await git(workspace.root, ["reset", "--quiet", commit, "--", ...paths]);
  return commit;
}
