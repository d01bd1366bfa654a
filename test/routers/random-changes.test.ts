import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { script } from "../../src/config/script.ts";
import { grammar } from "../../src/platform/frr/grammar.ts";
import { seed } from "../support/seed.ts";
import { freshFrr, refusals } from "./support/fresh-frr.ts";
import { byName } from "./support/random/by-name.ts";
import { drawnChange } from "./support/random/change.ts";
import { routers } from "./support/routers.ts";

const rounds = Array.from({ length: 40 }, (_, round) => round);
const platform = { name: "frr", grammar };

/** What is typed to get from one printed configuration to another, and back. */
function ways(before: string, wanted: string): { readonly forth: string; readonly back: string } {
  const [running, candidate] = [before, wanted].map((text) => parseConfig(text, platform).config);
  if (running === undefined || candidate === undefined) throw new Error("two texts, two sides");
  const sides = { platform, applied: running, candidate, running };
  const { forth, back } = changeSet({ ...sides, ownership: "declared" });
  const typed = (commands: typeof forth) =>
    script(commands, platform)
      .map(({ text }) => `${text}\n`)
      .join("");
  return { forth: typed(forth), back: typed(back) };
}

/**
 * Random changes of 20 to 200 lines, typed into a real FRR in one pass. The goal is what another FRR prints that had
 * nothing but the goal; so are both sides, for only their own spelling tells two configurations apart by the byte.
 *
 * Lists, route maps, VRFs and their BGP are printed in the order in which they were made, which no command changes: their places
 * are put in order of name on both sides. What FRR 8.4 cannot be led to and from is not drawn: addresses on a port that
 * is shut (it cannot take them away), groups without an AS around internal members (they keep a hop count that nobody
 * gave them), `bgp default ipv4-unicast` in one side only (it gives all neighbours another meaning).
 */
routers(
  `${rounds.length} random changes of a real FRR (seed ${seed})`,
  { routers: [{ name: "r1", kind: "frr" }], links: [] },
  (network) => {
    const folder = mkdtempSync(join(tmpdir(), "netctl-random-"));
    const told = { exact: 0, clean: 0, undone: 0, toTheByte: 0 };
    const reload = { exact: 0, clean: 0 };
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const fresh = async (name: string, ...files: readonly string[]) =>
      freshFrr(network().world, name, ...files);
    const printed = async (name: string, text: string) => {
      const [only] = await fresh(name, file(name, text));
      expect(only && refusals(only), "a drawn configuration is valid").toEqual([]);
      return only?.runs ?? "";
    };

    afterAll(() => {
      rmSync(folder, { recursive: true });
      const { exact, clean, undone, toTheByte } = told;
      process.stderr.write(
        `${rounds.length} random changes, seed ${seed}: netctl ${exact} exact, ${clean} clean, ${undone} undone ` +
          `(${toTheByte} with every list in its old place), in one pass; ` +
          `frr-reload ${reload.exact} exact, ${reload.clean} clean, in its two passes\n`,
      );
    });

    test.each(rounds)("change %i is exact, refused nowhere, and undone", async (round) => {
      const drawn = drawnChange(seed, round);
      const before = await printed("a", drawn.a);
      const wanted = await printed("b", drawn.b);
      const [a, b] = [file("before.conf", before), file("wanted.conf", wanted)];
      const [goal] = await fresh("goal", b);

      const [, reloaded] = await fresh("reload", a, `reload:${b}`);
      reload.exact += Number(byName(reloaded?.runs) === byName(goal?.runs));
      reload.clean += Number(!/Failed to|failed/.test(reloaded?.said ?? ""));

      const { forth, back } = ways(before, wanted);
      const [start, ...steps] = await fresh("ways", a, file("forth", forth), file("back", back));
      const [there, home] = steps;
      const refused = refusals(...steps);
      told.clean += Number(refused.length === 0);
      told.exact += Number(byName(there?.runs) === byName(goal?.runs));
      told.undone += Number(byName(home?.runs) === byName(start?.runs));
      told.toTheByte += Number(home?.runs === start?.runs);
      expect(refused).toEqual([]);
      expect(byName(there?.runs)).toBe(byName(goal?.runs));
      expect(byName(home?.runs)).toBe(byName(start?.runs));
    });
  },
);
