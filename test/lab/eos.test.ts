import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { labClock, labEdit, labFault, labReset, labRunning } from "../../src/lab/lab.ts";
import { ExpectClient } from "./expect-client.ts";
import { type TestLab, testLab, until } from "./support.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab({ name: "veos1", product: "veos" });
});
afterAll(async () => await lab.end());
beforeEach(async () => await labReset(lab.directory));

const running = async (): Promise<string> => await labRunning(lab.directory, "veos1", "running");
const startup = async (): Promise<string> => await labRunning(lab.directory, "veos1", "startup");

async function terminal(): Promise<ExpectClient> {
  const client = await lab.terminal("veos1");
  await client.all("enable", "terminal length 0");
  return client;
}

test("a login shows the last one, asks the terminal for its status and stands in user exec (devices.md 2.5, 5.1, 5.2, 5.3)", async () => {
  const client = await ExpectClient.open(lab.box("veos1"));
  const greeting = await client.expect(/>$/);
  expect(greeting).toMatch(/^Last login: \w{3} \w{3} [ \d]\d [\d:]{8} \d{4} from 127.0.0.1\r\r\n/);
  expect(greeting.endsWith("\r\r\n\x1b[5nlocalhost>")).toBe(true);
  expect(await client.run("show running-config")).toBe(
    "% Invalid input (privileged mode required)\n",
  );
  await client.run("enable");
  expect(await client.prompt()).toBe("localhost#");
  expect(await client.run("terminal length 0")).toBe("Pagination disabled.\n");
  expect(await client.run("terminal width 511")).toBe("Width set to 511 columns.\n");
  client.close();
});

test("the session's name is cut to six characters, sub-modes append (devices.md 5.1)", async () => {
  const client = await terminal();
  const prompts: readonly (readonly [string, string])[] = [
    ["configure", "localhost(config)#"],
    ["interface Ethernet1", "localhost(config-if-Et1)#"],
    ["vlan 10", "localhost(config-vlan-10)#"],
    ["router bgp 65003", "localhost(config-router-bgp)#"],
    ["ip access-list mgmt", "localhost(config-acl-mgmt)#"],
    ["end", "localhost#"],
    ["configure session acl-change", "localhost(config-s-acl-ch)#"],
    ["interface lo1", "localhost(config-s-acl-ch-if-Lo1)#"],
    ["!", "localhost(config-s-acl-ch-if-Lo1)#"],
    ["management api http-commands", "localhost(config-s-acl-ch-mgmt-api-http-cmds)#"],
    ["exit", "localhost(config-s-acl-ch)#"],
    ["abort", "localhost#"],
  ];
  for (const [line, prompt] of prompts) {
    expect(await client.run(line)).toBe("");
    expect(await client.prompt()).toBe(prompt);
  }
});

test("errors have EOS's words, old releases do not name the token (devices.md 5.3)", async () => {
  const client = await terminal();
  expect(await client.run("bogus")).toBe("% Invalid input (at token 1: 'bogus')\n");
  expect(await client.run("show")).toBe("% Incomplete command\n");
  expect(await client.run("c")).toBe("% Ambiguous command\n");
  await labFault(lab.directory, "veos1", "old-sessions-table", true);
  expect(await client.run("bogus")).toBe("% Invalid input\n");
  await client.all("configure", "interface et1", "ip address 10.0.12.1/24", "interface et2");
  expect(await client.run("ip address 10.0.12.2/24")).toBe(
    "% Subnet 10.0.12.0 overlaps with existing subnet 10.0.12.0 of interface Ethernet1\n",
  );
  expect(await client.run("interface Ethernet99")).toBe(
    "! Interface does not exist. The configuration will not take effect until the module is inserted.\n",
  );
});

