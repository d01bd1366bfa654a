import { expect, test } from "vitest";
import { ring } from "./support/ring.ts";
import { routers } from "./support/routers.ts";

const plan = ring(3);

routers("three bare FRR routers in a triangle", plan, (network) => {
  test("one apply brings loopbacks that ping each other; git revert and apply take them back to the byte", async () => {
    const { world } = network();
    const before = await network().running();
    expect(await world.pings("r1", "192.168.255.3", "192.168.255.1")).toBe(false);
    await plan.declare(network());
    const applied = await network().netctl("apply", "--yes");
    expect(applied.code, applied.out + applied.err).toBe(0);
    expect(await plan.isConnected(world)).toBe(true);
    expect((await network().netctl("apply", "--yes")).out).toContain("nothing to do");
    await network().git("revert", "--no-edit", "HEAD");
    const reverted = await network().netctl("apply", "--yes");
    expect(reverted.code, reverted.out + reverted.err).toBe(0);
    expect(await network().running()).toEqual(before);
    expect(await world.pings("r1", "192.168.255.3", "192.168.255.1")).toBe(false);
  });
});
