import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import { program, run, type Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

describe("drift", { timeout: 600_000 }, () => {
  it("of nothing is none", async () => {
    expect((await workspace.netctl("drift")).out).toContain("no drift");
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    expect(await workspace.netctl("drift")).toMatchObject({ code: 0 });
  });

  it("is told line by line: what was expected, what is there, and whose it is", async () => {
    await lab.edit("csr1", "interface GigabitEthernet1", "description somebody was here");
    await lab.edit("veos1", "interface Ethernet8", "description not ours");
    const commands = await lab.configCommands();
    const { code, out } = await workspace.netctl("drift");
    expect(code).toBe(2);
    expect(out).toContain("expected  description to vsrx1");
    expect(out).toContain("there     description somebody was here");
    expect(out).toMatch(/owned by {2}link\/csr1-vsrx1 {2}models\/link\/csr1-vsrx1\.yaml:\d+/);
    expect(out).not.toContain("not ours");
    expect((await workspace.netctl("drift", "veos1")).code).toBe(0);
    expect(await lab.configCommands()).toBe(commands);
    const json = JSON.parse((await workspace.netctl("drift", "--json")).out) as {
      drift: { device: string; lines: { line: string; there: string }[] }[];
    };
    expect(json.drift).toMatchObject([
      {
        device: "csr1",
        lines: [{ line: "description to vsrx1", there: "description somebody was here" }],
      },
    ]);
  });

  it("is shown apart in a plan, and healed only where that was asked for", async () => {
    expect((await workspace.netctl("plan")).out).toContain(
      "drift: somebody changed this on the device",
    );
    const refused = await workspace.netctl("apply", "--yes");
    expect(refused.code).toBe(7);
    expect(refused.err).toContain("--heal");
    expect((await workspace.netctl("apply", "--yes", "--heal")).code).toBe(0);
    expect(await workspace.netctl("drift")).toMatchObject({ code: 0 });
    expect((await lab.running())["veos1"]).toContain("description not ours");
  });

  it("is put back unasked, or left alone, where netctl.yaml says so", async () => {
    await workspace.write(
      "netctl.yaml",
      "drift: { default: refuse, labels: { lab: heal }, devices: { veos1: ignore } }\n",
    );
    await workspace.edit("devices/csr1.yaml", "address", "labels: [lab]\naddress");
    await lab.edit("csr1", "interface GigabitEthernet1", "description somebody again");
    await lab.edit("veos1", "interface Ethernet1", "description somebody too");
    const told = await workspace.netctl("drift", "veos1");
    expect([told.code, told.out.includes("left alone, as netctl.yaml says")]).toEqual([0, true]);
    const { code, err } = await workspace.netctl("apply", "--yes");
    expect(code).toBe(0);
    expect(err).toContain("Drift that is left alone, as netctl.yaml says:");
    expect(err).toContain("(there: description somebody too)");
    const running = await lab.running();
    expect(running["csr1"]).toContain("description to vsrx1");
    expect(running["veos1"]).toContain("description somebody too");
    // What is ignored stays told, and a change beside it is made and verified.
    await workspace.edit("models/loopback/routers.yaml", "192.168.255.3/32", "192.168.255.33/32");
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    expect((await lab.running())["veos1"]).toContain("description somebody too");
    expect((await workspace.netctl("drift", "veos1")).out).toContain("there     description");
  });

  it("goes with a sealed plan only where that was sealed too", async () => {
    await workspace.write("netctl.yaml", "");
    expect((await workspace.netctl("plan", "-o", "a.plan")).code).toBe(0);
    const refused = await workspace.netctl("apply", "a.plan");
    expect(refused.code).toBe(7);
    expect(refused.err).toContain("devices have drifted from what was applied: veos1");
    expect((await workspace.netctl("plan", "--heal", "-o", "a.plan")).code).toBe(0);
    expect((await workspace.netctl("apply", "a.plan")).code).toBe(0);
    expect((await lab.running())["veos1"]).not.toContain("somebody too");
    expect(await workspace.netctl("drift")).toMatchObject({ code: 0 });
  });

  it("is not what a device makes of a secret: that is learned, listed, and can be forgotten", async () => {
    await mkdir(join(workspace.root, "models/operator"));
    await workspace.write(
      "models/operator/schema.yaml",
      `type: object
required: [device, user, secret]
additionalProperties: false
properties:
  device: { type: string, device: true }
  user: { type: string, format: text-line }
  secret: { type: string, format: text-line }
`,
    );
    await workspace.write(
      "models/operator/night.yaml",
      "device: csr1\nuser: night\nsecret: s3cret-shift\n",
    );
    await workspace.write(
      "templates/iosxe/operator.njk",
      "username {{ service.user }} privilege 15 secret {{ service.secret }}\n",
    );
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    const running = (await lab.running())["csr1"] ?? "";
    expect(running).toMatch(/username night privilege 15 secret \d /);
    expect(running).not.toContain("s3cret-shift");
    expect(await workspace.netctl("plan", "--detailed-exitcode")).toMatchObject({ code: 0 });
    expect(await workspace.netctl("drift")).toMatchObject({ code: 0 });
    expect((await workspace.netctl("drift", "--learned")).out).toContain("username night");

    await lab.edit("csr1", "username night privilege 15 secret somebody-elses");
    expect(await workspace.netctl("drift")).toMatchObject({ code: 2 });
    expect((await workspace.netctl("apply", "--yes", "--heal")).code).toBe(0);
    expect(await workspace.netctl("drift")).toMatchObject({ code: 0 });

    expect((await workspace.netctl("drift", "--forget", "csr1")).code).toBe(0);
    expect((await workspace.netctl("drift", "--learned")).out).toContain("nothing was learned");
    expect(await workspace.netctl("plan", "--detailed-exitcode")).toMatchObject({ code: 0 });
  });
});

describe("diff", { timeout: 600_000 }, () => {
  const running =
    "hostname r1\ninterface Loopback0\n ip address 192.0.2.1 255.255.255.255\nntp server 192.0.2.9\n";
  const candidate =
    "hostname r2\ninterface Loopback0\n ip address 192.0.2.2 255.255.255.255\n description x\n";

  it("gives the change set of two files, in the order of sending, and needs no workspace", async () => {
    await workspace.write("running.txt", running);
    await workspace.write("candidate.txt", candidate);
    const here = join(workspace.root, "..");
    const args = [program, "diff", "net/running.txt", "net/candidate.txt", "--platform", "iosxe"];
    const { code, out } = await run(process.execPath, [...args, "--json"], here);
    expect(code).toBe(0);
    const { forth, back } = JSON.parse(out) as { forth: object[]; back: object[] };
    expect(forth).toContainEqual({ section: ["interface Loopback0"], line: "description x" });
    expect(forth).toContainEqual({ section: [], line: "no ntp server 192.0.2.9" });
    expect(back).toContainEqual({ section: [], line: "hostname r1" });
    const typed = await run(process.execPath, args, here);
    expect(typed.out.split("\n").map((line) => line.trim())).toContain(
      "ip address 192.0.2.2 255.255.255.255",
    );
    const reverse = await run(process.execPath, [...args, "--reverse"], here);
    expect(reverse.out).toContain("ntp server 192.0.2.9");
  });

  it("leaves alone what was not applied", async () => {
    await workspace.write("applied.txt", "hostname r1\n");
    const { out } = await workspace.netctl(
      ...[
        "diff",
        "running.txt",
        "candidate.txt",
        "--platform",
        "iosxe",
        "--applied",
        "applied.txt",
        "--json",
      ],
    );
    expect(out).not.toContain("no ntp server");
  });

  it("refuses what it cannot read, and platforms it does not know", async () => {
    const unknown = await workspace.netctl(
      "diff",
      "running.txt",
      "candidate.txt",
      "--platform",
      "ios",
    );
    expect(unknown).toMatchObject({ code: 64 });
    expect(unknown.err).toContain("iosxe");
    expect(
      await workspace.netctl("diff", "no.txt", "candidate.txt", "--platform", "eos"),
    ).toMatchObject({ code: 64 });
    expect(await workspace.netctl("diff", "running.txt", "candidate.txt")).toMatchObject({
      code: 64,
    });
    await workspace.write("banner.txt", "banner motd ^C\nnever closed\n");
    const broken = await workspace.netctl(
      "diff",
      "banner.txt",
      "candidate.txt",
      "--platform",
      "iosxe",
    );
    expect(broken.code).toBe(3);
    expect(broken.err).toContain("banner.txt:1");
  });
});
