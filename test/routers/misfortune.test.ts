import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { journal, phasesIn } from "./support/journal.ts";
import type { Network } from "./support/network.ts";
import { ring } from "./support/ring.ts";
import { routers } from "./support/routers.ts";
import { traffic } from "./support/traffic.ts";

const plan = ring(3);

/** A session, and routes through it: FRR calls a session Established that passes nothing. */
const checks = `checks:
  - { bgp: established, neighbor: 10.0.1.2, devices: [r1], routes: { atLeast: 2 }, withinSeconds: 6 }
`;

routers("a triangle of FRR routers that carries traffic", plan, (network) => {
  test("is built, and packets go through", async () => {
    await plan.declare(network());
    await network().write("netctl.yaml", checks.replace("6 }", "60 }"));
    const { code, out, err } = await network().netctl("apply", "--yes");
    expect(code, out + err).toBe(0);
    expect(await plan.isConnected(network().world)).toBe(true);
    await network().write("netctl.yaml", checks);
    await network().git("add", ".");
    await network().git("commit", "-m", "Expect the session between r1 and r2 sooner");
  });

  test.each([
    ["a wrong AS on one side", "peer.as }}", 'peer.as + (7 if device.name == "r1" else 0) }}'],
    [
      "a policy that lets no route in",
      " address-family ipv4 unicast\n",
      " address-family ipv4 unicast\n{% for peer in peers %}\n  neighbor {{ peer.address }} route-map NOTHING in\n{% endfor %}\n",
    ],
  ])(
    "%s fails its check, is taken back by itself, and traffic flows again",
    async (_, right, wrong) => {
      const { world } = network();
      const before = await network().running();
      const pings = traffic(world, "r1", "192.168.255.2", "192.168.255.1");
      await network().edit("templates/frr/bgp.njk", right, wrong);
      const { code, out, err } = await network().netctl("apply", "--yes");
      expect(code, out + err).toBe(5);
      expect(out).toContain("established");
      expect(await network().running()).toEqual(before);
      expect(await network().armed()).toEqual([]);
      expect(await plan.isConnected(world)).toBe(true);
      await delay(2_000);
      const loss = await pings.stop();
      process.stderr.write(`ping through the whole of it: ${loss.lost} of ${loss.sent} lost\n`);
      expect(loss.isFlowing).toBe(true);
      await network().git("checkout", ".");
    },
  );

  test.each(["prepare", "trial", "verify", "record", "confirm"])(
    "netctl is killed in %s: recovery leaves all old or all new, and nothing armed",
    async (phase) => {
      const sign = `killed in ${phase}`;
      await describeLoopbacks(network(), sign);
      const before = await network().running();
      const apply = network().start("apply", "--yes");
      const closed = once(apply, "close");
      const fresh = journal(network());
      while (apply.exitCode === null && !phasesIn(fresh()).includes(phase)) await delay(5);
      apply.kill("SIGKILL");
      await closed;
      await expectWhole(network(), before, sign);
    },
  );
});

async function describeLoopbacks(network: Network, text: string): Promise<void> {
  await network.git("checkout", ".");
  const path = "models/loopback/all.yaml";
  const lines = (await network.read(path)).split("\n").filter((l) => !l.startsWith("description"));
  await network.write(path, `description: ${text}\n${lines.join("\n")}`);
}

/** All routers as they were, or all changed; no lock, no timer and no journal left. */
async function expectWhole(
  network: Network,
  before: Readonly<Record<string, string>>,
  sign: string,
): Promise<void> {
  const recovered = await network.netctl("recover");
  expect(recovered.code, recovered.out + recovered.err).toBe(0);
  const running = await network.running();
  const isNew = Object.values(running).some((text) => text.includes(sign));
  if (isNew) for (const text of Object.values(running)) expect(text).toContain(sign);
  else expect(running).toEqual(before);
  expect(await network.armed()).toEqual([]);
  expect((await network.netctl("recover")).out).toContain("nothing");
}
