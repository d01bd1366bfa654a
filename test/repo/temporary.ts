import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { findWorkspace, type Workspace } from "../../src/repo/workspace.ts";

/** A folder that goes when the test has ended. */
export function temporaryFolder(): string {
  // With a blank and an umlaut: neither may ever matter.
  const folder = mkdtempSync(join(tmpdir(), "nétctl repo-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs plain git, apart from the code under test. */
export function plainGit(folder: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();
}

/** Writes texts below `folder`, by path. */
export function writeTexts(folder: string, texts: Record<string, string>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The text of a file, by folder and path. */
export function textOf(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** Texts of the smallest workspace. */
export const smallWorkspace: Record<string, string> = {
  "netctl.yaml": "# settings\n",
  "models/link/schema.yaml": "type: object\n",
  "models/link/a b.yaml": "name: zwölf\n",
  "templates/iosxe/link.njk": "interface {{ x }}\n",
  "devices/r1.yaml": "platform: iosxe\n",
};

/** A repository on the branch `main` with a workspace in `subfolder`, and one commit unless `isUnborn`. */
export async function temporaryWorkspace(
  options: { readonly isUnborn?: boolean; readonly subfolder?: string } = {},
): Promise<Workspace> {
  const top = join(temporaryFolder(), "net");
  mkdirSync(top);
  plainGit(top, "init", "--quiet", "--initial-branch=main");
  plainGit(top, "config", "user.name", "Ada");
  plainGit(top, "config", "user.email", "ada@example.net");
  const root = join(top, options.subfolder ?? "");
  writeTexts(root, smallWorkspace);
  if (options.isUnborn !== true) {
    plainGit(top, "add", "--all");
    plainGit(top, "commit", "--quiet", "--message=start");
  }
  return findWorkspace(root);
}
