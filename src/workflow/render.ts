import type { Difference } from "../config/change-set.ts";
import { linesOf } from "../config/lines-of.ts";
import { NetctlError } from "../errors.ts";
import { writeConfs } from "../repo/record/work-tree.ts";
import { confOf } from "./confs.ts";
import { requireDeclared } from "./declared.ts";

/** What was rendered, and which files under `devices/` differ from it. */
export type Rendered = {
  readonly rendered: readonly {
    readonly device: string;
    readonly text: string;
    /** Every line with its origin. */
    readonly lines: readonly Difference[];
  }[];
  readonly stale: readonly string[];
};

/**
 * Renders devices; `write` also brings `devices/*.conf` and `pools/*.taken` up to date, so that a review shows the
 * device's lines and the values that were given away.
 */
export async function render(
  from: string,
  names: readonly string[],
  manner: "show" | "write" | "check",
): Promise<Rendered> {
  const { workspace, candidates, files, intent } = await requireDeclared(from);
  for (const name of names) {
    if (candidates.has(name)) continue;
    throw new NetctlError("usage", `there is no device "${name}"`, {
      hint: `devices: ${[...candidates.keys()].join(", ")}`,
    });
  }
  const rendered = [...candidates.values()]
    .map(({ device, text, config }) => ({
      device: device.name,
      text,
      lines: linesOf(config),
    }))
    .filter(({ device }) => names.length === 0 || names.includes(device));
  const wanted = new Map([...intent.taken].map(([path, { text }]) => [path, text]));
  for (const { device, text } of rendered) wanted.set(confOf(device), text === "" ? null : text);
  const stale = [...wanted]
    .filter(([path, text]) => (files.get(path) ?? null) !== text)
    .map(([path]) => path);
  if (manner === "write") {
    await writeConfs(workspace, new Map([...wanted].filter(([path]) => stale.includes(path))));
  }
  return { rendered, stale };
}
