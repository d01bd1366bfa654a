import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Network } from "./support/network.ts";
import { routers } from "./support/routers.ts";
import type { LinkPlan } from "./support/world.ts";

const spines = [1, 2];
const leaves = [1, 2, 3, 4];
const loopback = (leaf: number) => `192.168.255.${leaf}`;

const links = spines.flatMap((spine) =>
  leaves.map((leaf): LinkPlan => [`spine${spine}`, `eth${leaf}`, `leaf${leaf}`, `eth${spine}`]),
);

const plan = {
  routers: [
    ...spines.map((spine) => ({ name: `spine${spine}`, kind: "frr" as const })),
    ...leaves.map((leaf) => ({ name: `leaf${leaf}`, kind: "frr" as const })),
  ],
  links,
};

routers("a fabric of two spines and four leaves, eBGP on every link", plan, (network) => {
  test("converges after one apply, and every leaf reaches every other", async () => {
    await declare(network());
    const start = performance.now();
    const { code, out, err } = await network().netctl("apply", "--yes");
    expect(code, out + err).toBe(0);
    expect(await unreached(network())).toEqual([]);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stderr.write(`a fabric of 2 x 4: applied and converged in ${seconds} s\n`);
  });
});

async function declare(network: Network): Promise<void> {
  const devices = leaves.map(
    (leaf) => `  - { device: leaf${leaf}, address: ${loopback(leaf)}/32 }\n`,
  );
  await network.write("models/loopback/leaves.yaml", `devices:\n${devices.join("")}`);
  for (const spine of spines)
    for (const leaf of leaves) {
      const name = `spine${spine}-leaf${leaf}`;
      const [near, far] = [`10.${spine}.${leaf}.1`, `10.${spine}.${leaf}.2`];
      await network.write(
        `models/link/${name}.yaml`,
        `ends:\n  - { device: spine${spine}, interface: eth${leaf}, address: ${near}/24 }\n  - { device: leaf${leaf}, interface: eth${spine}, address: ${far}/24 }\n`,
      );
      await network.write(
        `models/bgp/${name}.yaml`,
        `ends:\n  - { device: spine${spine}, as: ${65100 + spine}, address: ${near} }\n  - { device: leaf${leaf}, as: ${65000 + leaf}, address: ${far}, networks: [${loopback(leaf)}/32] }\n`,
      );
    }
}

/** Pairs of leaves that do not come to ping each other within a minute. */
async function unreached({ world }: Network): Promise<readonly string[]> {
  let left = leaves.flatMap((a) => leaves.filter((b) => b !== a).map((b) => [a, b] as const));
  for (let look = 0; look < 120 && left.length > 0; look++) {
    const answers = await Promise.all(
      left.map(([a, b]) => world.pings(`leaf${a}`, loopback(b), loopback(a))),
    );
    left = left.filter((_, index) => !answers[index]);
    if (left.length > 0) await delay(500);
  }
  return left.map(([a, b]) => `leaf${a} to leaf${b}`);
}
