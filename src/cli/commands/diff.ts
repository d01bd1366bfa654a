import type { Command } from "../../config/change-set.ts";
import type { PlatformGrammar } from "../../config/config.ts";
import { builtInPlatforms } from "../../platform/built-in-platforms.ts";
import { workspaceRoot } from "../../repo/workspace-root.ts";
import { differencesText } from "../../report/differences-text.ts";
import { diff as diffStory } from "../../workflow/diff.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl diff RUNNING CANDIDATE --platform P [--applied FILE] [--reverse]` */
export async function diff(
  console: Console,
  files: { readonly running: string; readonly candidate: string },
  options: { readonly platform: string; readonly applied?: string; readonly reverse?: boolean },
): Promise<number> {
  const { applied, platform, reverse } = options;
  const basis = { ...files, ...(applied === undefined ? {} : { applied }) };
  const { changeSet, typed } = await diffStory(
    basis,
    platform,
    await platformsAt(console.options.directory),
  );
  if (console.options.json) {
    const { forth, back } = changeSet;
    console.json({ forth: forth.map(asJson), back: back.map(asJson) });
    return exitCodes.done;
  }
  if (!reverse) console.say(differencesText(changeSet.differences, console.err) || "no difference");
  for (const line of reverse ? typed.back : typed.forth) console.data(line);
  return exitCodes.done;
}

/** Outside a workspace there is nothing to read, so that what would read it is not even loaded. */
async function platformsAt(directory: string): Promise<ReadonlyMap<string, PlatformGrammar>> {
  if (workspaceRoot(directory) === undefined) return builtInPlatforms;
  const { knownPlatforms } = await import("../../workflow/platforms.ts");
  const known = await knownPlatforms(directory);
  return new Map([...known].map(([name, { platform }]) => [name, platform]));
}

function asJson({ section, line, body }: Command): object {
  return { section, line, ...(body === undefined ? {} : { body }) };
}
