import { afterAll, afterEach, expect, test } from "vitest";
import type { Run } from "../support/netctl.ts";
import { Boxes } from "./support/boxes.ts";
import { journal, until } from "./support/journal.ts";
import type { Network } from "./support/network.ts";
import { routers } from "./support/routers.ts";

const plan = {
  routers: [
    { name: "r1", kind: "frr" },
    { name: "b2", kind: "bird" },
  ],
  links: [],
} as const;

const products = { csr1: "csr1000v", vsrx1: "vsrx", veos1: "veos" } as const;
const all = ["r1", "b2", ...Object.keys(products)];

/** Lines that a real router refuses, the second one only when it is to run it. */
const refusedLines = [
  ["r1", "prepare", "frr", "ip route nowhere"],
  ["r1", "trial", "frr", "ip prefix-list L seq 5 permit 10.0.0.0/8 ge 30 le 24"],
  ["b2", "prepare", "bird", "protocol nothing;"],
] as const;

/** Refusals of simulated devices. The CSR1000V has no phase before its trial that could refuse. */
const faults = [
  ["csr1", "trial", "refuse:10.8.0.0"],
  ["vsrx1", "prepare", "check-fails"],
  ["vsrx1", "trial", "commit-fails"],
  ["veos1", "prepare", "refuse:10.8.0.0"],
  ["veos1", "trial", "commit-fails"],
] as const;

/** How a real router loses a trial that is under way: its timer ends at once. */
const early = [
  [
    "r1",
    "10.11",
    "pkill -P $(cat /home/ops/.netctl/*/timer) sleep; while [ -e /home/ops/.netctl/lock ]; do sleep 0.1; done",
  ],
  ["b2", "10.12", "birdc configure undo"],
] as const;

routers("FRR, BIRD and the lab's CSR1000V, vSRX and vEOS in one transaction", plan, (network) => {
  let boxes: Boxes;
  let before: Readonly<Record<string, string>>;

  afterEach(async () => {
    await network().git("checkout", ".");
  });

  afterAll(async () => {
    expect((await network().netctl("recover", "--status")).out).toContain("nothing to recover");
    await network().netctl("lab", "down");
  });

  test("are all new after one apply", async () => {
    for (const [name, product] of Object.entries(products))
      await network().write(
        `devices/${name}.yaml`,
        `product: ${product}\naddress: lab:${name}\ncredential:\n  user: netctl\n  password: { secret: "file:.git/netctl/lab/password" }\n`,
      );
    expect((await network().netctl("lab", "up")).code).toBe(0);
    boxes = new Boxes(network());
    await network().write(
      "models/loopback/all.yaml",
      "devices:\n  - { device: b2, address: 192.168.255.2/32 }\n",
    );
    await network().write("models/static-route/all.yaml", routes("10.9.0.0/16"));
    const { code, out, err } = await network().netctl("apply", "--yes");
    expect(code, out + err).toBe(0);
    expect(await network().git("log", "-1", "--format=%B")).toContain(
      "Netctl-Devices: b2, csr1, r1, veos1, vsrx1",
    );
    await expectNew(network(), boxes, "10.9");
    before = await left(network(), boxes);
  });

  test.each(refusedLines)("%s refuses in %s: all five are restored", async (...refusal) => {
    const [device, phase, platform, line] = refusal;
    await network().write("models/static-route/all.yaml", routes("10.8.0.0/16"));
    const path = `templates/${platform}/static-route.njk`;
    await network().write(path, `${await network().read(path)}${line}\n`);
    expectRestored(await network().netctl("apply", "--yes"), [device, phase]);
    expect(await left(network(), boxes)).toEqual(before);
  });

  test.each(faults)("%s refuses in %s (%s): all five are restored", async (...refusal) => {
    const [device, phase, fault] = refusal;
    await network().write("models/static-route/all.yaml", routes("10.8.0.0/16"));
    await boxes.fault(device, fault);
    expectRestored(await network().netctl("apply", "--yes"), [device, phase]);
    expect(await left(network(), boxes)).toEqual(before);
  });

  test("b2 refuses in trial, for what was staged is gone: all five are restored", async () => {
    await network().write("models/static-route/all.yaml", routes("10.8.0.0/16"));
    // Nobody goes into trial before the last one is prepared.
    await boxes.fault("vsrx1", "hang:commit check");
    const outcome = await applyAndThen(network(), {
      "prepare b2": async () => {
        await network().world.on("b2", "rm", "/etc/bird/netctl.conf");
        await boxes.fault("vsrx1", "hang:commit check", false);
      },
    });
    expectRestored(outcome, ["b2", "trial"]);
    expect(await left(network(), boxes)).toEqual(before);
  });

  test.each(all)("%s fails its check in verify: all five are restored", async (device) => {
    await network().write("models/static-route/all.yaml", routes("10.8.0.0/16"));
    const command = device === "b2" ? "show status" : "show version";
    await network().write(
      "netctl.yaml",
      `checks:\n  - { name: never, devices: [${device}], command: ${command}, contains: it is never so, withinSeconds: 1 }\n`,
    );
    expectRestored(await network().netctl("apply", "--yes"), [device, "verify"]);
    expect(await left(network(), boxes)).toEqual(before);
  });

  test.each(early)(
    "%s has lost its trial when it is to confirm: it is given the change again",
    async (...loss) => {
      const [device, prefix, command] = loss;
      await network().write("models/static-route/all.yaml", routes(`${prefix}.0.0/16`));
      await network().write(
        "netctl.yaml",
        "checks:\n  - { name: known, devices: [vsrx1], command: show version, contains: Junos }\n",
      );
      // Git moves when the last one is verified.
      const outcome = await applyAndThen(network(), {
        "prepare vsrx1": async () => boxes.fault("vsrx1", "hang:show version"),
        [`verify ${device}`]: async () => {
          await network().world.on(device, "sh", "-c", command);
          await boxes.fault("vsrx1", "hang:show version", false);
        },
      });
      expect(outcome.code, outcome.out + outcome.err).toBe(0);
      await expectNew(network(), boxes, prefix);
    },
  );

  test.each(Object.keys(products))(
    "%s refuses to confirm: recovery brings all five to the new side",
    async (device) => {
      const prefix = `10.${20 + all.indexOf(device)}`;
      await network().write("models/static-route/all.yaml", routes(`${prefix}.0.0/16`));
      await boxes.fault(device, "confirm-fails");
      const { code, out, err } = await network().netctl("apply", "--yes");
      expect(code, out + err).toBe(6);
      await boxes.fault(device, "confirm-fails", false);
      const recovered = await network().netctl("recover");
      expect(recovered.code, recovered.out + recovered.err).toBe(0);
      await expectNew(network(), boxes, prefix);
    },
  );
});

