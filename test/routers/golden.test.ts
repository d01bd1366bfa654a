import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changeSet, simulate } from "../../src/config/change-set-of.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { printConfig } from "../../src/config/print-config.ts";
import { grammar } from "../../src/platform/frr/grammar.ts";
import { freshFrr, refusals } from "./support/fresh-frr.ts";
import { routers } from "./support/routers.ts";

const golden = join(import.meta.dirname, "../golden/frr");
const platform = { name: "frr", grammar };

/** What a router that has taken the change must print as if it had never had anything else. */
function goalOf(name: string): string {
  const side = (file: string) =>
    parseConfig(readFileSync(join(golden, name, `${file}.conf`), "utf8"), platform).config;
  const [running, applied, candidate] = [side("running"), side("applied"), side("candidate")];
  const { forth } = changeSet({ platform, applied, candidate, running, ownership: "declared" });
  const { children } = simulate(running.children, forth, platform);
  return printConfig({ ...running, text: undefined, children });
}

routers("a real FRR", { routers: [{ name: "r1", kind: "frr" }], links: [] }, (network) => {
  const fresh = (name: string, ...files: readonly string[]) =>
    freshFrr(network().world, name, ...files);

  test.each(readdirSync(golden))("is led there and back to the byte: %s", async (name) => {
    const file = (part: string) => join(golden, name, `${part}.conf`);
    const [before, ...ways] = await fresh("forth", ...["running", "forth", "back"].map(file));
    expect(refusals(...ways)).toEqual([]);
    const [there, back] = ways;
    expect(back?.runs).toBe(before?.runs);
    const folder = mkdtempSync(join(tmpdir(), "netctl-goal-"));
    try {
      const goal = join(folder, "goal.conf");
      writeFileSync(goal, goalOf(name));
      const [wanted] = await fresh("goal", goal);
      expect(there?.runs).toBe(wanted?.runs);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
