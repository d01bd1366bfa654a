import { hash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let memory: string;

beforeAll(async () => {
  workspace = await Workspace.make();
  memory = join(workspace.root, ".git/netctl/cache");
}, 300_000);

afterAll(async () => workspace.remove(), 30_000);

/** A plan as it is made from memory, and as it is made from nothing; the id is of the run. */
async function bothPlans(): Promise<readonly [string, string]> {
  const read = async () => {
    const { out, err, code } = await workspace.netctl("plan", "--offline", "--native");
    return `${code} ${err}${out.replace(/^Plan \S+/, "Plan")}`;
  };
  const remembered = await read();
  await rm(memory, { recursive: true });
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
  const drawers = (await readdir(memory)).filter((name) => name.startsWith("candidate-"));
  const texts = await Promise.all(drawers.map((name) => readFile(join(memory, name), "utf8")));
  const at = texts.findIndex((text) => text.includes("hostname csr1"));
  const path = join(memory, drawers[at] ?? "none");
  const [sum, slots = ""] = (texts[at] ?? "").split("\n");
  const rendered = async (first: string | undefined, text: string) => {
    await writeFile(path, `${first}\n${text}`);
    return (await workspace.netctl("render", "csr1")).out;
  };
  const lying = slots.replaceAll("hostname csr1", "hostname liar");
  expect(await rendered(sum, lying)).toBe(out);
  expect(await rendered(sum, slots.slice(0, -9))).toBe(out);
  expect(await rendered(undefined, "")).toBe(out);
  const notes = join(import.meta.dirname, "../../dist/build-info.json");
  const build = `${process.version}\n${await readFile(notes, "latin1")}`;
  const sumBy = (code: string) =>
    hash("sha256", `${hash("sha256", code, "base64url")}\n${lying}`, "base64url");
  expect(await rendered(sumBy(`${build} `), lying)).toBe(out);
  // The same build believes its own notes: this is what all of the above proves to be otherwise.
  expect(await rendered(sumBy(build), lying)).toContain("hostname liar");
}, 200_000);
