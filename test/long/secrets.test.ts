import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { applyKilledAt, journalHas } from "../support/killing.ts";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import { environment, type Run, type Workspace } from "../support/netctl.ts";
import { addSecretModel } from "../support/secret-model.ts";

let workspace: Workspace;
let lab: Lab;
/** Every secret there ever was, and everything netctl ever printed. */
const secrets: string[] = [];
const outputs: string[] = [];

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
  await addSecretModel(workspace);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

async function set(password: string, key: string): Promise<void> {
  secrets.push(password, key);
  environment["NETCTL_TEST_PASSWORD"] = password;
  await workspace.write("../community", `${key}\n`);
}

async function netctl(...args: readonly string[]): Promise<Run> {
  const run = await workspace.netctl(...args);
  outputs.push(run.out, run.err);
  return run;
}

/** All that lies in .git, compressed objects unpacked, but what the simulated devices keep of themselves. */
function everythingKept(): string {
  const folder = join(workspace.root, ".git");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !join(entry.parentPath, "/").includes("/netctl/lab/"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
  const objects = execFileSync("git", ["cat-file", "--batch-all-objects", "--batch"], {
    cwd: workspace.root,
    maxBuffer: 1 << 28,
    encoding: "latin1",
  });
  return [objects, ...files].join("\n");
}

function expectNoSecret(): void {
  const kept = everythingKept();
  expect(kept).toContain("<secret:env:NETCTL_TEST_PASSWORD@");
  const printed = outputs.join("\n");
  for (const secret of secrets) {
    expect(kept.includes(secret), `.git holds ${secret}`).toBe(false);
    expect(printed.includes(secret), `netctl printed ${secret}`).toBe(false);
  }
}

it("sends secrets to devices and keeps nothing of them, neither when they are first sent nor when they change", async () => {
  await set("Wr0ng-horse-Battery", "aX7qcommunity");
  const sealedPlan = await netctl("plan", "-o", "p.ncplan", "--native");
  expect(sealedPlan.code, sealedPlan.err).toBe(0);
  outputs.push(await workspace.read("p.ncplan"));
  const applied = await netctl("apply", "p.ncplan");
  expect(applied.code, applied.out + applied.err).toBe(0);
  const running = await lab.running();
  for (const text of Object.values(running)) expect(text).toContain("aX7qcommunity");
  expect(running["csr1"]).toMatch(/username auditor .*secret 9 /);
  expect((await netctl("apply", "--yes")).out).toContain("nothing to do");
  expect((await netctl("drift")).code).toBe(0);
  expectNoSecret();

  await set("Wr0ng-horse-Battery", "bY8rcommunity");
  const plan = await netctl("plan");
  expect(plan.out).toMatch(/Plan: 3 devices/);
  expect(plan.out).toMatch(/- snmp-server community <secret:file:\.\.\/community@[0-9a-f]{16}> RO/);
  expect(plan.out).not.toContain("username auditor");
  // What is changed here is no drift: nobody else touched the devices.
  expect((await netctl("drift")).code).toBe(0);
  const again = await netctl("apply", "--yes");
  expect(again.code, again.out + again.err).toBe(0);
  for (const text of Object.values(await lab.running())) {
    expect(text).toContain("bY8rcommunity");
    expect(text).not.toContain("aX7qcommunity");
  }
  await set("New-horse-Battery-9", "bY8rcommunity");
  expect((await netctl("plan")).out).toMatch(/username auditor privilege 1 secret 0 <secret:env:/);
  expect((await netctl("apply", "--yes")).code).toBe(0);
  expect((await netctl("apply", "--yes")).out).toContain("nothing to do");
  expectNoSecret();
}, 180_000);

it("keeps nothing of a secret when a device refuses the line that holds it", async () => {
  await set("New-horse-Battery-9", "cZ9scommunity");
  await lab.fault("veos1", "refuse:cZ9scommunity");
  const refused = await netctl("apply", "--yes");
  await lab.fault("veos1", "refuse:cZ9scommunity", false);
  expect(refused.code, refused.out + refused.err).toBe(5);
  for (const text of Object.values(await lab.running())) expect(text).toContain("bY8rcommunity");
  expectNoSecret();
}, 600_000);

it("keeps nothing of a secret when it is killed, and recovers with it", async () => {
  await set("New-horse-Battery-9", "dA1tcommunity");
  await applyKilledAt(workspace, journalHas(workspace, 12));
  expectNoSecret();
  const recovered = await netctl("recover");
  expect(recovered.code, recovered.out + recovered.err).toBe(0);
  const texts = Object.values(await lab.running());
  const isNew = texts.filter((text) => text.includes("dA1tcommunity")).length;
  expect([0, 3]).toContain(isNew);
  expectNoSecret();
}, 600_000);

it("finds a secret that somebody else changed, and shows neither", async () => {
  expect([0]).toContain((await netctl("apply", "--yes")).code);
  await lab.edit("csr1", "no snmp-server community dA1tcommunity RO");
  const drift = await netctl("drift");
  expect(drift.code).toBe(2);
  expect(drift.out).toMatch(/snmp-server community <secret:file:/);
  expect((await netctl("apply", "--yes", "--heal")).code).toBe(0);
  expectNoSecret();
}, 600_000);

it("takes a secret away with its service, even where it cannot be had any more", async () => {
  await workspace.git("rm", "-q", "models/access/auditors.yaml");
  delete environment["NETCTL_TEST_PASSWORD"];
  const gone = await netctl("apply", "--yes");
  expect(gone.code, gone.out + gone.err).toBe(0);
  for (const text of Object.values(await lab.running()))
    expect(text).not.toContain("dA1tcommunity");
  expectNoSecret();
}, 600_000);

it("says which secret cannot be had, before anything is sent", async () => {
  await workspace.git("revert", "--no-edit", "HEAD");
  const missing = await netctl("plan");
  expect(missing.code).toBe(7);
  expect(missing.err).toContain('the secret "env:NETCTL_TEST_PASSWORD" cannot be had: not set');
  for (const args of [["validate"], ["render"], ["plan", "--offline"]])
    expect((await netctl(...args)).code).toBe(0);
}, 600_000);
