import { join } from "node:path";
import { expect, test } from "vitest";
import { changeSet } from "../../src/config/change-set-of.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { script } from "../../src/config/script.ts";
import { NetctlError } from "../../src/errors.ts";
import { platforms } from "../config/platforms.ts";
import type { Network } from "./support/network.ts";
import { Random } from "./support/random.ts";
import { randomFrr } from "./support/random-frr.ts";
import { routers } from "./support/routers.ts";
import type { LinkPlan } from "./support/world.ts";

const platform = platforms.frr;
const changesCount = 40;
const seed = Number(process.env["NETCTL_SEED"] ?? 7);

const plan = {
  // One is walked from configuration to configuration by netctl, one by frr-reload; one is started with each.
  routers: [
    { name: "walked", kind: "frr" as const },
    { name: "reloaded", kind: "frr" as const },
    { name: "fresh", kind: "frr" as const },
  ],
  // The ports are there: FRR takes no address away from one that is not.
  links: [1, 2, 3, 4].flatMap((number): LinkPlan[] => [
    ["walked", `eth${number}`, "fresh", `eth${number}`],
    ["reloaded", `eth${number}`, "fresh", `eth${number + 4}`],
  ]),
} satisfies Parameters<typeof routers>[1];

routers("random changes between valid configurations of FRR", plan, (network) => {
  test(`${changesCount} of 20 to 200 lines are exact and clean in one pass, and undone to the byte (seed ${seed})`, async () => {
    const random = new Random(seed);
    let [before, text] = await start(network(), random, undefined);
    await restart(network(), "walked", text);
    await restart(network(), "reloaded", text);
    const faults: string[] = [];
    const reloads = { exact: 0, clean: 0 };
    for (let number = 1; number <= changesCount; number++) {
      const [after, nextText] = await start(network(), random, before);
      const fault = await faultBetween(network(), before, after);
      if (fault !== undefined) {
        faults.push(`change ${number}: ${fault}`);
        await restart(network(), "walked", nextText);
      }
      const reload = await reloaded(network(), nextText, after);
      reloads.exact += Number(reload.isExact);
      reloads.clean += Number(reload.isClean);
      if (!reload.isExact) await restart(network(), "reloaded", nextText);
      [before, text] = [after, nextText];
    }
    process.stderr.write(
      `seed ${seed}: netctl ${changesCount - faults.length} of ${changesCount} exact and clean; frr-reload ${reloads.exact} exact, ${reloads.clean} clean\n`,
    );
    expect(faults.join("\n")).toBe("");
  }, 400_000);
});

/** A random configuration that differs from `before` by 20 to 200 lines: as FRR prints it, and as it was written. */
async function start(
  network: Network,
  random: Random,
  before: string | undefined,
): Promise<readonly [printed: string, written: string]> {
  for (;;) {
    const text = randomFrr(random);
    const printed = await restart(network, "fresh", text);
    const count = before === undefined ? 20 : differenceCount(before, printed);
    if (count >= 20 && count <= 200) return [printed, text];
  }
}

/** Starts a router anew with a configuration, which it takes without a word; what it then runs. */
async function restart({ world }: Network, router: string, text: string): Promise<string> {
  await world.write(router, "/tmp/start.conf", text);
  const script = join(import.meta.dirname, "support/restart-frr.sh");
  expect(await world.on(router, "sh", script, "/tmp/start.conf")).toBe("");
  return world.running(router);
}

/** How many lines, each with the section it stands in, are in one text alone. */
function differenceCount(a: string, b: string): number {
  const [inA, inB] = [placed(a), placed(b)];
  return [...inA].filter((l) => !inB.has(l)).length + [...inB].filter((l) => !inA.has(l)).length;
}

function placed(text: string): Set<string> {
  const sections = ["", "", ""];
  return new Set(
    text.split("\n").map((line) => {
      const depth = line.length - line.trimStart().length;
      sections[depth] = line;
      return sections.slice(0, depth + 1).join("/");
    }),
  );
}

/** What netctl would type between two configurations, both ways. */
function typedBetween(a: string, b: string): Readonly<Record<"forth" | "back", string>> {
  const config = (text: string) => parseConfig(text, platform, { path: "running" }).config;
  const sides = { applied: undefined, candidate: config(b), running: config(a) };
  const set = changeSet({ platform, ...sides, ownership: "full" });
  const text = (way: "forth" | "back") =>
    script(set[way], platform)
      .map((line) => `${line.text}\n`)
      .join("");
  return { forth: text("forth"), back: text("back") };
}

/** What is wrong with the change from one configuration to another, back, and forth again. */
async function faultBetween(
  network: Network,
  before: string,
  after: string,
): Promise<string | undefined> {
  try {
    const { forth, back } = typedBetween(before, after);
    return (
      (await faultOf(network, forth, after)) ??
      (await faultOf(network, back, before)) ??
      (await faultOf(network, forth, after))
    );
  } catch (error) {
    if (!(error instanceof NetctlError)) throw error;
    return `is not found: ${error.message}: ${error.words}`;
  }
}

/** What is wrong with the commands that are to lead to `wanted`; undefined where nothing is. */
async function faultOf(
  { world }: Network,
  commands: string,
  wanted: string,
): Promise<string | undefined> {
  await world.write("walked", "/tmp/change.conf", commands);
  const said = await world.on("walked", "sh", "-c", "vtysh -f /tmp/change.conf 2>&1 || true");
  const words = said.split("\n").filter((line) => line !== "" && !/^The route-map '/.test(line));
  if (words.length > 0) return `is refused: ${words.join(" / ")}\n${commands}`;
  const running = await world.running("walked");
  return running === wanted ? undefined : `leads elsewhere: ${difference(running, wanted)}`;
}

function difference(running: string, wanted: string): string {
  const [has, asks] = [placed(running), placed(wanted)];
  const more = [...has].filter((line) => !asks.has(line)).map((line) => `- ${line}`);
  const less = [...asks].filter((line) => !has.has(line)).map((line) => `+ ${line}`);
  return [...more, ...less].join("\n") || `in the order of its lines\n${running}\n${wanted}`;
}

/** What FRR's own tool makes of the same change, in one pass. */
async function reloaded(
  { world }: Network,
  text: string,
  wanted: string,
): Promise<{ readonly isExact: boolean; readonly isClean: boolean }> {
  await world.write("reloaded", "/tmp/target.conf", text);
  const command =
    "/usr/lib/frr/frr-reload.py --reload --stdout /tmp/target.conf 2>&1; echo exit $?";
  const said = await world.on("reloaded", "sh", "-c", command);
  return {
    isExact: (await world.running("reloaded")) === wanted,
    isClean: /^exit 0$/m.test(said) && !/ERROR|Failed|% /i.test(said),
  };
}
