import type { Difference } from "../config/change-set.ts";
import { linesOf } from "../config/lines-of.ts";
import {
  fingerprintIn,
  referencesIn,
  sealedPlaceholders,
  withFingerprints,
  withoutFingerprints,
} from "../config/secret-placeholder.ts";
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
  const stale = [...wanted].filter(([path, text]) => bare(files.get(path) ?? null) !== text);
  if (manner === "write") await writeConfs(workspace, new Map(stale.map(sealedAsIn(files))));
  return { rendered, stale: stale.map(([path]) => path) };
}

function bare(text: string | null): string | null {
  return text === null ? null : withoutFingerprints(text);
}

/** What is rendered from files alone keeps the fingerprints of the secrets that were applied, where it still has them. */
function sealedAsIn(
  files: Pick<ReadonlyMap<string, string>, "get">,
): (file: readonly [string, string | null]) => readonly [string, string | null] {
  return ([path, text]) => {
    if (text === null) return [path, text];
    const known = new Map(
      sealedPlaceholders(files.get(path) ?? "").map((each) => [
        referencesIn(each)[0],
        fingerprintIn(each),
      ]),
    );
    return [path, withFingerprints(text, (reference) => known.get(reference))];
  };
}
