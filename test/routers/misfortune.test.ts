import { afterAll, afterEach, expect, test } from "vitest";
import { type Daemon, revive, signal } from "./support/daemons.ts";
import { journal, until } from "./support/journal.ts";
import type { Network } from "./support/network.ts";
import { ring } from "./support/ring.ts";
import { routers } from "./support/routers.ts";
import { traffic } from "./support/traffic.ts";

const plan = ring(3);
const daemons: readonly Daemon[] = ["sshd", "zebra", "bgpd"];

/**
 * A session, and routes through it: FRR calls a session Established that passes nothing. Routes that are there go late
 * where a policy changes: they must still be there when FRR has looked through them.
 */
const checks = `checks:
  - { bgp: established, neighbor: 10.0.1.2, devices: [r1], routes: { atLeast: 2 }, withinSeconds: 6, holdsSeconds: 8 }
`;

routers("a triangle of FRR routers that carries traffic", plan, (network) => {
  afterEach(async () => {
    await network().git("checkout", ".");
    await network().git("clean", "-fdq", "models");
  });

  afterAll(async () => {
    expect((await network().netctl("recover", "--status")).out).toContain("nothing to recover");
  });

  test("is built, and packets go through", async () => {
    await plan.declare(network());
    await network().write("netctl.yaml", checks.replace("withinSeconds: 6", "withinSeconds: 60"));
    const { code, out, err } = await network().netctl("apply", "--yes");
    expect(code, out + err).toBe(0);
    expect(out, "each router has saved").not.toContain("warning");
    expect(await plan.isConnected(network().world)).toBe(true);
    await network().write("netctl.yaml", checks);
    await network().git("add", ".");
    await network().git("commit", "-m", "Expect the session between r1 and r2 sooner");
  });

  test.each([
    ["a wrong AS on one side", mistakeAs],
    ["a policy that stops the routes", stopRoutes],
  ])("%s fails its check, is taken back by itself, and traffic flows again", async (_, breakIt) => {
    const { world } = network();
    const before = await network().running();
    const pings = traffic(world, "r1", "192.168.255.2", "192.168.255.1");
    await breakIt(network());
    const { code, out, err } = await network().netctl("apply", "--yes");
    expect(code, out + err).toBe(5);
    expect(out).toContain("established");
    expect(await network().running()).toEqual(before);
    expect(await network().armed()).toEqual([]);
    expect(await plan.isConnected(world)).toBe(true);
    const loss = await pings.stop();
    process.stderr.write(`ping through the whole of it: ${loss.lost} of ${loss.sent} lost\n`);
    expect(loss.isFlowing).toBe(true);
    expect(loss.lost).toBeGreaterThan(0);
  });

  test.each(["prepare r1", "trial r1", "verify r1", "record", "confirm r1", "save r1"])(
    "netctl is killed at %s: recovery leaves all old or all new, and nothing armed",
    async (order) => {
      const sign = `killed at ${order}`;
      await describeLoopbacks(network(), sign);
      const before = await network().running();
      const read = journal(network());
      const { child, ended } = network().begin("apply", "--yes");
      expect(await until(child, read, ({ ordered }) => ordered.includes(order))).toBe(true);
      child.kill("SIGKILL");
      await ended;
      await expectWhole(network(), before, sign);
    },
  );

  test("netctl is killed while a router is being restored: recovery finds all old", async () => {
    const { world } = network();
    await describeLoopbacks(network(), "killed in mid-restore");
    await mistakeAs(network());
    await network().write("netctl.yaml", checks.replace("withinSeconds: 6", "withinSeconds: 60"));
    const before = await network().running();
    const read = journal(network());
    const { child, ended } = network().begin("apply", "--yes");
    // The check on r1 is still waiting. When bgpd of r2 answers nobody, a restore there takes its time.
    expect(await until(child, read, ({ done }) => done.includes("verify r2"))).toBe(true);
    await signal(world, "r2", "bgpd", "STOP");
    child.kill("SIGINT");
    expect(await until(child, read, ({ ordered }) => ordered.includes("restore r2"))).toBe(true);
    await world.on("r2", "sh", "-c", "until [ -e /home/ops/.netctl/*/undo ]; do sleep 0.1; done");
    child.kill("SIGKILL");
    await ended;
    expect(await network().armed()).toContain("r2");
    await signal(world, "r2", "bgpd", "CONT");
    // It goes on without anybody.
    await world.on("r2", "sh", "-c", "while [ -e /home/ops/.netctl/lock ]; do sleep 0.1; done");
    expect(await world.running("r2")).toBe(before["r2"]);
    expect(await expectWhole(network(), before, "killed in mid-restore")).toBe("old");
  });

  test.each(daemons)(
    "%s of a router is killed in trial: recovery leaves all old or all new, traffic flows",
    async (daemon) => {
      const { world } = network();
      const sign = `without ${daemon}`;
      await describeLoopbacks(network(), sign);
      const before = await network().running();
      const read = journal(network());
      const { child, ended } = network().begin("apply", "--yes");
      expect(await until(child, read, ({ ordered }) => ordered.includes("trial r2"))).toBe(true);
      await signal(world, "r2", daemon, "KILL");
      const isTurning = /^(?:restore|inquire) r2$/;
      await until(child, read, ({ ordered }) => ordered.some((order) => isTurning.test(order)));
      await revive(world, "r2", daemon);
      const { code, out, err } = await ended;
      expect([0, 5, 6], out + err).toContain(code);
      const end = await expectWhole(network(), before, sign);
      process.stderr.write(`${daemon} killed in trial: exit ${code}, then all ${end}\n`);
      if (code !== 6) expect(end).toBe(code === 0 ? "new" : "old");
      expect(await plan.isConnected(world)).toBe(true);
    },
  );
});

async function mistakeAs(network: Network): Promise<void> {
  const wrong = 'peer.as + (7 if device.name == "r1" else 0) }}';
  await network.edit("templates/frr/bgp.njk", "peer.as }}", wrong);
}

async function stopRoutes(network: Network): Promise<void> {
  await network.write(
    "models/routing-policy/nothing.yaml",
    "devices: [{ device: r1 }]\nterms: [{ seq: 10, action: deny }]\n",
  );
  for (const link of ["r1-r2", "r3-r1"])
    await network.edit(`models/bgp/${link}.yaml`, "device: r1,", "device: r1, import: nothing,");
}

async function describeLoopbacks(network: Network, text: string): Promise<void> {
  const path = "models/loopback/all.yaml";
  const lines = (await network.read(path)).split("\n").filter((l) => !l.startsWith("description"));
  await network.write(path, `description: ${text}\n${lines.join("\n")}`);
}

/** Recovers: all routers as they were, or all changed; no lock and no timer left. Says which. */
async function expectWhole(
  network: Network,
  before: Readonly<Record<string, string>>,
  sign: string,
): Promise<"old" | "new"> {
  const recovered = await network.netctl("recover");
  expect(recovered.code, recovered.out + recovered.err).toBe(0);
  const running = await network.running();
  const isNew = Object.values(running).some((text) => text.includes(sign));
  if (isNew) for (const text of Object.values(running)) expect(text).toContain(sign);
  else expect(running).toEqual(before);
  expect(await network.armed()).toEqual([]);
  return isNew ? "new" : "old";
}
