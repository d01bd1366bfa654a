import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let memory: string;

beforeAll(async () => {
  workspace = await Workspace.make();
  memory = join(workspace.root, ".git/netctl/cache/memory.json");
}, 300_000);

afterAll(async () => workspace.remove(), 30_000);

/** A plan as it is made from memory, and as it is made from nothing; the id is of the run. */
async function bothPlans(): Promise<readonly [string, string]> {
  const read = async () => {
    const { out, err, code } = await workspace.netctl("plan", "--offline", "--native");
    return `${code} ${err}${out.replace(/^Plan \S+/, "Plan")}`;
  };
  const remembered = await read();
  await writeFile(memory, "");
  return [remembered, await read()];
}

it("plans from memory what it plans from nothing, whatever was edited", async () => {
  await workspace.netctl("plan", "--offline");
  const edits: readonly (readonly [path: string, before: RegExp, after: string])[] = [
    ["models/loopback/routers.yaml", /192\.168\.255\.1/, "192.168.255.101"],
    ["templates/eos/system.njk", /hostname/, "hostname"],
    ["templates/eos/system.njk", /dns domain/, "ip domain-name"],
    ["templates/junos/_zone.njk", /ping/, "all"],
    ["models/link/schema.yaml", /default: trust/, "default: core"],
    ["devices/csr1.yaml", /^/, "vars: { site: a }\n"],
    [
      "templates/iosxe/system.njk",
      /^/,
      "{% if devices.csr1.vars.site %}\nip http server\n{% endif %}\n",
    ],
    ["devices/csr1.yaml", /vars: .*\n/, ""],
  ];
  for (const [path, before, after] of edits) {
    await workspace.write(path, (await workspace.read(path)).replace(before, after));
    const [remembered, fresh] = await bothPlans();
    expect(remembered, path).toBe(fresh);
  }
}, 400_000);

it("trusts nothing that another build wrote, and no file that is broken", async () => {
  const { out } = await workspace.netctl("render", "csr1");
  await workspace.netctl("plan", "--offline");
  const text = await readFile(memory, "utf8");
  expect(text).toContain("hostname csr1");
  const lying = text.replaceAll("hostname csr1", "hostname liar");
  await writeFile(memory, lying);
  // The same build believes its own notes: this is what the next line proves to be otherwise.
  expect((await workspace.netctl("render", "csr1")).out).toContain("hostname liar");
  await writeFile(memory, lying.replace(/"code":"[^"]*"/, '"code":"another"'));
  expect((await workspace.netctl("render", "csr1")).out).toBe(out);
  await writeFile(memory, lying.slice(0, -9));
  expect((await workspace.netctl("render", "csr1")).out).toBe(out);
}, 200_000);
