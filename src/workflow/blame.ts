import type { Difference } from "../config/change-set.ts";
import { linesOf, originsOf } from "../config/lines-of.ts";
import { parseConfig } from "../config/parse-config.ts";
import { NetctlError } from "../errors.ts";
import { type Authorship, blameLine } from "../repo/blame.ts";
import { requireDeclared } from "./declared.ts";
import { makeFleet } from "./run/reach.ts";

/** One line of a device and who is behind it; without `origin` nobody declared it. */
export type Blamed = {
  readonly section: readonly string[];
  readonly line: string;
  readonly origin?: Difference["origin"];
  readonly authorship?: Authorship;
};

/**
 * Where the lines of a device come from: template, service, and who wrote the service's line. Of the candidate, or of
 * what the device runs now.
 */
export async function blame(
  from: string,
  name: string,
  options: { readonly text?: string; readonly running: boolean },
): Promise<readonly Blamed[]> {
  const { workspace, intent, candidates } = await requireDeclared(from);
  const candidate = candidates.get(name);
  if (!candidate) {
    throw new NetctlError("usage", `there is no device "${name}"`, {
      hint: `devices: ${[...candidates.keys()].join(", ")}`,
    });
  }
  const originOf = originsOf(candidate.config);
  const fleet = await makeFleet(workspace, intent);
  try {
    const shown = options.running
      ? linesOf(parseConfig(await (await fleet.session(name)).read(), candidate.platform).config)
      : linesOf(candidate.config);
    const wanted = shown.filter(({ section, line }) =>
      [...section, line].some((part) => part.includes(options.text ?? "")),
    );
    return await Promise.all(
      wanted.map(async (each): Promise<Blamed> => {
        const { section, line } = each;
        const origin = originOf(each);
        const place = origin?.servicePlace;
        const authorship = place && (await blameLine(workspace, place.path, place.line));
        return { section, line, ...(origin && { origin }), ...(authorship && { authorship }) };
      }),
    );
  } finally {
    fleet.close();
  }
}
