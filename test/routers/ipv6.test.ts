import { expect, test } from "vitest";
import { birdBetween, comesTo } from "./support/bird-between.ts";
import type { Network } from "./support/network.ts";
import { routers } from "./support/routers.ts";

routers("IPv6 by hand from FRR through BIRD to FRR", birdBetween, (network) => {
  test("is carried by links and static routes, reads back equal, and goes again to the byte", async () => {
    const { world } = network();
    for (const [port, address] of [
      ["eth1", "2001:db8:1::2/64"],
      ["eth2", "2001:db8:2::2/64"],
    ] as const)
      await world.on("b2", "ip", "address", "add", address, "dev", port);
    await world.on("b2", "sysctl", "-qw", "net.ipv6.conf.all.forwarding=1");
    await network().write(
      "models/loopback/all.yaml",
      "devices: [{ device: b2, address: 192.168.255.2/32 }]\n",
    );
    const first = await network().netctl("apply", "--yes");
    expect(first.code, first.out + first.err).toBe(0);
    const before = await network().running();

    await network().write("models/link/west.yaml", link("r1", "2001:db8:1::", "eth1"));
    await network().write("models/link/east.yaml", link("r3", "2001:db8:2::", "eth2"));
    await network().write("models/static-route/all.yaml", routes);
    // FRR keeps a VRF that is not in Linux for what is said in it.
    await network().write("models/vrf/blue.yaml", "devices: [{ device: r1 }]\n");
    const applied = await network().netctl("apply", "--yes");
    expect(applied.code, applied.out + applied.err).toBe(0);
    expect((await network().netctl("plan", "--detailed-exitcode")).code).toBe(0);
    const { r1 } = await network().running();
    for (const line of [
      "ipv6 route 2001:db8:2::/64 2001:db8:1::2 200",
      "ipv6 route 2001:db8:9::/48 fe80::2 eth1",
      "ipv6 route 2001:db8:a::/48 blackhole",
      " ipv6 route 2001:db8:b::/48 blackhole",
    ])
      expect(r1).toContain(`${line}\n`);
    expect(await reaches(network())).toBe(true);

    await network().git("revert", "--no-edit", "HEAD");
    const reverted = await network().netctl("apply", "--yes");
    expect(reverted.code, reverted.out + reverted.err).toBe(0);
    expect(await network().running()).toEqual(before);
  });
});

function link(device: string, network: string, port: string): string {
  return `ends:\n  - { device: ${device}, interface: eth1, ipv6: "${network}1/64" }\n  - { device: b2, interface: ${port}, ipv6: "${network}2/64" }\n`;
}

const routes = `routes:
  - { device: r1, prefix: "2001:db8:2::/64", via: "2001:db8:1::2", distance: 200 }
  - { device: r1, prefix: "2001:db8:9::/48", via: "fe80::2", interface: eth1 }
  - { device: r1, prefix: "2001:db8:a::/48" }
  - { device: r1, vrf: blue, prefix: "2001:db8:b::/48" }
  - { device: r3, prefix: "::/0", via: "2001:db8:2::2" }
  - { device: b2, prefix: "2001:db8:c::/48", via: "2001:db8:1::1" }
`;

async function reaches({ world }: Network): Promise<boolean> {
  return comesTo(() => world.pings("r1", "2001:db8:2::1", "2001:db8:1::1"), true);
}
