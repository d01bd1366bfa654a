import { expect, test } from "vitest";
import { journal, until } from "./support/journal.ts";
import { ring } from "./support/ring.ts";
import { routers } from "./support/routers.ts";

const plan = ring(2);

routers("an FRR router whose account gets vtysh alone", plan, (network) => {
  test("is changed, with letters that a terminal takes for keys, and the plan says that the guarantee is weaker", async () => {
    await network().declare({ name: "r2", kind: "frr" }, "frr-cli", "admin");
    await network().git("commit", "-am", "Work r2 without a shell");
    await plan.declare(network());
    const path = "models/loopback/all.yaml";
    await network().write(path, `description: why\n${await network().read(path)}`);
    const said = "{{ service.description }}";
    await network().edit("templates/frr/loopback.njk", said, `${said}? so`);
    expect((await network().netctl("plan")).out).toContain(
      "Weaker guarantee: r2 has no rollback timer",
    );
    const { code, out, err } = await network().netctl("apply", "--yes");
    expect(code, out + err).toBe(0);
    expect(await network().world.running("r2")).toContain(" description why? so\n");
    expect(await plan.isConnected(network().world)).toBe(true);
    expect((await network().netctl("apply", "--yes")).out).toContain("nothing to do");
  });

  test("is taken back by netctl where it refuses a line after others were typed", async () => {
    const before = await network().running();
    const line = "ip prefix-list L seq 5 permit 10.0.0.0/8 ge 30 le 24";
    const path = "templates/frr/static-route.njk";
    await network().write(path, `${await network().read(path)}${line}\n`);
    await network().write(
      "models/static-route/one.yaml",
      "routes:\n  - { device: r2, prefix: 10.9.0.0/16 }\n",
    );
    const { code, out, err } = await network().netctl("apply", "--yes");
    expect(code, out + err).toBe(5);
    expect(out).toMatch(/^ *r2 +old +trial/m);
    expect(await network().running()).toEqual(before);
    await network().git("checkout", ".");
    await network().git("clean", "-fdq", "models");
  });

  test("keeps a change whose netctl was killed, until a recovery takes it back", async () => {
    const before = await network().running();
    await network().edit("models/loopback/all.yaml", "why", "killed");
    const read = journal(network());
    const { child, ended } = network().begin("apply", "--yes");
    expect(await until(child, read, ({ done }) => done.includes("trial r2"))).toBe(true);
    child.kill("SIGKILL");
    await ended;
    expect(await network().world.running("r2")).toContain(" description killed? so\n");
    const recovered = await network().netctl("recover");
    expect(recovered.code, recovered.out + recovered.err).toBe(0);
    expect(await network().running()).toEqual(before);
    expect(await network().armed()).toEqual([]);
  });
});
