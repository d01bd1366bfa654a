import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { labClock, labReset, labRunning } from "../../src/lab/lab.ts";
import type { ExpectClient } from "./expect-client.ts";
import { type TestLab, testLab } from "./support.ts";

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

async function eos(): Promise<ExpectClient> {
  const client = await lab.terminal("veos1");
  await client.all("enable", "terminal length 0");
  return client;
}

test("terminal settings of a CSR are silent, a bang stays in its section, exit hangs up without a word (devices.md 3.1, 3.2)", async () => {
  const client = await lab.terminal("csr1");
  for (const command of ["terminal length 0", "terminal width 511", "terminal no monitor"])
    expect(await client.run(command)).toBe("");
  await client.all("configure terminal", "interface gi1", "!");
  expect(await client.prompt()).toBe("csr1000v(config-if)#");
  await client.run("router ospf 1");
  expect(await client.prompt()).toBe("csr1000v(config-router)#");
  await client.run("end");
  client.send("exit\n");
  expect(await client.expect(/exit\r\n$/)).toBe("exit\r\n");
  await client.closed();
});

test("the archive of a CSR lists its copies and the next name (devices.md 3.4)", async () => {
  const client = await lab.terminal("csr1");
  expect(await client.run("archive config")).toBe("");
  expect(await client.run("show archive")).toMatch(
    /^The maximum archive configurations allowed is \d+\.\nThere are currently 1 archive configurations saved\.\nThe next archive file will be named bootflash:-\S+-1\n Archive # {2}Name\n {3}1 {8}bootflash:-\S+-0 <- Most Recent\n {3}2\n/,
  );
  expect(await client.run("show running-config | section archive")).toBe(
    "archive\n log config\n  logging enable\n path bootflash:\n",
  );
});

test("a CSR counts 1 to 120 minutes and starts anew when asked to (devices.md 3.5)", async () => {
  const client = await lab.terminal("csr1");
  for (const minutes of [0, 121])
    expect(await client.run(`configure terminal revert timer ${minutes}`)).toContain("% Invalid");
  expect(await client.run("configure confirm")).toBe("%No Rollback Confirmed Change pending\n");
  await client.all("configure terminal revert timer 2", "hostname edge", "end");
  await labClock(lab.directory, 100);
  await client.run("configure revert timer 3");
  await labClock(lab.directory, 100);
  expect(await labRunning(lab.directory, "csr1", "running")).toContain("hostname edge\n");
  await labClock(lab.directory, 81);
  expect(await labRunning(lab.directory, "csr1", "running")).toContain("hostname csr1000v\n");
});

test("a CSR's configuration lock is taken, seen and cleared (devices.md 3.6)", async () => {
  const client = await lab.terminal("csr1");
  expect(await client.run("show configuration lock")).toMatch(
    /Parser Configure Lock\n[\s\S]*FREE\n/,
  );
  expect(await client.run("configure terminal lock")).toContain("Enter configuration commands");
  const other = await lab.terminal("csr1");
  expect(await other.run("configure terminal")).toMatch(
    /^Configuration mode locked exclusively by/,
  );
  await other.run("clear configuration lock");
  expect(await other.run("configure terminal")).toContain("Enter configuration commands");
});

