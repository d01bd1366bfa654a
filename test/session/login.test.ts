import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ssh2 from "ssh2";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readIntent } from "../../src/intent/read-intent.ts";
import { type Box, labDown, labEdit, labFault, labReset, labUp } from "../../src/lab/lab.ts";
import { builtInPlatforms } from "../../src/platform/built-in-platforms.ts";
import { showHostKey } from "../../src/session/connect.ts";
import { knownHostLine, parseKnownHosts } from "../../src/session/known-hosts.ts";
import { Session } from "../../src/session/session.ts";
import type { Target } from "../../src/session/target.ts";
import { targetOf } from "../../src/workflow/run/target-of.ts";
import { type JumpHost, jumpHost } from "../support/jump-host.ts";
import { namedPlatforms, smallFiles } from "../support/workspace.ts";

const passphrase = "a long walk";
const plain = ssh2.utils.generateKeyPairSync("ed25519");
const locked = ssh2.utils.generateKeyPairSync("ed25519", {
  passphrase,
  cipher: "aes256-ctr",
  rounds: 16,
});

let directory: string;
let box: Box;
let jumps: readonly JumpHost[];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "netctl-login-"));
  writeFileSync(join(directory, "authorized_keys"), `${plain.public}\n${locked.public}\n`);
  [box] = (await labUp(directory, [{ name: "veos1", product: "veos" }])) as [Box];
  jumps = [
    await jumpHost("ann", "through", plain.public),
    await jumpHost("ben", "again", plain.public),
  ];
}, 600_000);

