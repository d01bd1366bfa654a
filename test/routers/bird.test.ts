import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { birdBetween, comesTo } from "./support/bird-between.ts";
import type { Network } from "./support/network.ts";
import { routers } from "./support/routers.ts";

const example = join(import.meta.dirname, "../../docs/examples/frr-bird");

routers("BIRD between two FRR routers", birdBetween, (network) => {
  test("is given its whole file, tried and confirmed by its own timer; packets cross it; undone to the byte", async () => {
    await address(network());
    await take(network(), "loopback");
    expect((await network().netctl("apply", "--yes")).code).toBe(0);
    const before = { ...(await network().running()), b2: await file(network()) };
    await take(network(), "link", "bgp");
    const applied = await network().netctl("apply", "--yes");
    expect(applied.code, applied.out + applied.err).toBe(0);
    expect(await file(network())).toContain("protocol bgp to_west {");
    expect(await reaches(network(), true)).toBe(true);
    expect((await network().netctl("plan", "--detailed-exitcode")).code).toBe(0);

    await network().git("revert", "--no-edit", "HEAD");
    const reverted = await network().netctl("apply", "--yes");
    expect(reverted.code, reverted.out + reverted.err).toBe(0);
    expect({ ...(await network().running()), b2: await file(network()) }).toEqual(before);
    expect(await reaches(network(), false)).toBe(true);
  });
});

async function file({ world }: Network): Promise<string> {
  return world.on("b2", "cat", "/etc/bird/bird.conf");
}

/** Services of the example network; the devices are those that run here. */
async function take({ root }: Network, ...models: readonly string[]): Promise<void> {
  for (const model of models)
    await cp(join(example, "models", model), join(root, "models", model), { recursive: true });
}

/** The addresses BIRD leaves to the kernel. */
async function address({ world }: Network): Promise<void> {
  for (const [port, address] of [
    ["eth1", "10.0.1.2/24"],
    ["eth2", "10.0.2.1/24"],
    ["lo", "192.168.255.2/32"],
  ] as const)
    await world.on("b2", "ip", "address", "add", address, "dev", port);
}

/** Whether the loopbacks at both ends come to ping each other, or to do so no more. */
async function reaches({ world }: Network, wanted: boolean): Promise<boolean> {
  return comesTo(() => world.pings("r1", "192.168.255.3", "192.168.255.1"), wanted);
}
