import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { labClock, labEdit, labFault, labReset, labRunning } from "../../src/lab/lab.ts";
import { ExpectClient, PROMPT } from "./expect-client.ts";
import { type TestLab, testLab, until } from "./support.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab({ name: "vsrx1", product: "vsrx" });
});
afterAll(async () => await lab.end());
beforeEach(async () => await labReset(lab.directory));

const running = async (): Promise<string> => await labRunning(lab.directory, "vsrx1", "running");
const terminal = async (user?: string): Promise<ExpectClient> => await lab.terminal("vsrx1", user);

async function load(client: ExpectClient, how: string, text: string): Promise<string> {
  client.send(`load ${how} terminal\n`);
  await client.expect(/\[Type \^D at a new line to end input\]\r\n$/);
  client.send(`${text}\n\x04`);
  return (await client.expect(PROMPT)).replaceAll("\r", "");
}

test("a login prints the release and a prompt without a host name (devices.md 4.1)", async () => {
  const client = await ExpectClient.open(lab.box("vsrx1"));
  expect(await client.expect(/> $/)).toBe(
    "--- JUNOS 17.3R2.10 built 2018-02-08 02:19:07 UTC\r\nnetctl> ",
  );
  client.send("\n");
  expect(await client.expect(/> $/)).toBe(" \r\n\r\nnetctl> ");
  client.close();
});

test("the echo ends with a blank, every answer with an empty line (devices.md 2.5, 4.1, 4.2)", async () => {
  const client = await terminal();
  client.send("set cli screen-length 0\n");
  expect(await client.expect(/> $/)).toBe(
    "set cli screen-length 0 \r\nScreen length set to 0\r\n\r\nnetctl> ",
  );
  expect(await client.run("set cli screen-width 511")).toBe("Screen width set to 511\n\n");
  expect(await client.run("set cli complete-on-space off")).toBe("Disabling complete-on-space\n\n");
  expect(await client.run("configure")).toBe("Entering configuration mode\n\n[edit]\n");
  expect(await client.run("edit interfaces ge-0/0/0")).toBe("\n[edit interfaces ge-0/0/0]\n");
  expect(await client.run("top")).toBe("\n[edit]\n");
  expect(await client.run("exit configuration-mode")).toBe("Exiting configuration mode\n\n");
});

test("root starts in the shell and types cli (devices.md 4.1)", async () => {
  const client = await ExpectClient.open(lab.box("vsrx1"), { username: "root" });
  expect(await client.expect(/% $/)).toContain("root@% ");
  client.send("cli\n");
  await client.expect(/root> $/);
  client.close();
});

test("errors point with a caret and have the words of the CLI (devices.md 4.3)", async () => {
  const client = await terminal();
  expect(await client.run("bogus")).toBe("        ^\nunknown command.\n\n");
  expect(await client.run("show bogus")).toBe(
    "             ^\nsyntax error, expecting <command>.\n\n",
  );
  await client.run("configure");
  expect(await client.run("set protocols ospf topology default metric 5")).toBe(
    `${" ".repeat(8 + 36)}^\nsyntax error.\n\n[edit]\n`,
  );
  expect(
    await client.run("set interfaces ge-0/0/0 unit 0 family inet address 257.0.0.0/8"),
  ).toContain("invalid value '257' in ip address: '257.0.0.0/8'");
  expect(await client.run("set system host-name")).toContain("missing argument.");
});

test("load set says load complete in spite of errors and keeps the rest (devices.md 4.3)", async () => {
  const client = await terminal();
  await client.run("configure exclusive");
  const text = await load(
    client,
    "set",
    "set system host-name edge\nset protocols ospf topology default metric 65450",
  );
  expect(text).toContain("terminal:2:(36) syntax error: metric\n|\x08load complete\n");
  expect(await client.run("show | compare")).toBe("[edit system]\n+   host-name edge;\n\n[edit]\n");
  expect(await client.run("rollback 0")).toBe("load complete\n\n[edit]\n");
  expect(await client.run("show | compare")).toBe("\n[edit]\n");
});

test("load merge counts its errors (devices.md 4.3)", async () => {
  const client = await terminal();
  await client.run("configure exclusive");
  const lines = [
    "protocols {",
    "    ospf {",
    "        topology default {",
    "            metric 65450;",
  ];
  const text = await load(client, "merge", [...lines, "        }", "    }", "}"].join("\n"));
  expect(text).toContain(
    "terminal:4:(18) syntax error: metric\n  [edit protocols ospf topology default]\n    'metric 65450;'\n      syntax error\n",
  );
  expect(text).toContain("load complete (1 errors)\n");
});

