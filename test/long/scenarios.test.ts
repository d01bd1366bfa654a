import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { applyKilledAt, before, expectWhole, fileMoves } from "../support/killing.ts";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;

const routers = "models/loopback/routers.yaml";

/** One service on two devices; veos1 is there, and has none yet. */
beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
  // The models stay, and of their services the loopbacks alone.
  const links = ["csr1-veos1", "csr1-vsrx1", "vsrx1-veos1"];
  const gone = [
    ...links.flatMap((name) => [`models/bgp/${name}.yaml`, `models/link/${name}.yaml`]),
    ...["models/static-route/lab-lan.yaml", "models/system/all.yaml"],
  ];
  await workspace.git("rm", "-q", ...gone);
  await declare({ csr1: "192.168.1.1", vsrx1: "192.168.1.2" });
  expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

afterEach(async () => {
  for (const { name, faults } of await lab.status()) {
    for (const fault of faults) await lab.fault(name, fault, false);
  }
});

async function declare(addresses: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(addresses).map(
    ([device, address]) => `  - { device: ${device}, address: ${address}/32 }\n`,
  );
  await workspace.write(routers, `devices:\n${lines.join("")}`);
}

async function applied(): Promise<number | null> {
  return (await workspace.netctl("apply", "--yes")).code;
}

describe("where others fail", { timeout: 600_000 }, () => {
  it("T1: one device rejects while the others are already active: all are restored", async () => {
    const was = await lab.running();
    await declare({ csr1: "192.168.2.1", vsrx1: "192.168.2.2" });
    await lab.fault("csr1", "refuse:192.168.2.1");
    expect(await applied()).toBe(5);
    expect(await lab.running()).toEqual(was);
  });

  it("T2: a new device in the failing change does not wedge the next one", async () => {
    const was = await lab.running();
    await declare({ csr1: "192.168.3.1", vsrx1: "192.168.3.2", veos1: "192.168.3.3" });
    await lab.fault("veos1", "refuse:192.168.3.3");
    expect(await applied()).toBe(5);
    expect(await lab.running()).toEqual(was);
    await lab.fault("veos1", "refuse:192.168.3.3", false);
    expect(await applied()).toBe(0);
    expect((await lab.running())["veos1"]).toContain("192.168.3.3");
  });

  it("T3: a link lost after sending is settled by asking the device", async () => {
    const was = await lab.running();
    await declare({ csr1: "192.168.4.1", vsrx1: "192.168.4.2", veos1: "192.168.4.3" });
    await lab.fault("vsrx1", "drop-after:commit confirmed");
    expect(await applied()).toBe(5);
    expect(await lab.running()).toEqual(was);
  });

  it("T4: a controller killed between activation and confirm is settled by recover", async () => {
    await workspace.git("checkout", "--", ".");
    const was = await before(workspace, lab);
    await declare({ csr1: "192.168.5.1", vsrx1: "192.168.5.2", veos1: "192.168.5.3" });
    await applyKilledAt(workspace, fileMoves(workspace, "refs/netctl/applied"));
    expect(await expectWhole(workspace, lab, was, "192.168.5.")).toBe("new");
  });

  it("T5: a confirm refused by one device is named, and recover finishes it", async () => {
    await declare({ csr1: "192.168.6.1", vsrx1: "192.168.6.2", veos1: "192.168.6.3" });
    await lab.fault("veos1", "confirm-fails");
    const { code, out } = await workspace.netctl("apply", "--yes");
    expect(code).toBe(6);
    expect(out).toContain("it is not known what these run: veos1");
    await lab.fault("veos1", "confirm-fails", false);
    expect((await workspace.netctl("recover")).code).toBe(0);
    for (const text of Object.values(await lab.running())) expect(text).toContain("192.168.6.");
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
  });

  it("T6: an edit on a device between plan and apply refuses the plan", async () => {
    await declare({ csr1: "192.168.7.1", vsrx1: "192.168.7.2", veos1: "192.168.7.3" });
    expect((await workspace.netctl("plan", "-o", "p.ncplan")).code).toBe(0);
    await lab.edit("veos1", "interface Ethernet8", "description somebody was here");
    const was = await lab.running();
    expect((await workspace.netctl("apply", "p.ncplan")).code).toBe(7);
    expect(await lab.running()).toEqual(was);
    expect(await applied()).toBe(0);
    expect((await lab.running())["veos1"]).toContain("somebody was here");
  });

  it("T7: an edited template reaches every device, though no input changed", async () => {
    const template = "templates/iosxe/loopback.njk";
    const text = await workspace.read(template);
    await workspace.write(
      template,
      text.replace(/^( ip address.*)$/m, "$1\n description by template"),
    );
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(2);
    expect(await applied()).toBe(0);
    expect((await lab.running())["csr1"]).toContain("description by template");
  });

  it("T8: a service that moves leaves nothing on the device it was on", async () => {
    await declare({ csr1: "192.168.8.1", veos1: "192.168.8.9" });
    expect(await applied()).toBe(0);
    const running = await lab.running();
    expect(running["vsrx1"]).not.toContain("192.168.7.2");
    expect(running["veos1"]).toContain("192.168.8.9");
  });

  it("T9: the last service of a device can be deleted", async () => {
    await declare({ csr1: "192.168.8.1" });
    expect(await applied()).toBe(0);
    expect((await lab.running())["veos1"]).not.toContain("192.168.8.9");
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
  });

  it("T10: a device that restarts after the end comes up with what was applied", async () => {
    const was = await lab.running();
    await lab.fault("csr1", "reload:show running-config");
    expect((await workspace.netctl("plan")).code).not.toBe(0);
    await lab.fault("csr1", "reload:show running-config", false);
    let plan = await workspace.netctl("plan", "--detailed-exitcode");
    for (let tries = 0; plan.code === 8 && tries < 20; tries += 1) {
      plan = await workspace.netctl("plan", "--detailed-exitcode");
    }
    expect(plan.code).toBe(0);
    expect(await lab.running()).toEqual(was);
  });
});
