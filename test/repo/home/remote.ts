import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findWorkspace, type Workspace } from "../../../src/repo/workspace.ts";
import { plainGit, temporaryFolder, temporaryWorkspace } from "../temporary.ts";

/** A bare repository and two clones of it with the smallest workspace, as two operators have them. */
export async function shared(): Promise<{
  readonly bare: string;
  readonly ada: Workspace;
  readonly bob: Workspace;
}> {
  const folder = temporaryFolder();
  const bare = join(folder, "hub.git");
  plainGit(folder, "init", "--quiet", "--bare", "--initial-branch=main", bare);
  const ada = await temporaryWorkspace();
  plainGit(ada.root, "remote", "add", "origin", bare);
  plainGit(ada.root, "push", "--quiet", "-u", "origin", "main");
  const there = join(folder, "bob");
  plainGit(folder, "clone", "--quiet", bare, there);
  plainGit(there, "config", "user.name", "Bob");
  plainGit(there, "config", "user.email", "bob@example.net");
  return { bare, ada, bob: await findWorkspace(there) };
}

/** Makes a server's hook of `script`; an empty one takes it away. */
export function hook(bare: string, name: string, script: string): void {
  mkdirSync(join(bare, "hooks"), { recursive: true });
  const path = join(bare, "hooks", name);
  writeFileSync(path, `#!/bin/sh\n${script === "" ? "exit 0" : script}\n`);
  chmodSync(path, 0o755);
}

/** Where the refs of a bare repository stand, by name. */
export function refsAt(bare: string): Readonly<Record<string, string>> {
  const listing = plainGit(bare, "for-each-ref", "--format=%(refname) %(objectname)");
  return Object.fromEntries(
    listing
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split(" ") as [string, string]),
  );
}
