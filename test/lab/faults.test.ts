import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { FAULTS } from "../../src/lab/faults.ts";
import { labClock, labFault, labReset, labRunning } from "../../src/lab/lab.ts";
import { connect, type ExpectClient, PROMPT } from "./expect-client.ts";
import { type TestLab, testLab, until } from "./support.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab(
    { name: "csr1", product: "csr1000v" },
    { name: "vsrx1", product: "vsrx" },
    { name: "veos1", product: "veos" },
  );
});
afterAll(async () => await lab.end());
beforeEach(async () => await labReset(lab.directory));

const fault = async (box: string, name: string, on = true): Promise<void> =>
  await labFault(lab.directory, box, name, on);
const running = async (box: string): Promise<string> =>
  await labRunning(lab.directory, box, "running");

async function veos(): Promise<ExpectClient> {
  const client = await lab.terminal("veos1");
  await client.all("enable", "terminal length 0");
  return client;
}

test("each fault has one line, an unknown one or a missing argument is refused", async () => {
  for (const [name, line] of Object.entries(FAULTS)) expect(line, name).toMatch(/^[^\n]{10,100}$/);
  await expect(fault("csr1", "no-such")).rejects.toThrow('no fault "no-such"');
  await expect(fault("csr1", "refuse")).rejects.toThrow();
  await expect(fault("csr1", "refuse:")).rejects.toThrow();
  await fault("csr1", "refuse:x");
  expect((await lab.status("csr1")).faults).toEqual(["refuse:x"]);
  await fault("csr1", "refuse:x", false);
  expect((await lab.status("csr1")).faults).toEqual([]);
});

test("refuse:TEXT has the platform's own error, the line does nothing (devices.md 3.3, 4.3, 5.3)", async () => {
  for (const box of ["csr1", "vsrx1", "veos1"]) await fault(box, "refuse:edge");
  const csr = await lab.terminal("csr1");
  await csr.run("configure terminal");
  expect(await csr.run("hostname edge")).toContain("% Invalid input detected at '^' marker.");
  const vsrx = await lab.terminal("vsrx1");
  await vsrx.run("configure");
  expect(await vsrx.run("set system host-name edge")).toContain("syntax error.");
  const eos = await veos();
  await eos.run("configure session a");
  expect(await eos.run("hostname edge")).toContain("% Invalid input");
  for (const box of ["csr1", "vsrx1", "veos1"]) expect(await running(box)).not.toContain("edge");
});

test("refuse-line:N refuses the Nth configuration line from now on", async () => {
  await fault("csr1", "refuse-line:2");
  const client = await lab.terminal("csr1");
  await client.run("configure terminal");
  expect(await client.run("hostname one")).toBe("");
  expect(await client.run("hostname two")).toContain("% Invalid input");
  expect(await client.run("hostname three")).toBe("");
});

test("hang never answers, and the lock is free when the client gives up", async () => {
  await fault("vsrx1", "hang:commit check");
  const client = await lab.terminal("vsrx1");
  await client.run("configure exclusive");
  client.send("commit check\n");
  await client.expect(/commit check \r\n$/);
  client.close();
  await until(async () => (await lab.status("vsrx1")).sessions === 0);
  const second = await lab.terminal("vsrx1");
  expect(await second.run("configure exclusive")).toContain("Entering configuration mode");
});

test("drop-before does nothing, drop-after does it and tells nobody", async () => {
  await fault("veos1", "drop-before:commit timer");
  const first = await veos();
  await first.all("configure session a", "hostname edge");
  first.send("commit timer 00:05:00\n");
  await first.closed();
  expect((await lab.status("veos1")).pending).toBeNull();
  await fault("veos1", "drop-before:commit timer", false);
  await fault("veos1", "drop-after:commit timer");
  const second = await veos();
  await second.run("configure session a");
  second.send("commit timer 00:05:00\n");
  await second.closed();
  expect(second.received).not.toMatch(PROMPT);
  expect((await lab.status("veos1")).pending).not.toBeNull();
});

test("gone-after does it, and the box is away until unreachable is switched off", async () => {
  await fault("veos1", "gone-after:commit timer");
  const client = await veos();
  await client.all("configure session a", "hostname edge");
  client.send("commit timer 00:05:00\n");
  await client.closed();
  expect((await lab.status("veos1")).pending).not.toBeNull();
  await expect(veos()).rejects.toThrow(/ECONNREFUSED/);
  await fault("veos1", "unreachable", false);
  expect(await (await veos()).run("show privilege")).toContain("level is 15");
});