function routes(prefix: string): string {
  return `routes:\n${all.map((name) => `  - { device: ${name}, prefix: ${prefix} }\n`).join("")}`;
}

/**
 * What all five run: the real ones to the byte, the simulated ones without their time stamps. Expects that no lock and no
 * timer is left on any of them, and switches faults off.
 */
async function left(network: Network, boxes: Boxes): Promise<Readonly<Record<string, string>>> {
  expect(await network.armed()).toEqual([]);
  const asked = "cat /etc/bird/bird.conf; birdc show route; birdc configure status";
  const b2 = await network.world.on("b2", "sh", "-c", asked);
  expect(b2).not.toContain("undo in");
  const running: Record<string, string> = { ...(await network.running()) };
  running["b2"] = b2.replaceAll(/\d\d:\d\d:\d\d\.\d+/g, "");
  for (const box of await boxes.look()) {
    expect(box.pending, box.name).toBe(null);
    for (const fault of box.faults) await boxes.fault(box.name, fault, false);
    running[box.name] = box.running;
  }
  return running;
}

/** Applies, and does something each time an order was carried out. */
async function applyAndThen(
  network: Network,
  acts: Readonly<Record<string, () => Promise<void>>>,
): Promise<Run> {
  const read = journal(network);
  const { child, ended } = network.begin("apply", "--yes");
  for (const [moment, act] of Object.entries(acts)) {
    if (!(await until(child, read, ({ done }) => done.includes(moment)))) break;
    await act();
  }
  return ended;
}

function expectRestored({ code, out, err }: Run, [device, phase]: readonly [string, string]): void {
  expect(code, out + err).toBe(5);
  expect(out).toMatch(new RegExp(`^ *${device} +(?:old|unchanged) +${phase}`, "m"));
}

async function expectNew(network: Network, boxes: Boxes, prefix: string): Promise<void> {
  const texts = await left(network, boxes);
  for (const [name, text] of Object.entries(texts)) expect(text, name).toContain(`${prefix}.`);
}
