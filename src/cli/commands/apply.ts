import { readFile } from "node:fs/promises";
import { NetctlError } from "../../errors.ts";
import type { Plan } from "../../plan/plan.ts";
import { openPlan } from "../../plan/seal.ts";
import { apply as applyStory } from "../../workflow/apply.ts";
import type { Choice } from "../../workflow/survey.ts";
import { type ApplyingFlags, applying } from "../applying.ts";
import type { Console } from "../console.ts";

/** What the command line gave. */
export type ApplyFlags = ApplyingFlags & {
  readonly partial?: boolean;
  readonly skipUnreachable?: boolean;
};

/** `netctl apply [PLAN|TARGET…] [-y] [-m MSG] [--partial] [--skip-unreachable] [--heal] [--batch 1,10%,all] …` */
export async function apply(
  console: Console,
  words: readonly string[],
  flags: ApplyFlags,
): Promise<number> {
  const plan = await sealedPlan(words, flags);
  const choice = choiceOf(plan === undefined ? words : [], flags);
  const sealed = plan === undefined ? {} : { plan };
  return applying(console, { flags, isSealed: plan !== undefined }, (options) =>
    applyStory(console.options.directory, { ...sealed, choice, ...options }),
  );
}

function choiceOf(targets: readonly string[], flags: ApplyFlags): Choice {
  const { partial = false, skipUnreachable = false } = flags;
  return { targets, partial, skipUnreachable };
}

/** The plan of the file that is named; undefined where the words are targets, or there are none. */
async function sealedPlan(
  words: readonly string[],
  { partial, skipUnreachable }: ApplyFlags,
): Promise<Plan | undefined> {
  const [path = "", ...others] = words;
  const text = others.length > 0 || path === "" ? undefined : await planText(path);
  if (text === undefined) return undefined;
  if (partial || skipUnreachable) {
    throw new NetctlError("usage", "what a sealed plan leaves out was said when it was made", {
      hint: "leave out --partial and --skip-unreachable, or seal a new plan with them",
    });
  }
  return openPlan(text, path);
}

/** The text of a plan file; undefined where there is no such file, so that the word is a target. */
async function planText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT" || cause.code === "EISDIR") return undefined;
    throw new NetctlError("usage", `the plan file ${path} cannot be read`, {
      hint: "make one: netctl plan -o FILE",
      cause,
    });
  });
}
