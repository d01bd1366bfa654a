import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AcmeBox } from "../support/acme-box.ts";
import { environment, Workspace } from "../support/netctl.ts";

const guide = join(import.meta.dirname, "../../docs/adding-a-vendor.md");
const service = "models/port/berlin.yaml";
const box = new AcmeBox();
let workspace: Workspace;

beforeAll(async () => {
  environment["ACME_PASSWORD"] = AcmeBox.password;
  environment["ACME_PASSPHRASE"] = AcmeBox.passphrase;
  const port = await box.listen();
  workspace = await Workspace.make({ lab: false });
  for (const [path, text] of await filesOf(guide)) {
    await mkdir(dirname(join(workspace.root, path)), { recursive: true });
    await workspace.write(path, text);
  }
  await workspace.edit("devices/acme1.yaml", "192.0.2.10", `127.0.0.1\nport: ${port}`);
  await workspace.git("add", "-A");
  await workspace.git("commit", "-qm", "Declare a box of ACME");
}, 600_000);

afterAll(async () => {
  box.close();
  await workspace.remove();
}, 300_000);

/** A test that failed half-way must not fail those behind it. */
beforeEach(async () => {
  box.refused = undefined;
  box.forgotten = undefined;
  box.silent = undefined;
  box.typed.length = 0;
  await workspace.git("checkout", "--", ".");
});