test("garble damages one answer, the prompt behind it is whole", async () => {
  await fault("csr1", "garble:show privilege");
  const client = await lab.terminal("csr1");
  expect(await client.run("show privilege")).toMatch(/^Cu~re~t .*15/);
  expect(await client.run("show clock")).toMatch(/UTC/);
});

test("clock-skew puts the clock off and leaves what lasts as it is", async () => {
  const client = await lab.terminal("csr1");
  const year = async () => Number(/\d{4}$/.exec((await client.run("show clock")).trim())?.[0]);
  const now = await year();
  await fault("csr1", `clock-skew:${-2 * 366 * 86_400}`);
  expect(await year()).toBeLessThan(now);
  await client.all("configure terminal revert timer 5", "end");
  const { pending } = await lab.status("csr1");
  expect(pending?.secondsLeft).toBeGreaterThan(290);
  expect(pending?.secondsLeft).toBeLessThanOrEqual(300);
});

test("lose-answer swallows one answer, the session goes on", async () => {
  await fault("csr1", "lose-answer:configure confirm");
  const client = await lab.terminal("csr1");
  await client.all("configure terminal revert timer 5", "end");
  client.send("configure confirm\n");
  await until(async () => (await lab.status("csr1")).pending === null);
  expect(client.received).not.toMatch(PROMPT);
  expect(await client.run("show privilege")).toContain("level is 15");
});

test("reload boots what was saved: IOS-XE and EOS lose the trial, Junos goes back (devices.md 6.3, unconfirmed)", async () => {
  const factory = await running("csr1");
  const before = await running("vsrx1");
  const csr = await lab.terminal("csr1");
  await csr.all("configure terminal revert timer 5", "hostname edge", "end");
  await fault("csr1", "reload:configure confirm");
  csr.send("configure confirm\n");
  await csr.closed();
  expect(await running("csr1")).toBe(factory);
  expect((await lab.status("csr1")).pending).toBeNull();
  const vsrx = await lab.terminal("vsrx1");
  await vsrx.run("configure");
  await vsrx.run("set system host-name edge");
  await fault("vsrx1", "reload-after:commit confirmed");
  vsrx.send("commit confirmed 5\n");
  await vsrx.closed();
  expect(await running("vsrx1")).toBe(before);
});

test("lock-held keeps others out with the words of the platform (devices.md 3.6, 4.4)", async () => {
  await fault("csr1", "lock-held");
  const csr = await lab.terminal("csr1");
  expect(await csr.run("configure terminal")).toMatch(
    /^Configuration mode locked exclusively by user 'unknown' process '13' from terminal '0'\. Please try later\.\n$/,
  );
  await fault("vsrx1", "lock-held");
  const vsrx = await lab.terminal("vsrx1");
  expect(await vsrx.run("configure exclusive")).toMatch(
    /^configuration database locked by:\n {2}netadmin terminal pts\/9 \(pid 4681\) on since .*, idle 00:01:12\n {6}exclusive \[edit\]\n/,
  );
  await fault("vsrx1", "lock-held", false);
  expect(await vsrx.run("configure exclusive")).toContain("Entering configuration mode");
});

test("a foreign timer is somebody else's and can be seen", async () => {
  for (const box of ["csr1", "vsrx1", "veos1"]) await fault(box, "foreign-timer");
  const csr = await lab.terminal("csr1");
  expect(await csr.run("show archive config rollback timer")).toContain("User: somebody\n");
  const vsrx = await lab.terminal("vsrx1");
  expect(await vsrx.run("show system commit")).toContain("    rollback pending\n");
  const eos = await veos();
  expect(await eos.run("show configuration sessions detail")).toContain(
    "Session with pending commit timer: maintenance\n",
  );
  for (const box of ["csr1", "vsrx1", "veos1"]) await fault(box, "foreign-timer", false);
  for (const box of ["csr1", "vsrx1", "veos1"]) expect((await lab.status(box)).pending).toBeNull();
});