test("a session stages, shows its diff, and nothing runs before the commit (devices.md 5.4)", async () => {
  const before = await running();
  const client = await terminal();
  expect(await client.run("show session-config named x diffs")).toMatch(/^%/);
  await client.all("configure session scrapli_cfg_1", "interface loopback1");
  expect(await client.run("description tacocat")).toBe("");
  expect(await client.run("show session-config diffs")).toBe(`--- system:/running-config
+++ session:/scrapli_cfg_1-session-config
@@ -25,6 +25,9 @@
 !
 interface Ethernet8
 !
+interface Loopback1
+   description tacocat
+!
 interface Management1
    ip address 10.0.0.15/24
 !

`);
  expect(await running()).toBe(before);
  await client.run("end");
  expect(await client.run("show configuration sessions")).toMatch(/scrapli_cfg_1 +pending/);
  await client.all("configure session scrapli_cfg_1");
  expect(await client.run("abort")).toBe("");
  expect(await client.run("show configuration sessions")).not.toContain("scrapli_cfg_1");
});

test("a commit writes the session over running, others' changes since are lost (devices.md 5.4)", async () => {
  const client = await terminal();
  await client.all("configure session a", "hostname edge");
  await labEdit(lab.directory, "veos1", ["snmp-server contact somebody"]);
  expect(await client.run("commit")).toBe("");
  expect(await running()).toContain("hostname edge\n");
  expect(await running()).not.toContain("somebody");
  expect(await client.run("show configuration checkpoints")).toMatch(/ckp-\d{8}-0/);
});

test("a timed commit is listed as committed with a header line, confirmed from elsewhere, saved (devices.md 5.5, 5.6)", async () => {
  const client = await terminal();
  await client.all("configure session netctl-7f3a", "hostname edge");
  expect(await client.run("commit timer 00:05:00")).toBe("");
  expect(await client.prompt()).toBe("edge#");
  const table = await client.run("show configuration sessions detail");
  expect(table).toContain("Session with pending commit timer: netctl-7f3a\n");
  expect(table).toMatch(/Time left until commit timer expiry: in 0:0[45]:\d\d\n/);
  expect(table).toMatch(/\n {2}netctl-7f3a +committed +\S+ \S+ netctl\n/);
  client.close();
  const second = await terminal();
  expect(await second.run("configure session netctl-7f3a commit")).toBe("");
  expect(await second.run("show configuration sessions detail")).toMatch(/netctl-7f3a +completed/);
  await labClock(lab.directory, 600);
  expect(await running()).toContain("hostname edge\n");
  expect(await startup()).not.toContain("edge");
  expect(await second.run("write memory")).toBe("Copy completed successfully.\n");
  expect(await startup()).toBe(await running());
});

test("before 4.32 the same session is pendingCommitTimer with its time in the table (devices.md 5.5)", async () => {
  await labFault(lab.directory, "veos1", "old-sessions-table", true);
  const client = await terminal();
  await client.all("configure session acl-change", "hostname edge", "commit timer 0:5:0");
  expect(await client.run("show configuration sessions detail")).toMatch(
    /Commit Time Left {4}Description.*\n[- ]+\n {2}acl-change +pendingCommitTimer +[45]m\d+s +\n\nconfig replace of commitTimerCheckPointConfig \n/,
  );
  expect(JSON.parse(await client.run("show configuration sessions | json"))).toMatchObject({
    sessions: { "acl-change": { state: "pendingCommitTimer" } },
  });
});

test("expiry restores the checkpoint although nobody is connected (devices.md 5.5)", async () => {
  const before = await running();
  const client = await terminal();
  await client.all("configure session a", "hostname edge", "commit timer 00:02:00");
  client.close();
  await until(async () => (await lab.status("veos1")).sessions === 0);
  await labEdit(lab.directory, "veos1", ["snmp-server contact somebody"]);
  await labClock(lab.directory, 119);
  expect((await lab.status("veos1")).pending?.secondsLeft).toBeLessThanOrEqual(1);
  await labClock(lab.directory, 2);
  expect(await running()).toBe(before);
  expect((await lab.status("veos1")).pending).toBeNull();
});

test("abort takes a timed commit back, an empty one arms too, one timer at a time (devices.md 5.5)", async () => {
  const before = await running();
  const client = await terminal();
  await client.all("configure session a", "commit timer 00:05:00");
  expect((await lab.status("veos1")).pending).not.toBeNull();
  await client.all("configure session b", "hostname edge");
  expect(await client.run("commit timer 00:05:00")).toMatch(/^% Cannot commit/);
  await client.run("abort");
  expect(await client.run("configure session a abort")).toBe("");
  expect(await running()).toBe(before);
  expect((await lab.status("veos1")).pending).toBeNull();
});