afterAll(async () => {
  for (const jump of jumps) jump.close();
  await labDown(directory);
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(async () => labReset(directory));

/** Logs in to the box with these credentials; gives the mode where it ended, or throws what kept it out. */
async function login(
  credentials: Partial<Target>,
  hostKeys: readonly string[] = [],
): Promise<string> {
  const { host, port, user, hostKey } = box;
  const lines = [`[${host}]:${port} ${hostKey}`, ...jumps.map(({ knownHost }) => knownHost)];
  const platform = builtInPlatforms.get("eos");
  if (!platform) throw new Error("no platform");
  const session = await Session.open({
    target: { device: "veos1", host, port, user, ...credentials },
    platform,
    knownHosts: parseKnownHosts([...lines, ...hostKeys].join("\n"), "known_hosts"),
  });
  const { mode } = session;
  session.close();
  return mode;
}

function hop(index: number, more: Partial<Target>): Target {
  const port = jumps[index]?.port ?? 0;
  const who = [
    { user: "ann", password: "through" },
    { user: "ben", password: "again" },
  ][index];
  return { device: `jump${index}`, host: "127.0.0.1", port, user: "", ...who, ...more };
}

/** Whether OpenSSH's agent is on this machine; the test that needs it is shown as skipped otherwise. */
const hasAgent = spawnSync("ssh-agent", ["-h"]).error === undefined;

describe("a login", { timeout: 600_000 }, () => {
  it("goes by a key, and by one with a passphrase", async () => {
    expect(await login({ privateKeys: [{ key: plain.private }] })).toBe("privileged");
    expect(await login({ privateKeys: [{ key: locked.private, passphrase }] })).toBe("privileged");
  });

  it("says that a key needs its passphrase, and passes over one that was only found", async () => {
    const { password } = box;
    await expect(login({ privateKeys: [{ key: locked.private }] })).rejects.toMatchObject({
      kind: "authentication",
      message: "the private key needs a passphrase",
      hint: expect.stringContaining("passphrase") as string,
    });
    await expect(
      login({ privateKeys: [{ key: locked.private, passphrase: "no" }] }),
    ).rejects.toMatchObject({ kind: "authentication", message: /unlocked/ });
    const found = [{ key: locked.private, isOptional: true }];
    expect(await login({ privateKeys: found, password })).toBe("privileged");
  });

  it.skipIf(!hasAgent)("goes by an agent (needs OpenSSH's ssh-agent)", async () => {
    const socket = join(directory, "agent");
    const text = execFileSync("ssh-agent", ["-s", "-a", socket], { encoding: "utf8" });
    const [, pid = ""] = /SSH_AGENT_PID=(\d+)/.exec(text) ?? [];
    try {
      const file = join(directory, "key");
      writeFileSync(file, plain.private, { mode: 0o600 });
      const env = { ...process.env, SSH_AUTH_SOCK: socket };
      execFileSync("ssh-add", ["-q", file], { env, stdio: "ignore" });
      expect(await login({ agent: socket })).toBe("privileged");
    } finally {
      process.kill(Number(pid));
    }
  });

  it("goes by keyboard-interactive where nothing else is offered", async () => {
    await labFault(directory, "veos1", "no-password-auth", true);
    expect(await login({ password: box.password })).toBe("privileged");
  });

  it("climbs with the enable password, and says when it is wrong", async () => {
    await labEdit(directory, "veos1", ["enable secret 0 whatever"]);
    const { password } = box;
    expect(await login({ password, enable: password })).toBe("privileged");
    await expect(login({ password, enable: "wrong" })).rejects.toMatchObject({
      kind: "authentication",
      message: "the enable password was refused",
    });
  });

  it("goes through one jump host and through two, and checks the key of each", async () => {
    const { password } = box;
    expect(await login({ password, via: hop(0, {}) })).toBe("privileged");
    expect(await login({ password, via: hop(1, { via: hop(0, {}) }) })).toBe("privileged");
    expect(jumps[0]?.forwarded.at(-1)).toBe(`127.0.0.1:${jumps[1]?.port}`);
    expect(jumps[1]?.forwarded).toEqual([`127.0.0.1:${box.port}`]);
    await expect(login({ password, via: hop(0, { password: "no" }) })).rejects.toMatchObject({
      kind: "authentication",
      device: "jump0",
    });
    await expect(login({ password, via: hop(0, { host: "localhost" }) })).rejects.toMatchObject({
      kind: "host-key",
      device: "jump0",
    });
  });

  it("goes through the hops of a ProxyJump in ssh_config, with the key that it names", async () => {
    const key = join(directory, "hop-key");
    writeFileSync(key, plain.private, { mode: 0o600 });
    const hops = ["ann", "ben"].map((user, index) => `${user}@127.0.0.1:${jumps[index]?.port}`);
    const sshConfig = `Host *\n  IdentityFile ${key}\nHost far\n  HostName ${box.host}\n  ProxyJump ${hops.join(",")}\n`;
    const text = `product: veos\naddress: far\nport: ${box.port}\ncredential: { user: ${box.user}, password: { secret: "env:BOX" } }\n`;
    const { intent } = readIntent(smallFiles({ "devices/far.yaml": text }), namedPlatforms);
    const device = intent.devices.get("far");
    if (!device) throw new Error("no device");
    process.env["BOX"] = box.password;
    const map = { root: directory, devices: intent.devices, boxes: [], sshConfig };
    const count = jumps[1]?.forwarded.length ?? 0;
    expect(await login(await targetOf(device, map))).toBe("privileged");
    expect(jumps[1]?.forwarded.slice(count)).toEqual([`127.0.0.1:${box.port}`]);
  });

  it("says what a jump host could not reach", async () => {
    await labFault(directory, "veos1", "unreachable", true);
    await expect(login({ password: box.password, via: hop(0, {}) })).rejects.toMatchObject({
      kind: "unreachable",
      device: "veos1",
      message: expect.stringContaining("(through jump0): it was not let through") as string,
    });
  });

  it("names the line that makes an old box talk, and talks to it then", async () => {
    await labFault(directory, "veos1", "old-algorithms", true);
    const { password } = box;
    await expect(login({ password })).rejects.toMatchObject({
      kind: "unreachable",
      hint: expect.stringContaining("ssh: {legacy: true}") as string,
    });
    // It shows another key now, which must be trusted first.
    await expect(login({ password, legacy: true })).rejects.toMatchObject({ kind: "host-key" });
    const { host, port } = box;
    const key = await showHostKey({ device: "veos1", host, port, legacy: true });
    const shown = knownHostLine(host, port, key);
    expect(shown).toContain("ssh-rsa");
    expect(await login({ password, legacy: true }, [shown])).toBe("privileged");
  });
});
