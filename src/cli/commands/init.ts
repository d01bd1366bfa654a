import { relative } from "node:path";
import { initWorkspace, packageRoot } from "../../repo/scaffold.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl init [DIR] [--lab]` */
export async function init(
  console: Console,
  directory: string,
  options: { readonly lab: boolean },
): Promise<number> {
  const { workspace, files } = await initWorkspace(directory, packageRoot(), options);
  const folder = relative(process.cwd(), workspace.root) || ".";
  if (console.options.json) console.json({ root: workspace.root, files });
  else console.data(`a workspace in ${folder}: ${files.length} files`);
  const next = options.lab
    ? "netctl lab up"
    : "describe your devices in devices/, then: netctl validate";
  console.say(`next: ${folder === "." ? "" : `cd ${folder} && `}${next}`);
  return exitCodes.done;
}
