import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Network } from "./support/network.ts";
import { routers } from "./support/routers.ts";

const plan = {
  routers: [
    { name: "r1", kind: "frr" },
    { name: "b2", kind: "bird" },
    { name: "r3", kind: "frr" },
  ],
  links: [
    ["r1", "eth1", "b2", "eth1"],
    ["b2", "eth2", "r3", "eth1"],
  ],
} as const;

routers("BIRD between two FRR routers", plan, (network) => {
  test("is given its whole file, tried and confirmed by its own timer; packets cross it; undone to the byte", async () => {
    await address(network());
    expect((await network().netctl("apply", "--yes")).code).toBe(0);
    const before = { ...(await network().running()), b2: await file(network()) };
    await connect(network());
    const applied = await network().netctl("apply", "--yes");
    expect(applied.code, applied.out + applied.err).toBe(0);
    expect(await file(network())).toContain("protocol bgp to_r1 {");
    expect(await reaches(network(), true)).toBe(true);
    expect((await network().netctl("apply", "--yes")).out).toContain("nothing to do");

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

/** The addresses BIRD leaves to the kernel, and what makes every router known. */
async function address(network: Network): Promise<void> {
  for (const [port, address] of [
    ["eth1", "10.0.1.2/24"],
    ["eth2", "10.0.2.1/24"],
    ["lo", "192.168.255.2/32"],
  ] as const)
    await network.world.on("b2", "ip", "address", "add", address, "dev", port);
  await network.write(
    "models/loopback/all.yaml",
    "devices:\n  - { device: r1, address: 192.168.255.1/32 }\n  - { device: b2, address: 192.168.255.2/32 }\n  - { device: r3, address: 192.168.255.3/32 }\n",
  );
}

async function connect(network: Network): Promise<void> {
  await network.write(
    "models/link/west.yaml",
    "ends:\n  - { device: r1, interface: eth1, address: 10.0.1.1/24 }\n  - { device: b2, interface: eth1, address: 10.0.1.2/24 }\n",
  );
  await network.write(
    "models/link/east.yaml",
    "ends:\n  - { device: b2, interface: eth2, address: 10.0.2.1/24 }\n  - { device: r3, interface: eth1, address: 10.0.2.2/24 }\n",
  );
  await network.write(
    "models/bgp/west.yaml",
    "ends:\n  - { device: r1, as: 65001, address: 10.0.1.1, networks: [192.168.255.1/32] }\n  - { device: b2, as: 65002, address: 10.0.1.2 }\n",
  );
  await network.write(
    "models/bgp/east.yaml",
    "ends:\n  - { device: b2, as: 65002, address: 10.0.2.1 }\n  - { device: r3, as: 65003, address: 10.0.2.2, networks: [192.168.255.3/32] }\n",
  );
}

/** Whether the loopbacks at both ends come to ping each other, or to do so no more. */
async function reaches({ world }: Network, wanted: boolean): Promise<boolean> {
  for (let look = 0; look < 60; look++) {
    if ((await world.pings("r1", "192.168.255.3", "192.168.255.1")) === wanted) return true;
    await delay(500);
  }
  return false;
}