test("a lost session stays pending, the sixth is refused (devices.md 5.3, 5.5)", async () => {
  for (let index = 0; index < 5; index++) {
    const client = await terminal();
    await client.run(`configure session orphan-${index}`);
    client.close();
  }
  await until(async () => (await lab.status("veos1")).sessions === 0);
  const client = await terminal();
  expect(await client.run("configure session one-more")).toContain(
    "Maximum number of pending sessions has been reached",
  );
  expect(await client.run("configure session orphan-0 abort")).toBe("");
  expect(await client.run("configure session one-more")).toBe("");
});

test("copy terminal: session-config says success in spite of bad lines (devices.md 5.4)", async () => {
  const client = await terminal();
  await client.run("configure session a");
  client.send("copy terminal: session-config\n");
  await client.expect(/session-config\r\n$/);
  client.send("hostname edge\nbogus\ninterface Ethernet1\n   no switchport\n\x04");
  expect((await client.expect(/#$/)).replaceAll("\r", "")).toContain(
    "% Invalid input at line 2\nCopy completed successfully.\n",
  );
  expect(await client.run("show session-config")).toBe(
    "hostname edge\n!\ninterface Ethernet1\n   no switchport\n!\nend\n",
  );
});

test("a banner is read until EOF without a prompt (devices.md 5.7)", async () => {
  const client = await terminal();
  await client.run("configure");
  client.send("banner login\n");
  await client.expect(/Enter TEXT message\. Type 'EOF' on its own line to end\.\r\n$/);
  client.send("hello\n   there\nEOF\n");
  await client.expect(/#$/);
  expect(await running()).toContain("!\nbanner login\nhello\n   there\nEOF\n!\n");
});

test("what is typed ahead is echoed twice (devices.md 5.8)", async () => {
  await labFault(lab.directory, "veos1", "slow:200", true);
  const client = await terminal();
  client.send("show hostname\n");
  await client.expect(/show hostname/);
  await new Promise((resolve) => setTimeout(resolve, 50));
  client.send("show clock\n");
  const text = await client.expect(/show clock[\s\S]*GMT\r\n.*#$/);
  expect(text.match(/show clock/g)).toHaveLength(2);
});

test("the pager inverts and wipes itself (devices.md 2.5)", async () => {
  const client = await terminal();
  await client.run("terminal length 24");
  client.send("show running-config\n");
  const page = await client.expect(/--More--.*K$/);
  expect(page.endsWith("\r\n\x1b[7m --More-- \x1b[27m\x1b[K")).toBe(true);
  client.send("q");
  await client.expect(/#$/);
});

test("show version and host name come as JSON too", async () => {
  const client = await terminal();
  expect(JSON.parse(await client.run("show version | json"))).toMatchObject({
    modelName: "vEOS-lab",
  });
  expect(JSON.parse(await client.run("show hostname | json"))).toMatchObject({
    hostname: "localhost",
  });
});

test("VLANs are added to a trunk and taken from it, the whole list is kept (general knowledge)", async () => {
  const client = await terminal();
  const kept = async (...lines: readonly string[]): Promise<string | undefined> => {
    await client.all("configure", "interface Ethernet1", ...lines, "end");
    return /switchport trunk allowed vlan (.*)/.exec(await running())?.[1];
  };
  expect(await kept("switchport trunk allowed vlan 10,20")).toBe("10,20");
  expect(await kept("switchport trunk allowed vlan add 11-12,30")).toBe("10-12,20,30");
  expect(await kept("switchport trunk allowed vlan remove 11,20,30")).toBe("10,12");
  expect(await kept("switchport trunk allowed vlan remove 10,12")).toBe("none");
  expect(await kept("switchport trunk allowed vlan add 1-4094")).toBe(undefined);
  expect(await kept("switchport trunk allowed vlan remove 2")).toBe("1,3-4094");
});
