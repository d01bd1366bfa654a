import { expect, test } from "vitest";
import { ring } from "./support/ring.ts";
import { routers } from "./support/routers.ts";

const plan = ring(3);

routers("a change that cuts netctl off", plan, (network) => {
  test("is taken back by the box's own timer, and the transaction ends old on all", async () => {
    const before = await network().running();
    await plan.declare(network());
    const path = "templates/frr/loopback.njk";
    const shut = '{% if device.name == "r3" %}\ninterface mgmt0\n shutdown\nexit\n{% endif %}\n';
    await network().write(path, `${await network().read(path)}${shut}`);
    const { code, out, err } = await network().netctl("apply", "--yes", "--confirm-timeout", "2m");
    expect(code, out + err).toBe(5);
    expect(out).toMatch(/^ *r3 +old +(?:trial|verify)/m);
    expect(await network().running()).toEqual(before);
    expect(await network().armed()).toEqual([]);
  }, 300_000);
});