test("a CSR is saved by copy too, after a question (devices.md 3.10)", async () => {
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "hostname edge", "end");
  client.send("copy running-config startup-config\n");
  await client.expect(/Destination filename \[startup-config\]\? $/);
  client.send("\n");
  expect(await client.expect(/#$/)).toContain("Building configuration...\r\n[OK]\r\n");
  expect((await lab.status("csr1")).startupEqualsRunning).toBe(true);
});

test("a CSR prints header, certificates, version and flash as recorded (devices.md 3.11, 3.12)", async () => {
  const client = await lab.terminal("csr1");
  await client.run("terminal length 0");
  const text = await client.run("show running-config");
  expect(text).toMatch(/^Building configuration\.\.\.\n\nCurrent configuration : \d+ bytes\n!\n/);
  expect(text).toMatch(/\n {2}(?:[0-9A-F]{8} ){8}\n/);
  expect(text).toContain("\n  \tquit\n");
  expect(await client.run("show version")).toMatch(
    /^Cisco IOS XE Software, Version 16\.12\.03\nCisco IOS Software \[Gibraltar\][\s\S]*cisco CSR1000V \(VXE\) processor[\s\S]*Configuration register is 0x2102/,
  );
  expect(await client.run("dir flash: | i bytes")).toMatch(
    /^\d+ bytes total \(\d+ bytes free\)\n$/,
  );
});

test("a vSRX has a shell behind a password, and settings with their words (devices.md 4.1, 4.2)", async () => {
  const client = await lab.terminal("vsrx1");
  expect(await client.run("set cli screen-width 0")).toBe("Screen width set to 0\n\n");
  client.send("start shell user root\n");
  await client.expect(/\r\nPassword:$/);
  client.send("secret\n");
  await client.expect(/root@% $/);
  client.send("exit\n");
  expect(await client.expect(/> $/)).toContain("exit\r\n");
});

test("shared edits of a vSRX are seen by others at once, leaving with them asks (devices.md 4.1, 4.4, 4.7)", async () => {
  const client = await lab.terminal("vsrx1");
  await client.all("configure", "set system host-name edge");
  const other = await lab.terminal("vsrx1");
  expect(await other.run("configure")).toMatch(
    /Users currently editing the configuration:\n {2}netctl terminal pts\/\d+ \(pid \d+\) on since .* UTC\n {6}\[edit\]\nThe configuration has been changed but not committed\n/,
  );
  expect(await other.run("show | compare")).toContain("+   host-name edge;");
  expect(await other.run("run show configuration system host-name")).not.toContain("edge");
  client.send("exit\n");
  await client.expect(/not committed\r\nExit with uncommitted changes\? \[yes,no\] \(yes\) $/);
  client.send("yes\n");
  expect(await client.expect(/> $/)).toContain("Exiting configuration mode\r\n");
});

test("a vEOS has a shell, show works in every mode (devices.md 5.1)", async () => {
  const client = await eos();
  client.send("bash\n");
  expect(await client.expect(/\[netctl@localhost ~\]\$ $/)).toContain(
    "\r\n\r\nArista Networks EOS shell\r\n\r\n",
  );
  client.send("exit\n");
  expect(await client.expect(/#$/)).toContain("logout\r\n");
  await client.all("configure", "interface Ethernet1");
  expect(await client.run("show hostname")).toContain("Hostname: localhost\n");
});

test("a session of a vEOS can be emptied, and compared from outside (devices.md 5.4)", async () => {
  const client = await eos();
  await client.all("configure session s1", "rollback clean-config", "hostname edge", "end");
  const diff = await client.run("show session-config named s1 diffs");
  expect(diff).toMatch(/^--- system:\/running-config\n\+\+\+ session:\/s1-session-config\n@@ /);
  expect(diff).toContain("-username admin ");
  expect(diff).toContain("+hostname edge\n");
});

test("a vEOS is saved by copy too, and prints its headers (devices.md 5.6, 5.7)", async () => {
  const client = await eos();
  await client.all("configure", "hostname edge", "end");
  expect(await client.run("copy running-config startup-config")).toBe(
    "Copy completed successfully.\n",
  );
  expect((await lab.status("veos1")).startupEqualsRunning).toBe(true);
  expect(await client.run("show startup-config")).toMatch(/^! Command: show startup-config\n/);
  expect(await client.run("show running-config")).toMatch(
    /^! Command: show running-config\n! device: edge \(vEOS, EOS-\S+\)\n!\n! boot system flash:\/vEOS-lab\.swi\n!\n[\s\S]*\ninterface Ethernet8\n!\ninterface Management1\n {3}ip address \S+\n!\n[\s\S]*\nend\n$/,
  );
});

test("a question mark helps and leaves the line behind, Ctrl-U clears it, TAB completes (devices.md 5.8)", async () => {
  const client = await eos();
  client.send("show conf?");
  const help = await client.expect(/\r\nlocalhost#show conf$/);
  expect(help).toBe("show conf?\r\n  configuration\r\n\r\nlocalhost#show conf");
  // The next command is appended to what was left.
  expect(await client.run("bogus")).toBe("% Invalid input (at token 2: 'confbogus')\n");
  client.send("show conf?");
  await client.expect(/show conf$/);
  client.send("\x15");
  expect(await client.run("show hostname")).toContain("Hostname: localhost\n");
  client.send("show hostn\t");
  await client.expect(/show hostname $/);
  expect(await client.run("")).toContain("Hostname: localhost\n");
});

test("a question mark in a description is help, not text (general knowledge)", async () => {
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "interface gi1");
  client.send("sw?");
  expect(await client.expect(/#sw$/)).toContain("sw?\r\n");
  client.send("\x15desc\t");
  await client.expect(/description $/);
  await client.run("why? so");
  expect(await labRunning(lab.directory, "csr1", "running")).toContain(" description why so\n");
});

test("terminals are opened in any span, and printed as 0 to 4 and the rest (devices.md 3.12)", async () => {
  const client = await lab.terminal("csr1");
  const terminals = async () =>
    (await labRunning(lab.directory, "csr1", "running")).match(/^line vty.*\n(?: .*\n)*/gm);
  await client.all("configure terminal", "line vty 0 15", "exec-timeout 5 0", "end");
  expect(await terminals()).toEqual([
    expect.stringMatching(/^line vty 0 4\n exec-timeout 5 0\n/),
    expect.stringMatching(/^line vty 5 15\n exec-timeout 5 0\n/),
  ]);
  await client.all("configure terminal", "line vty 3 6", "no exec-timeout", "line vty 2");
  await client.all("exec-timeout 1 0", "end");
  const spans = (await terminals())?.map((text) => text.split("\n", 2).join(" "));
  expect(spans).toEqual([
    "line vty 0 1  exec-timeout 5 0",
    "line vty 2  exec-timeout 1 0",
    expect.stringMatching(/^line vty 3 4 (?!.*exec)/),
    expect.stringMatching(/^line vty 5 6 (?!.*exec)/),
    "line vty 7 15  exec-timeout 5 0",
  ]);
});

test("VLANs and ports are opened several at once; VLANs that say the same are printed in one line (devices.md 5.1)", async () => {
  const client = await eos();
  await client.all("configure", "vlan 10-13,15", "name lab", "vlan 11", "no name");
  await client.run("interface et1-2");
  expect(await client.prompt()).toContain("(config-if-Et1-2)#");
  await client.all("mtu 9000", "exit", "no vlan 15", "end");
  const running = await labRunning(lab.directory, "veos1", "running");
  expect(running).toMatch(/^vlan 10\n {3}name lab\n!\nvlan 11\n!\nvlan 12-13\n {3}name lab\n!\n/m);
  expect(running.match(/^interface Ethernet[12]\n {3}mtu 9000$/gm)).toHaveLength(2);
});
