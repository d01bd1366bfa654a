import { mkdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { FAULTS } from "../../src/lab/faults.ts";
import { begin, program, type Run, run, Workspace } from "../support/netctl.ts";

let workspace: Workspace;

beforeAll(async () => {
  workspace = await Workspace.make();
}, 300_000);

afterAll(async () => workspace.remove(), 30_000);

afterEach(async () => {
  await workspace.git("checkout", "--", ".");
  await workspace.git("clean", "-fdq");
});

const link = "models/link/csr1-veos1.yaml";

/** Whatever is wrong in the files is a finding for those who look and for those who would act; nothing changes. */
async function findings(): Promise<Run> {
  const before = await workspace.git("status", "--porcelain");
  const validated = await workspace.netctl("validate");
  expect(validated.code).toBe(3);
  const refused = await workspace.netctl("apply", "--yes");
  expect(refused).toMatchObject({ code: 3, out: "" });
  expect(await workspace.git("status", "--porcelain")).toBe(before);
  return validated;
}

describe("bad input", { timeout: 600_000 }, () => {
  it("outside a workspace is wrong usage, and says how to make one", async () => {
    const { code, err, out } = await run(
      process.execPath,
      [program, "plan"],
      join(workspace.root, ".."),
    );
    expect({ code, out }).toEqual({ code: 64, out: "" });
    expect(err).toContain("netctl init");
  });

  it.each([["render"], ["plan", "--offline"], ["plan"], ["drift"], ["check"], ["blame", "csr1"]])(
    "stops %s %s before it reads any device",
    async (...command) => {
      await workspace.write(link, "ends: [\n");
      expect(await workspace.netctl(...command)).toMatchObject({ code: 3, out: "" });
    },
  );

  it("as host keys that cannot be read stops an apply, and keeps nobody else out", async () => {
    const path = ".git/netctl/known_hosts";
    await mkdir(join(workspace.root, path), { recursive: true });
    const refused = await workspace.netctl("apply", "--yes");
    await rmdir(join(workspace.root, path));
    expect(refused.code).toBe(4);
    expect(refused.err).toContain(`${path} cannot be read`);
    expect(await workspace.git("for-each-ref", "refs/netctl")).not.toContain("lock");
  });

  it("as broken YAML is a finding with a place and a caret", async () => {
    await workspace.write(link, "ends: [\n");
    const { out } = await findings();
    expect(out).toMatch(/--> models\/link\/csr1-veos1\.yaml:\d+:\d+/);
    expect(out).toContain("^");
  });

  it("against the schema is a finding at the value, with a hint", async () => {
    await workspace.edit(link, "10.0.2.1/24", "10.0.2.1");
    const { out } = await findings();
    expect(out).toMatch(/models\/link\/csr1-veos1\.yaml:3:\d+/);
    expect(out).toContain("10.0.2.1/24");
  });

  it("with an unknown device is a finding that guesses the name", async () => {
    await workspace.edit(link, "device: csr1", "device: csr9");
    const { out } = await findings();
    expect(out).toContain("csr9");
    expect(out).toContain("did you mean `csr1`");
  });

  it("in a template is a finding in the template", async () => {
    await workspace.edit("templates/iosxe/link.njk", "end.interface", "end.interfce");
    const { out } = await findings();
    expect(out).toMatch(/templates\/iosxe\/link\.njk:\d+:\d+/);
    expect(out).toContain("interface");
  });

  it("of two services that set one value differently is a finding that names both", async () => {
    const system = await workspace.read("models/system/all.yaml");
    await workspace.write(
      "models/system/second.yaml",
      system.replace("example.net", "example.org"),
    );
    const { out } = await findings();
    expect(out).toContain("models/system/all.yaml");
    expect(out).toContain("models/system/second.yaml");
    expect(out).toContain("example.org");
  });

  it("of all kinds at once is reported at once, sorted, and as JSON too", async () => {
    await workspace.edit(link, "device: csr1", "device: csr9");
    await workspace.edit("models/link/csr1-vsrx1.yaml", "10.0.1.2/24", "10.0.1.2/99");
    const { out } = await findings();
    expect(out.indexOf("csr1-veos1.yaml")).toBeLessThan(out.indexOf("csr1-vsrx1.yaml"));
    const { out: json } = await workspace.netctl("validate", "--json");
    const { findings: found } = JSON.parse(json) as { findings: { place: { path: string } }[] };
    expect(found.map(({ place }) => place.path)).toEqual([link, "models/link/csr1-vsrx1.yaml"]);
  });

  it("as a value that smuggles in a line never reaches a candidate", async () => {
    await workspace.edit(link, "ends:", 'description: "x\\nno ip routing"\nends:');
    const { out } = await findings();
    expect(out).toContain("models/link/csr1-veos1.yaml");
  });

  it("as an edit of a rendered file is refused", async () => {
    expect((await workspace.netctl("render", "--write")).code).toBe(0);
    await workspace.edit("devices/csr1.conf", "hostname csr1", "hostname evil");
    const refused = await workspace.netctl("apply", "--yes");
    expect(refused.code).toBe(7);
    expect(refused.err).toContain("devices/csr1.conf");
    expect((await workspace.netctl("render", "--check")).code).toBe(3);
  });

  it.each([
    ["plan", "--nonsense"],
    ["nonsense"],
    ["plan", "no-such-device"],
    ["apply", "no-such-file.ncplan"],
    ["apply", "--yes", "--confirm-timeout", "1m"],
    ["recover", "no-such-transaction"],
  ])("as a wrong call is exit 64: %s %s", async (...args) => {
    const { code, out, err } = await workspace.netctl(...args);
    expect({ code, out }).toEqual({ code: 64, out: "" });
    expect(err).not.toBe("");
  });

  it.each([
    ["is no plan", "{}"],
    ["is of another format", '{"format":"netctl.plan/9","seal":"x"}'],
    ["was edited", '{"format":"netctl.plan/2","id":"aaaaaaaaaa","devices":[],"seal":"x"}'],
  ])("as a plan file that %s is refused", async (_what, text) => {
    await workspace.write("p.ncplan", text);
    expect((await workspace.netctl("apply", "p.ncplan")).code).toBe(7);
  });

  it("of a lab that is not running names the command that starts it", async () => {
    const { code, err } = await workspace.netctl("plan");
    expect(code).toBe(8);
    expect(err).toContain("netctl lab up");
  });

  it("of a fault without a name says how to list them, each with one line", async () => {
    const { code, err } = await workspace.netctl("lab", "fault", "csr1");
    expect(code).toBe(64);
    expect(err).toContain("netctl lab fault --list");
    const listed = await workspace.netctl("lab", "fault", "--list");
    expect(listed.code).toBe(0);
    for (const name of Object.keys(FAULTS))
      expect(
        listed.out.split("\n").filter((line) => line.trim().startsWith(`${name} `)),
      ).toHaveLength(1);
  });

  it("of a secret that is not there says which, and shows none", async () => {
    await workspace.edit(
      "devices/csr1.yaml",
      "file:.git/netctl/lab/password",
      "env:NO_SUCH_SECRET",
    );
    await rm(join(workspace.root, ".git/netctl"), { recursive: true, force: true });
    const { code, err } = await workspace.netctl("device", "ping", "csr1");
    expect([4, 8]).toContain(code);
    expect(err + (await workspace.netctl("plan")).err).toMatch(/NO_SUCH_SECRET|lab up/);
  });
});

it("ends in peace where nobody reads on", async () => {
  const { child, ended } = begin(process.execPath, [program, "--help"], workspace.root);
  child.stdout?.destroy();
  expect(await ended).toEqual({ code: 0, out: "", err: "" });
}, 300_000);