test("a dirty candidate refuses the exclusive editor and is not ours to throw away (devices.md 4.4)", async () => {
  await fault("vsrx1", "dirty-candidate");
  const client = await lab.terminal("vsrx1");
  expect(await client.run("configure exclusive")).toContain("configuration database modified");
});

test("foreign-edit changes running when the command arrives", async () => {
  await fault("csr1", "foreign-edit:configure terminal");
  const client = await lab.terminal("csr1");
  expect(await running("csr1")).not.toContain("moved-by-hand");
  await client.run("conf t");
  expect(await running("csr1")).toContain("snmp-server location moved-by-hand\n");
});

test("an unreachable box refuses the port and cuts who is there, and comes back on the same port", async () => {
  const client = await lab.terminal("csr1");
  await fault("csr1", "unreachable");
  await client.closed();
  await expect(connect(lab.box("csr1"))).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await fault("csr1", "unreachable", false);
  (await connect(lab.box("csr1"))).end();
});

test("wrong-password, no-password-auth and changed-host-key (devices.md 2.1)", async () => {
  const box = lab.box("veos1");
  await fault("veos1", "wrong-password");
  await expect(connect(box)).rejects.toThrow(/authentication methods failed/);
  await fault("veos1", "wrong-password", false);
  await fault("veos1", "no-password-auth");
  await expect(connect(box, { tryKeyboard: false })).rejects.toThrow();
  (await connect(box)).end();
  await fault("veos1", "changed-host-key");
  let seen = "";
  const client = await connect(box, {
    hostVerifier: (key: Buffer) => {
      seen = `ssh-ed25519 ${key.toString("base64")}`;
      return true;
    },
  });
  client.end();
  expect(seen).not.toBe(box.hostKey);
});

test("old-algorithms is for clients that ask for them (devices.md 2.2)", async () => {
  await fault("csr1", "old-algorithms");
  await expect(connect(lab.box("csr1"))).rejects.toThrow(/no matching/i);
  const algorithms = {
    kex: { append: ["diffie-hellman-group14-sha1" as const], prepend: [], remove: [] },
    serverHostKey: { append: ["ssh-rsa" as const], prepend: [], remove: [] },
    cipher: { append: ["aes256-cbc" as const], prepend: [], remove: [] },
    hmac: { append: ["hmac-sha1" as const], prepend: [], remove: [] },
  };
  (await connect(lab.box("csr1"), { algorithms })).end();
});

test("one-session refuses the second connection", async () => {
  await fault("csr1", "one-session");
  const client = await lab.terminal("csr1");
  await expect(connect(lab.box("csr1"))).rejects.toThrow();
  client.close();
});

test("archive-missing, save-fails, commit-fails, check-fails, confirm-fails", async () => {
  for (const name of ["archive-missing", "save-fails", "confirm-fails"]) await fault("csr1", name);
  const csr = await lab.terminal("csr1");
  expect(await csr.run("configure terminal revert timer 5")).toContain("%Turn config archive on");
  expect(await csr.run("write memory")).toContain("No space left on device");
  await fault("csr1", "archive-missing", false);
  await csr.all("configure terminal revert timer 5", "end");
  expect(await csr.run("configure confirm")).toMatch(/^%/);
  await fault("vsrx1", "check-fails");
  const vsrx = await lab.terminal("vsrx1");
  await vsrx.run("configure");
  expect(await vsrx.run("commit check")).toContain("error: configuration check-out failed");
  await fault("vsrx1", "check-fails", false);
  await fault("vsrx1", "commit-fails");
  expect(await vsrx.run("commit")).toContain("error: commit failed: (");
  await fault("veos1", "commit-fails");
  const eos = await veos();
  await eos.run("configure session a");
  expect(await eos.run("commit")).toMatch(/^% Cannot commit/);
});

