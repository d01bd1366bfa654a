import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { makePrivateFolder, writeDurable } from "../durable.ts";
import type { Workspace } from "../workspace.ts";

/** A name that tells this clone from every other, also on other hosts. Made when it is first asked for. */
export async function cloneName(workspace: Workspace): Promise<string> {
  const path = join(workspace.local, "clone");
  const known = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  if (known.trim() !== "") return known.trim();
  const name = randomUUID();
  await makePrivateFolder(workspace.local);
  await writeDurable(path, `${name}\n`, 0o600);
  return name;
}