describe("the guide to adding a vendor", { timeout: 600_000 }, () => {
  it("shows files that are valid as they stand", async () => {
    expect(await workspace.netctl("validate")).toMatchObject({
      code: 0,
      out: "valid: 1 services on 1 devices\n",
    });
  });

  it("lets a grammar be tried on two files", async () => {
    await workspace.write(
      ".git/old.txt",
      "port 1\n  about here\n  address 10.0.0.1/24\n  enabled\n",
    );
    await workspace.write(".git/new.txt", "port 1\n  about there\n  enabled\npeer 10.0.0.2\n");
    const files = [".git/old.txt", ".git/new.txt", "--platform", "acme"];
    const { code, out } = await workspace.netctl("diff", ...files);
    expect({ code, out }).toEqual({
      code: 0,
      out: "port 1\nabout there\nup\npeer 10.0.0.2\nup\nport 1\ndrop address\nup\n",
    });
    expect((await workspace.netctl("platform")).out).toMatch(
      /acme +ACME NetOS +acme-s4 +workspace/,
    );
    expect((await workspace.netctl("platform", "acme")).out).toContain("ask: stage show");
  });

  it("leads to a box that can be logged in to", async () => {
    expect((await workspace.netctl("device", "ping", "acme1")).code).toBe(4);
    const trusted = await workspace.netctl(
      "device",
      "trust",
      "acme1",
      "--fingerprint",
      box.fingerprint,
    );
    expect(trusted.code).toBe(0);
    expect(await workspace.netctl("device", "ping", "acme1")).toMatchObject({ code: 0 });
  });

  it("plans in the vendor's own lines without touching the box", async () => {
    const plan = await workspace.netctl("plan");
    expect(plan).toMatchObject({ code: 0, err: expect.not.stringContaining("error") as string });
    expect(plan.out).toContain("about uplink to Berlin");
    expect(plan.out).toContain("as 65001");
    expect(box.typed).toEqual([]);
  });

  it("applies in the vendor's own words, and leaves what nobody declared", async () => {
    const applied = await workspace.netctl("apply", "--yes");
    expect(applied).toMatchObject({ code: 0 });
    expect(box.running).toBe(`name lab7
port 1
  about uplink to Berlin
  address 10.9.1.1/24
  enabled
port 2
  about left alone
  address 198.51.100.1/24
port 3
peer 10.9.1.2
  as 65001
`);
    expect(box.startup).toBe(box.running);
    expect(box.stage).toBeUndefined();
    expect(box.typed.map((line) => line.replace(/netctl-\w+/, "netctl-ID"))).toEqual([
      "stage begin netctl-ID",
      "port 1",
      "about uplink to Berlin",
      "address 10.9.1.1/24",
      "enabled",
      "up",
      "peer 10.9.1.2",
      "as 65001",
      "up",
      "stage check",
      "stage activate timer 5",
      "stage keep",
      "memory write",
    ]);
  });

  it("does nothing in a second apply", async () => {
    expect((await workspace.netctl("plan", "--detailed-exitcode")).code).toBe(0);
    const second = await workspace.netctl("apply", "--yes");
    expect(second).toMatchObject({
      code: 0,
      out: expect.stringContaining("nothing to do") as string,
    });
    expect(box.typed).toEqual([]);
  });

  it("finds a refusal, says it in the box's words, and leaves nothing behind", async () => {
    const before = box.running;
    await workspace.edit(service, "Berlin", "Potsdam");
    box.refused = "Potsdam";
    const refused = await workspace.netctl("apply", "--yes");
    expect(refused.code).toBe(5);
    expect(refused.out).toContain("NO: not today");
    expect(refused.out).toContain(`${service}:4`);
    expect(box.running).toBe(before);
    expect(box.stage).toBeUndefined();
    expect(box.typed).toContain("stage drop");
    expect(box.typed).not.toContain("stage keep");
  });

  it("restores a box that said OK and did something else", async () => {
    const before = box.running;
    await workspace.edit(service, /address: 10.9.1.1.24/, "address: 10.9.3.1/24");
    await workspace.edit(service, "Berlin", "Dresden");
    box.forgotten = "Dresden";
    const failed = await workspace.netctl("apply", "--yes");
    expect(failed.code).toBe(5);
    expect(failed.out).toContain("about uplink to Dresden");
    expect(box.typed).toContain("stage undo");
    expect(box.running).toBe(before);
    expect(box.stage).toBeUndefined();
    expect(await workspace.git("diff", "--name-only", "HEAD")).toBe(service);
  });

  it("keeps its hands off a box on which somebody else's timer runs", async () => {
    await workspace.edit(service, "Berlin", "Leipzig");
    const foreign = box.begin("by-hand");
    if (foreign) box.activate(foreign);
    const refused = await workspace.netctl("apply", "--yes");
    box.expire();
    expect(refused.code).toBe(7);
    expect(refused.out + refused.err).toContain("somebody's trial is under way");
    expect(box.typed).toEqual([]);
  });

  it.each([
    { command: "stage activate", recovery: "stage undo", isNew: false },
    { command: "stage keep", recovery: undefined, isNew: true },
  ])(
    "recovers what was killed at `$command` by asking the box",
    async ({ command, recovery, isNew }) => {
      const before = box.running;
      await workspace.edit(service, /about: .*/, "about: killed on the way");
      box.silent = command;
      const apply = workspace.start("apply", "--yes");
      const ended = new Promise((resolve) => apply.once("close", resolve));
      await eventually(() => box.typed.some((line) => line.startsWith(command)));
      apply.kill("SIGKILL");
      await ended;
      box.silent = undefined;
      box.typed.length = 0;
      expect((await workspace.netctl("apply", "--yes")).code).toBe(7);
      expect((await workspace.netctl("recover")).code).toBe(0);
      expect(box.stage).toBeUndefined();
      expect(box.running === before).toBe(!isNew);
      if (recovery !== undefined) expect(box.typed).toContain(recovery);
      expect(await workspace.git("status", "--porcelain")).toBe(isNew ? "" : ` M ${service}`);
    },
  );

  it("takes a change back with git revert and apply", async () => {
    const before = box.running;
    await workspace.edit(service, /about: .*\n/, "");
    await workspace.edit(service, /peer: .*\n/, "");
    expect((await workspace.netctl("apply", "--yes", "-m", "Cut it down")).code).toBe(0);
    expect(box.typed).toContain("drop about");
    expect(box.typed).toContain("drop peer 10.9.1.2");
    expect(box.running).not.toContain("65001");
    await workspace.git("revert", "--no-edit", "HEAD");
    expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
    expect(box.running).toBe(before);
    expect(box.startup).toBe(before);
  });
});

/** Waits for something outside to be so; every wait has an end. */
async function eventually(isSo: () => boolean): Promise<void> {
  for (let count = 0; count < 400 && !isSo(); count += 1) await delay(50);
  expect(isSo()).toBe(true);
}

/** The files a guide shows: every block of YAML or template, by the path its first line names. */
async function filesOf(path: string): Promise<Map<string, string>> {
  const markdown = await readFile(path, "utf8");
  const blocks = [...markdown.matchAll(/^```(?:yaml|njk)\n([\s\S]*?)^```$/gm)];
  return new Map(
    blocks.map(([, text = ""]) => {
      const named = /^(?:#|\{#) (\S+)/.exec(text)?.[1];
      if (named === undefined) throw new Error(`a block names no file: ${text.split("\n")[0]}`);
      return [named, text];
    }),
  );
}
