import { join } from "node:path";
import { frrDialogue } from "../../../src/platform/frr/dialogue.ts";
import type { World } from "./world.ts";

const script = join(import.meta.dirname, "frr-once.sh");

/** What an FRR said of a file it was handed, and what it ran then. */
export type Handed = { readonly said: string; readonly runs: string };

/**
 * Hands files one after the other to an FRR of that name that had nothing before, on router `r1`. `reload:` before a
 * file lets frr-reload bring it about.
 */
export async function freshFrr(
  world: World,
  name: string,
  ...files: readonly string[]
): Promise<readonly Handed[]> {
  const out = await world.on("r1", "sh", script, name, ...files);
  return out
    .split("== said\n")
    .slice(1)
    .map((step) => {
      const [said = "", runs = ""] = step.split("== runs\n");
      return { said, runs };
    });
}

const harmless = frrDialogue.harmless.map((pattern) => new RegExp(pattern));

/** Lines of answers that netctl would take for a refusal: all that it does not know to be harmless. */
export function refusals(...answers: readonly Handed[]): readonly string[] {
  return answers
    .flatMap(({ said }) => said.split("\n"))
    .filter((line) => line.trim() !== "" && !harmless.some((pattern) => pattern.test(line)));
}