test("load override takes a whole configuration as it was shown (devices.md 4.3, 4.6)", async () => {
  const client = await terminal();
  const before = await running();
  await client.all("configure", "set system host-name edge", "delete security", "commit");
  await load(client, "override", before);
  expect(await client.run("commit")).toBe("commit complete\n\n[edit]\n");
  expect(await running()).toBe(before);
});

test("a timed commit is checked, armed, reminded of, confirmed by a check (devices.md 4.5)", async () => {
  const client = await terminal();
  expect(await client.run("configure exclusive")).toBe(
    "warning: uncommitted changes will be discarded on exit\nEntering configuration mode\n\n[edit]\n",
  );
  await client.all("set system host-name edge");
  expect(await client.run("commit check")).toBe("configuration check succeeds\n\n[edit]\n");
  expect(await client.run('commit confirmed 5 comment "txn 7f3a"')).toBe(
    "commit confirmed will be automatically rolled back in 5 minutes unless confirmed\ncommit complete\n\n# commit confirmed will be rolled back in 5 minutes\n[edit]\n",
  );
  await labClock(lab.directory, 130);
  expect(await client.run("run show system commit")).toMatch(
    /^0 {3}\S+ \S+ UTC by netctl via cli commit confirmed, rollback in 5mins\n {4}txn 7f3a\n {4}rollback pending\n1 {3}\S+ \S+ UTC by netctl via cli\n\n# commit confirmed will be rolled back in 3 minutes\n\[edit\]\n$/,
  );
  expect(await client.run("commit check")).toBe("configuration check succeeds\n\n[edit]\n");
  expect(await client.run("run show system commit")).not.toContain("rollback pending");
  await labClock(lab.directory, 600);
  expect(await running()).toContain("host-name edge;");
});

test("an unconfirmed commit goes back as a new commit of root and tells everybody (devices.md 4.5)", async () => {
  const before = await running();
  const client = await terminal();
  await client.all("configure exclusive", "set system host-name edge", "commit confirmed 1");
  client.close();
  await until(async () => (await lab.status("vsrx1")).sessions === 0);
  const watcher = await terminal();
  await labClock(lab.directory, 60);
  expect(await watcher.expect(/automatic rollback complete\.\r\n\r\n/)).toContain(
    "Broadcast Message from root",
  );
  expect(await running()).toBe(before);
  expect(await watcher.run("show system commit")).toMatch(/^0 {3}.* by root via other\n1 /);
});

test("a confirmation comes from any new connection; plain commit confirms too (devices.md 4.4, 4.5)", async () => {
  const client = await terminal();
  await client.all("configure exclusive", "set system host-name edge", "commit confirmed 5");
  client.close();
  await until(async () => (await lab.status("vsrx1")).sessions === 0);
  const second = await terminal();
  await second.run("configure");
  expect(await second.run("commit")).toBe("commit complete\n\n[edit]\n");
  expect((await lab.status("vsrx1")).pending).toBeNull();
});

test("rollback 1 and commit take a trial back (devices.md 4.5)", async () => {
  const before = await running();
  const client = await terminal();
  await client.all("configure exclusive", "set system host-name edge", "commit confirmed 5");
  expect(await client.run("rollback 1")).toContain("load complete\n");
  expect(await client.run("commit")).toContain("commit complete\n");
  expect(await running()).toBe(before);
  expect((await lab.status("vsrx1")).pending).toBeNull();
});

test("a lost session drops an exclusive candidate and its lock, a shared one stays (devices.md 4.4)", async () => {
  const first = await terminal();
  await first.all("configure exclusive", "set system host-name edge");
  const second = await terminal();
  expect(await second.run("configure exclusive")).toMatch(
    /^configuration database locked by:\n {2}netctl terminal pts\/0 \(pid \d+\) on since .* UTC, idle 00:01:12\n {6}exclusive \[edit\]\n\n$/,
  );
  first.close();
  await until(async () => (await lab.status("vsrx1")).sessions === 1);
  await second.run("configure");
  expect(await second.run("show | compare")).toBe("\n[edit]\n");
  await second.run("set system host-name other");
  second.close();
  await until(async () => (await lab.status("vsrx1")).sessions === 0);
  const third = await terminal();
  expect(await third.run("configure exclusive")).toContain("configuration database modified\n");
  expect(await third.run("configure")).toContain(
    "The configuration has been changed but not committed\n",
  );
  expect(await third.run("show | compare")).toContain("+   host-name other;");
  third.send("exit\n");
  await third.expect(/Exit with uncommitted changes\? \[yes,no\] \(yes\) $/);
  third.send("yes\n");
  await third.expect(/> $/);
});

