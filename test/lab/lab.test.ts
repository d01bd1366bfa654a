import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  labDown,
  labEdit,
  labFault,
  labReset,
  labRunning,
  labStatus,
  labUp,
} from "../../src/lab/lab.ts";
import { connect } from "./expect-client.ts";
import { type TestLab, testLab, until } from "./support.ts";

const TRIANGLE = [
  { name: "csr1", product: "csr1000v" },
  { name: "vsrx1", product: "vsrx" },
  { name: "veos1", product: "veos" },
] as const;

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab(...TRIANGLE);
});
afterAll(async () => await lab.end());

function pid(directory: string): number {
  return (JSON.parse(readFileSync(join(directory, "lab.json"), "utf8")) as { pid: number }).pid;
}

function isAlive(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}

test("up is idempotent: the same process, the same boxes", async () => {
  const before = pid(lab.directory);
  expect(await labUp(lab.directory, TRIANGLE)).toEqual(lab.boxes);
  expect(pid(lab.directory)).toBe(before);
});

test("every box says how to log in to it, and its files are for the owner only", async () => {
  const all = await labStatus(lab.directory);
  expect(all.map(({ name, product, platform }) => [name, product, platform])).toEqual([
    ["csr1", "csr1000v", "iosxe"],
    ["vsrx1", "vsrx", "junos"],
    ["veos1", "veos", "eos"],
  ]);
  for (const box of all) {
    expect(box.host).toBe("127.0.0.1");
    expect(box.user).toBe("netctl");
    expect(box.hostKey).toMatch(/^ssh-ed25519 AAAA/);
    expect(box.password).toBe(readFileSync(join(lab.directory, "password"), "utf8").trim());
    expect(box.startupEqualsRunning).toBe(true);
  }
  for (const file of ["lab.json", "password", "csr1.hostkeys.json"])
    expect(statSync(join(lab.directory, file)).mode & 0o777).toBe(0o600);
});

test("the host key a client sees is the one the status shows", async () => {
  const box = lab.box("csr1");
  let seen = "";
  const client = await connect(box, {
    hostVerifier: (key: Buffer) => {
      seen = key.toString("base64");
      return true;
    },
  });
  client.end();
  expect(`ssh-ed25519 ${seen}`).toBe(box.hostKey);
});

test("two labs at once share nothing", async () => {
  const other = await testLab({ name: "csr1", product: "csr1000v" });
  try {
    expect(other.box("csr1").port).not.toBe(lab.box("csr1").port);
    expect(other.box("csr1").password).not.toBe(lab.box("csr1").password);
    await labEdit(other.directory, "csr1", ["hostname other"]);
    expect(await labRunning(lab.directory, "csr1", "running")).toContain("hostname csr1000v\n");
  } finally {
    await other.end();
  }
});

test("keys, ports, password and what was saved outlive down and up", async () => {
  const directory = mkdtempSync(join(tmpdir(), "netctl-lab-"));
  const specs = [{ name: "veos1", product: "veos" }];
  try {
    const before = await labUp(directory, specs);
    await labEdit(directory, "veos1", ["hostname edge"]);
    expect((await labStatus(directory))[0]?.startupEqualsRunning).toBe(false);
    expect(await labDown(directory)).toBe(true);
    expect(await labDown(directory)).toBe(false);
    await expect(labStatus(directory)).rejects.toMatchObject({
      kind: "refused",
      hint: expect.stringContaining("lab up"),
    });
    expect(await labUp(directory, specs)).toEqual(before);
    expect(await labRunning(directory, "veos1", "running")).not.toContain("edge");
  } finally {
    await labDown(directory);
    rmSync(directory, { recursive: true, force: true });
  }
});

test("the process ends itself when its directory is gone", async () => {
  const other = await testLab({ name: "csr1", product: "csr1000v" });
  const process_ = pid(other.directory);
  rmSync(other.directory, { recursive: true, force: true });
  await until(async () => !isAlive(process_));
  expect(existsSync(other.directory)).toBe(false);
});

test("garbage, resets and half-open clients do not hurt the process", async () => {
  const before = pid(lab.directory);
  for (const { port } of lab.boxes) {
    for (const text of ["GET / HTTP/1.0\r\n\r\n", "SSH-2.0-x\r\n\x00\x00\x00\x01", ""]) {
      await new Promise<void>((resolve) => {
        const socket = connectTcp(port, "127.0.0.1", () => {
          socket.write(text);
          socket.resetAndDestroy();
          resolve();
        });
        socket.on("error", () => undefined);
      });
    }
  }
  const client = await lab.terminal("csr1");
  client.send("show run\x1b[A\x00\x01\t\xff\x15show privilege\n");
  await client.expect(/level is 15/);
  expect(pid(lab.directory)).toBe(before);
});

test("configuration commands are counted apart, reading is not one of them", async () => {
  await labReset(lab.directory);
  const csr = await lab.terminal("csr1");
  await csr.all("terminal length 0", "show running-config", "show archive", "show privilege");
  const vsrx = await lab.terminal("vsrx1");
  await vsrx.all("set cli screen-length 0", "show configuration", "show system commit");
  const veos = await lab.terminal("veos1");
  await veos.all(
    "enable",
    "terminal length 0",
    "show running-config",
    "show configuration sessions detail",
  );
  for (const box of await labStatus(lab.directory)) {
    expect(box.counts.configCommands).toBe(0);
    expect(box.counts.logins).toBe(1);
    expect(box.counts.commands).toBeGreaterThanOrEqual(3);
  }
  await csr.all("conf t", "hostname x", "end");
  expect((await lab.status("csr1")).counts.configCommands).toBe(3);
});

test("the transcript has each command with its mode", async () => {
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "interface gi7", "description seen", "end");
  const transcript = readFileSync(join(lab.directory, "csr1.transcript"), "utf8");
  expect(transcript).toMatch(
    / exec> configure terminal\n.* config> interface gi7\n.* config-if> desc/,
  );
});

test("reset goes back to the factory, with faults off and counters zero", async () => {
  await labReset(lab.directory);
  const factory = await labRunning(lab.directory, "csr1", "running");
  const client = await lab.terminal("csr1");
  await client.all("conf t", "hostname x", "interface lo0", "end", "write memory");
  await labFault(lab.directory, "csr1", "slow:1", true);
  await labReset(lab.directory, "csr1");
  await client.closed();
  expect(await labRunning(lab.directory, "csr1", "running")).toBe(factory);
  expect(await labRunning(lab.directory, "csr1", "startup")).toBe(factory);
  expect(await lab.status("csr1")).toMatchObject({
    faults: [],
    counts: { logins: 0, commands: 0, configCommands: 0, saves: 0 },
  });
});

test("an edit the box does not take is told", async () => {
  await expect(labEdit(lab.directory, "csr1", ["bogus"])).rejects.toThrow("Invalid input");
  await expect(labEdit(lab.directory, "nobody", [])).rejects.toThrow('no box "nobody"');
});