test("log-noise, echo-twice, pager-ignores-length, width80", async () => {
  await fault("csr1", "log-noise");
  const client = await lab.terminal("csr1");
  expect(await client.run("show privilege")).toContain("%SYS-5-CONFIG_I: Configured from");
  await fault("csr1", "log-noise", false);
  await fault("csr1", "echo-twice");
  client.send("show privilege\n");
  expect((await client.expect(/15\r\n.*#$/)).match(/show privilege/g)).toHaveLength(2);
  await fault("csr1", "echo-twice", false);
  await fault("csr1", "pager-ignores-length");
  await client.run("terminal length 0");
  client.send("show running-config\n");
  await client.expect(/--More-- $/);
  client.send("q");
  await client.expect(/#$/);
  await fault("csr1", "width80");
  await client.all("terminal width 512", "configure terminal");
  client.send(`hostname ${"x".repeat(63)}\n`);
  expect(await client.expect(/#$/)).toContain("\b$");
});

test("timer-late lets the timer fire late (devices.md 4.5)", async () => {
  await fault("vsrx1", "timer-late:45");
  const before = await running("vsrx1");
  const client = await lab.terminal("vsrx1");
  await client.all("configure", "set system host-name edge", "commit confirmed 1");
  await labClock(lab.directory, 100);
  expect(await running("vsrx1")).not.toBe(before);
  await labClock(lab.directory, 6);
  expect(await running("vsrx1")).toBe(before);
});

test("width-closes ends the channel after a wide width (devices.md 5.2)", async () => {
  await fault("veos1", "width-closes");
  const client = await veos();
  expect(await client.run("terminal width 500")).toBe("Width set to 500 columns.\n");
  client.send("terminal width 32767\n");
  await client.closed();
});

test("redraw shows prompt and line again at every blank, until complete-on-space is off (devices.md 2.5)", async () => {
  await fault("vsrx1", "redraw");
  const client = await lab.terminal("vsrx1");
  client.send("show version\n");
  expect(await client.expect(/\r\n\r\nnetctl> $/)).toMatch(/^show \rnetctl> show version \r\n/);
  await client.run("set cli complete-on-space off");
  client.send("show version\n");
  expect(await client.expect(/\r\n\r\nnetctl> $/)).toMatch(/^show version \r\n/);
});

test("lock-push sends the session back to exec, flash-full arms nothing (devices.md 3.6, 3.13)", async () => {
  const client = await lab.terminal("csr1");
  await fault("csr1", "flash-full");
  expect(await client.run("configure terminal revert timer 5")).toMatch(/^%Error/);
  expect((await lab.status("csr1")).pending).toBeNull();
  await client.run("configure terminal");
  await fault("csr1", "lock-push");
  expect(await client.run("hostname edge")).toContain("user will be pushed back to exec mode");
  expect(await client.prompt()).toBe("csr1000v#");
});

test("buffer:BYTES loses what is typed too far ahead", async () => {
  await fault("csr1", "buffer:10");
  await fault("csr1", "slow:100");
  const client = await lab.terminal("csr1");
  client.send("show privilege\n");
  await client.expect(/show privilege\r\n/);
  client.send("show clock\nshow version\n");
  await client.expect(/#show clock$/);
});

test("the seventeenth session finds no free line (devices.md 2.3)", async () => {
  const clients = await Promise.all(Array.from({ length: 16 }, () => connect(lab.box("csr1"))));
  await expect(connect(lab.box("csr1"))).rejects.toThrow();
  for (const client of clients) client.end();
});

test("an answer can be slow, a foreign commit can come between, and lenient takes anything", async () => {
  await fault("csr1", "slow:50");
  await fault("csr1", "lenient");
  const client = await lab.terminal("csr1");
  await client.run("configure terminal");
  expect(await client.all("interface gi1", "flux capacitor on")).toBe("");
  expect(await running("csr1")).toContain(" no mop sysid\n flux capacitor on\n!\n");
  await client.run("no flux capacitor on");
  expect(await running("csr1")).not.toContain("flux");
});

test("cr-twice ends every line with one carriage return more (devices.md 2.5)", async () => {
  await fault("veos1", "cr-twice");
  const client = await lab.terminal("veos1");
  client.send("show privilege\n");
  expect(await client.expect(/>$/)).toContain("\r\r\nCurrent privilege level is 1\r\r\n");
});

test("shows-again shows a refused line behind the next prompt, to be mended or wiped (devices.md 4.3)", async () => {
  await fault("vsrx1", "shows-again");
  const client = await lab.terminal("vsrx1");
  client.send("show nonsense\n");
  await client.expect(/syntax error, expecting <command>\.\r\n\r\n\S+> show nonsense$/);
  client.send("\u0015show version\n");
  expect(await client.expect(/> $/)).toContain("Junos: ");
});