test("commit check refuses what set takes: host bits, a missing root password (devices.md 4.3)", async () => {
  const client = await terminal();
  await client.all("configure", "set routing-options static route 10.0.0.5/8 next-hop 10.0.0.1");
  expect(await client.run("commit check")).toMatch(
    /^\[edit routing-options static\]\n {2}'route 10.0.0.5\/8'\n.*\nerror: configuration check-out failed\n\n\[edit\]\n$/,
  );
  await client.all("rollback 0", "delete system root-authentication");
  expect(await client.run("commit confirmed 5")).toBe(
    "[edit]\n  'system'\n    Missing mandatory statement: 'root-authentication'\nerror: configuration check-out failed: (missing mandatory statements)\n\n[edit]\n",
  );
  await client.all("rollback 0", "set interfaces ge-0/0/0 unit 29 family inet address 10.9.0.1/24");
  expect(await client.run("commit check")).toContain(
    "[edit interfaces ge-0/0/0]\n  'unit 29'\n    Only unit 0 is valid for this encapsulation\n",
  );
});

test("the configuration is printed in braces and as set commands, deactivate included (devices.md 4.5, 4.6)", async () => {
  const client = await terminal();
  await client.run("set cli screen-length 0");
  expect(await client.run("show configuration")).toMatch(
    /^## Last commit: \S+ \S+ UTC by netctl\nversion 17.3R2.10;\nsystem \{\n {4}root-authentication \{\n {8}encrypted-password "\S+"; ## SECRET-DATA\n/,
  );
  await client.all(
    "configure",
    "deactivate snmp",
    'set system login message "hello there"',
    "commit",
  );
  const lines = (await client.run("run show configuration | display set | no-more")).split("\n");
  expect(lines[0]).toBe("set version 17.3R2.10");
  expect(lines).toContain('set system login message "hello there"');
  expect(lines).toContain("set interfaces fxp0 unit 0 family inet address 10.0.0.15/24");
  expect(lines.filter((line) => line.includes("snmp"))).toEqual([
    'set snmp location "rack 3"',
    "deactivate snmp",
  ]);
  expect(await running()).toContain('inactive: snmp {\n    location "rack 3";\n}\n');
  expect(await client.run("show | compare rollback 1")).toBe(
    '[edit]\n!  inactive: snmp { ... }\n[edit system login]\n+    message "hello there";\n\n[edit]\n',
  );
});

test("private editors are alone and may not time a commit (devices.md 4.4, 4.5)", async () => {
  const client = await terminal();
  await client.all("configure private", "set system host-name mine");
  const other = await terminal();
  await other.run("configure");
  expect(await other.run("show | compare")).toBe("\n[edit]\n");
  expect(await client.run("commit confirmed 5")).toMatch(/^error: /);
  expect(await client.run("commit and-quit")).toContain("Exiting configuration mode\n");
  expect(await running()).toContain("host-name mine;");
});

test("a second timed commit restarts the timer and goes back to the first state (devices.md 4.5)", async () => {
  const before = await running();
  const client = await terminal();
  await client.all("configure exclusive", "set system host-name one", "commit confirmed 2");
  await labClock(lab.directory, 100);
  await client.all("set system host-name two", "commit confirmed 2");
  await labClock(lab.directory, 100);
  expect(await running()).toContain("host-name two;");
  await labClock(lab.directory, 30);
  expect(await running()).toBe(before);
});

test("somebody else's commit is an entry of its own", async () => {
  await labEdit(lab.directory, "vsrx1", ["set snmp contact noc", "delete snmp location"]);
  expect(await running()).toContain("snmp {\n    contact noc;\n}\n");
  const client = await terminal();
  expect(await client.run("show system commit")).toMatch(/^0 {3}.* by admin via cli\n1 /);
});

test("a cluster prefix stands above every prompt when switched on (devices.md 4.1)", async () => {
  await labFault(lab.directory, "vsrx1", "cluster-prefix:{primary:node0}", true);
  const client = await terminal();
  expect(await client.run("show version")).toMatch(/\n\n\{primary:node0\}\n$/);
  expect(await client.run("configure")).toMatch(/\n\n\{primary:node0\}\[edit\]\n$/);
});
