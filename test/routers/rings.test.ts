import { expect, test } from "vitest";
import { ring } from "./support/ring.ts";
import { routers } from "./support/routers.ts";

for (const count of [8, 20, 50]) {
  const plan = ring(count);
  routers(`a ring of ${count} FRR routers`, plan, (network) => {
    test("is applied in one transaction, its time beside that of a plain parallel loop of ssh and vtysh", async () => {
      await plan.declare(network());
      const start = performance.now();
      const { code, out, err } = await network().netctl("apply", "--yes");
      const seconds = (performance.now() - start) / 1000;
      expect(code, out + err).toBe(0);
      expect(await network().git("log", "-1", "--format=%B")).toContain(`r${count}`);
      const loop = await network().plainLoop();
      expect(await plan.isConnected(network().world)).toBe(true);
      const told = `one transaction ${seconds.toFixed(1)} s, a loop that pushes the same lines ${loop.toFixed(1)} s`;
      process.stderr.write(`a ring of ${count}: ${told}\n`);
    });
  });
}
