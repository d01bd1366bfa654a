import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Lab } from "../support/lab.ts";
import { Workspace } from "../support/netctl.ts";
import { seed } from "../support/seed.ts";
import { dice } from "../transaction/exploration/random.ts";

let ada: Workspace;
let bob: Workspace;
let hub: string;
let lab: Lab;

const loopbacks = "models/loopback/routers.yaml";
const rounds = Number(process.env["NETCTL_ROUNDS"] ?? 50);

beforeAll(async () => {
  ada = await Workspace.make();
  hub = await ada.share();
  expect((await ada.netctl("lab", "up")).code).toBe(0);
  lab = new Lab(ada);
  expect((await ada.netctl("apply", "--yes")).code).toBe(0);
  bob = await ada.clone("bob");
}, 600_000);

afterAll(async () => ada.remove(), 30_000);

async function tip(): Promise<string> {
  return ada.git("ls-remote", hub, "refs/heads/main", "refs/netctl/*");
}

async function applies(clone: Workspace, third: number, waitMs: number): Promise<number | null> {
  await clone.git("fetch", "--quiet");
  await clone.git("reset", "--quiet", "--hard", "origin/main");
  await clone.edit(loopbacks, /192\.168\.\d+\./g, `192.168.${third}.`);
  await delay(waitMs);
  const apply = clone.start("apply", "--yes");
  const [code] = (await once(apply, "close")) as [number | null];
  return code;
}

/** One of the two has won, or neither: the devices, the remote and the exit codes say the same. */
async function expectOneWinner(codes: readonly (number | null)[], round: number): Promise<void> {
  const winners = codes.filter((code) => code === 0).length;
  expect(winners, `exit codes ${codes}`).toBeLessThanOrEqual(1);
  for (const code of codes) expect([0, 5, 7]).toContain(code);
  const signs = [`192.168.${round}.`, `192.168.${round + 100}.`];
  const texts = Object.values(await lab.running());
  const seen = signs.map((sign) => texts.filter((text) => text.includes(sign)).length);
  const wanted = codes.map((code) => (code === 0 ? texts.length : 0));
  expect(seen, `devices with the change of each, exit codes ${codes}`).toEqual(wanted);
  expect((await lab.status()).map(({ pending }) => pending)).toEqual([null, null, null]);
  const refs = await tip();
  expect(refs).not.toContain("refs/netctl/lock");
  const [main, applied] = refs.split("\n").map((line) => line.split("\t")[0]);
  expect(applied).toBe(main);
}

it(`of two applies at once from two clones never more than one wins, ${rounds} times`, {
  timeout: 3_600_000,
}, async () => {
  process.stdout.write(`racing with NETCTL_SEED=${seed} NETCTL_ROUNDS=${rounds}\n`);
  const next = dice(seed);
  const ends = new Map<string, number>();
  for (let round = 1; round <= rounds; round += 1) {
    const codes = await Promise.all([
      applies(ada, round, next() * 1_500),
      applies(bob, round + 100, next() * 1_500),
    ]);
    await expectOneWinner(codes, round);
    const end = codes.join(" and ");
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  process.stdout.write(`exit codes: ${JSON.stringify(Object.fromEntries(ends))}\n`);
  const won = [...ends].filter(([end]) => end.split(" and ").includes("0"));
  expect(won.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(rounds / 2);
});
