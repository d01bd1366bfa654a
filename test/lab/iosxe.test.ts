import ssh2 from "ssh2";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { labClock, labEdit, labReset, labRunning } from "../../src/lab/lab.ts";
import { connect, ExpectClient } from "./expect-client.ts";
import { type TestLab, testLab, until } from "./support.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab({ name: "csr1", product: "csr1000v" });
});
afterAll(async () => await lab.end());
beforeEach(async () => await labReset(lab.directory));

const running = async (): Promise<string> => await labRunning(lab.directory, "csr1", "running");
const startup = async (): Promise<string> => await labRunning(lab.directory, "csr1", "startup");

test("a privilege 15 login prints four line feeds and the exec prompt (devices.md 3.1)", async () => {
  const client = await ExpectClient.open(lab.box("csr1"));
  expect(await client.expect(/#$/)).toBe("\r\n\r\n\r\n\r\ncsr1000v#");
  client.close();
});

test("a privilege 1 login needs enable and its password, three tries (devices.md 3.1)", async () => {
  const client = await lab.terminal("csr1", "oper");
  expect(await client.prompt()).toBe("csr1000v>");
  expect(await client.run("configure terminal")).toContain("% Invalid input detected");
  client.send("enable\n");
  for (let attempt = 0; attempt < 3; attempt++) {
    await client.expect(/Password: $/);
    client.send("wrong\n");
  }
  expect(await client.expect(/>$/)).toContain("% Bad secrets");
  client.send("enable\n");
  await client.expect(/Password: $/);
  client.send(`${lab.box("csr1").password}\n`);
  await client.expect(/csr1000v#$/);
  expect(await client.run("show privilege")).toBe("Current privilege level is 15\n");
});

test("modes have the prompts of the table, end and exit leave them (devices.md 3.1)", async () => {
  const client = await lab.terminal("csr1");
  expect(await client.run("configure terminal")).toBe(
    "Enter configuration commands, one per line.  End with CNTL/Z.\n",
  );
  const prompts: readonly (readonly [string, string])[] = [
    ["interface gi1", "csr1000v(config-if)#"],
    ["router bgp 65001", "csr1000v(config-router)#"],
    ["address-family ipv4", "csr1000v(config-router-af)#"],
    ["exit-address-family", "csr1000v(config-router)#"],
    ["line vty 0 4", "csr1000v(config-line)#"],
    ["archive", "csr1000v(config-archive)#"],
    ["log config", "csr1000v(config-archive-log-cfg)#"],
    ["ip access-list extended X", "csr1000v(config-ext-nacl)#"],
    ["vrf definition X", "csr1000v(config-vrf)#"],
    ["crypto pki trustpoint SLA-TrustPoint", "csr1000v(ca-trustpoint)#"],
    ["interface gi1.10", "csr1000v(config-subif)#"],
    ["exit", "csr1000v(config)#"],
    ["exit", "csr1000v#"],
  ];
  for (const [line, prompt] of prompts) {
    await client.run(line);
    expect(await client.prompt()).toBe(prompt);
  }
  await client.run("configure terminal");
  client.send("hostname a-very-long-host-name-indeed\x1a");
  await client.expect(/a-very-long-host-name-indeed#$/);
  await client.run("configure terminal");
  // The host name is cut to 20 characters in configuration mode.
  expect(await client.prompt()).toBe("a-very-long-host-nam(config)#");
});

test("the caret stands under the first character no keyword takes, a blank line follows (devices.md 3.3)", async () => {
  const client = await lab.terminal("csr1");
  expect(await client.run("show foooooooo")).toBe(
    "              ^\n% Invalid input detected at '^' marker.\n\n",
  );
  expect(await client.run("show")).toBe("% Incomplete command.\n\n");
  expect(await client.run("c")).toBe('% Ambiguous command:  "c"\n');
  expect(await client.run("save")).toContain(
    "% Unknown command or computer name, or unable to find computer address",
  );
});

test("abbreviations are taken wherever they are unique, do works everywhere (devices.md 3.1, 3.13)", async () => {
  const client = await lab.terminal("csr1");
  await client.all(
    "conf t",
    "int gi2",
    "desc to  the lab",
    "ip addr 10.0.2.1 255.255.255.0",
    "no shut",
  );
  expect(await client.run("do sh run int gi2")).toContain(
    "interface GigabitEthernet2\n description to  the lab\n ip address 10.0.2.1 255.255.255.0\n negotiation auto\n",
  );
});

test("an overlapping address is refused with the network and the other interface (devices.md 3.3)", async () => {
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "interface gi1", "ip address 10.0.1.1 255.255.255.0");
  await client.run("interface gi2");
  expect(await client.run("ip address 10.0.1.129 255.255.255.128")).toBe(
    "% 10.0.1.128 overlaps with GigabitEthernet1\n",
  );
  expect(await client.run("ip address 10.0.3.0 255.255.255.252")).toContain("Bad mask /30");
});

test("a numbered list goes as a whole, whichever of its entries is named", async () => {
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "access-list 10 permit 10.0.0.0 0.0.0.255");
  await client.all("access-list 10 deny 10.0.1.0 0.0.0.255", "access-list 20 permit any");
  expect(await client.run("access-list 10")).toContain("% Incomplete command.");
  expect(await running()).toMatch(/access-list 10 permit .*\n *access-list 10 deny /);
  await client.all("no access-list 10 deny 10.0.1.0 0.0.0.255");
  expect(await running()).not.toContain("access-list 10");
  await client.all("no access-list 20", "end");
  expect(await running()).not.toContain("access-list");
});

test("a neighbour needs remote-as first, and goes with all its lines (devices.md 3.3)", async () => {
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "router bgp 65001");
  expect(await client.run("neighbor 10.0.1.2 description x")).toBe(
    "% Specify remote-as or peer-group remote AS first\n",
  );
  await client.all("neighbor 10.0.1.2 remote-as 65002", "neighbor 10.0.1.2 description x");
  await client.all("network 10.1.0.0 mask 255.255.0.0", "address-family ipv4", "end");
  expect(await running()).toContain(`router bgp 65001
 bgp log-neighbor-changes
 neighbor 10.0.1.2 remote-as 65002
 neighbor 10.0.1.2 description x
 !
 address-family ipv4
  network 10.1.0.0 mask 255.255.0.0
  neighbor 10.0.1.2 activate
 exit-address-family
!
`);
  await client.all("configure terminal", "router bgp 65001", "no neighbor 10.0.1.2", "end");
  expect(await running()).not.toContain("10.0.1.2");
});

test("each accepted line is live at once, a VRF move wipes the address (devices.md section 1)", async () => {
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "vrf definition red", "rd 1:1", "interface gi1");
  await client.run("ip address 10.0.1.1 255.255.255.0");
  expect(await running()).toContain(" ip address 10.0.1.1 255.255.255.0\n");
  expect(await client.run("vrf forwarding red")).toContain("removed due to enabling VRF red");
  expect(await running()).toContain(
    "interface GigabitEthernet1\n vrf forwarding red\n no ip address\n",
  );
});

test("without archive nothing is timed (devices.md 3.4)", async () => {
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "no archive", "end");
  expect(await client.run("show archive")).toBe(" Archive feature not enabled\n");
  expect(await client.run("archive config")).toBe(
    " Archive feature not enabled\n% Error caught by command handler\n",
  );
  expect(await client.run("configure terminal revert timer 5")).toBe(
    "%Turn config archive on before using Rollback Confirmed Change\n",
  );
  expect(await client.prompt()).toBe("csr1000v#");
});

test("a timed change is armed, asked for, confirmed and saved (devices.md 3.5, 3.10)", async () => {
  const client = await lab.terminal("csr1");
  expect(await client.run("show archive config rollback timer")).toBe(
    "%No Rollback Confirmed Change pending\n",
  );
  expect(await client.run("configure terminal revert timer 5")).toMatch(
    /^Rollback Confirmed Change: Backing up current running config to bootflash:-\S+-0\n\nEnter configuration commands, one per line. {2}End with CNTL\/Z.\n$/,
  );
  await client.all("hostname edge", "end");
  expect(await client.run("show archive config rollback timer")).toMatch(
    /^Time configured\(or reconfigured\): \d\d:\d\d:\d\d UTC \w+ \w+ \d+ \d+\nTimer type: absolute timer\nTimer value: 5 min\nUser: netctl\n$/,
  );
  expect((await lab.status("csr1")).pending?.secondsLeft).toBeGreaterThan(290);
  const second = await lab.terminal("csr1");
  expect(await second.run("configure confirm")).toBe("");
  expect(await second.run("show archive config rollback timer")).toBe(
    "%No Rollback Confirmed Change pending\n",
  );
  await labClock(lab.directory, 600);
  expect(await running()).toContain("hostname edge\n");
  expect(await startup()).toContain("hostname csr1000v\n");
  expect(await second.run("write memory")).toBe("Building configuration...\n[OK]\n");
  expect(await startup()).toBe(await running());
  expect((await lab.status("csr1")).counts.saves).toBe(1);
});

test("expiry restores the whole snapshot, also what others did since, whoever is connected (devices.md 3.5)", async () => {
  const before = await running();
  const client = await lab.terminal("csr1");
  await client.all("terminal length 0", "configure terminal revert timer 2", "hostname edge");
  client.close();
  await until(async () => (await lab.status("csr1")).sessions === 0);
  await labEdit(lab.directory, "csr1", ["snmp-server contact somebody"]);
  const watcher = await lab.terminal("csr1");
  await labClock(lab.directory, 61);
  expect(await watcher.expect(/keep what you've configured\r\n/)).toContain(
    "Rollback Confirmed Change: Rollback will begin in one minute.",
  );
  await labClock(lab.directory, 60);
  const text = (await watcher.expect(/Rollback Done\r\n/)).replaceAll("\r", "");
  expect(text).toContain("Rollback Confirmed Change: rolling to:bootflash:");
  expect(text).toContain("!Pass 1\n!List of Rollback Commands:\nno hostname edge\n");
  expect(text).toContain("Total number of passes: 1\n");
  expect(await running()).toBe(before);
  expect((await lab.status("csr1")).pending).toBeNull();
});

test("revert now takes it back at once, only for the user who armed (devices.md 3.5)", async () => {
  const before = await running();
  const client = await lab.terminal("csr1");
  await client.all("configure terminal revert timer 5", "hostname edge", "end");
  const other = await lab.terminal("csr1", "admin");
  expect(await other.run("configure confirm")).toMatch(/^%/);
  expect(await other.run("configure revert now")).toMatch(/^%/);
  await client.run("configure revert now");
  expect(await running()).toBe(before);
});

test("one session channel per connection (devices.md 2.3)", async () => {
  const client = await connect(lab.box("csr1"));
  await new Promise((resolve) => client.shell({}, resolve));
  const second = await new Promise<Error | undefined>((resolve) =>
    client.shell({}, (e) => resolve(e)),
  );
  expect(second).toBeInstanceOf(Error);
  client.end();
});

test("exec runs one command without prompt, echo or pager (devices.md 2.4)", async () => {
  const client = await connect(lab.box("csr1"));
  const text = await new Promise<string>((resolve, reject) => {
    client.exec("show running-config", (error, channel) => {
      if (error) reject(error);
      let all = "";
      channel.on("data", (bytes: Buffer) => {
        all += bytes.toString();
      });
      channel.on("close", () => resolve(all));
    });
  });
  expect(text).toContain("Building configuration...\r\n");
  expect(text).toContain("\r\nend\r\n");
  expect(text).not.toContain("--More--");
  client.end();
});

test("show running-config pages until the length is 0, return goes one line on (devices.md 2.5, 3.2)", async () => {
  const client = await lab.terminal("csr1");
  client.send("show running-config\n");
  const first = await client.expect(/\r\n --More-- $/);
  expect(first.split("\r\n")).toHaveLength(25);
  client.send("\r");
  const one = await client.expect(/ --More-- $/);
  expect(one.startsWith(`${"\b".repeat(9)}${" ".repeat(8)}${"\b".repeat(9)}`)).toBe(true);
  expect(one.split("\r\n")).toHaveLength(2);
  client.send("q");
  await client.expect(/#$/);
  await client.run("terminal length 0");
  expect(await client.run("show running-config")).toMatch(/\nnetconf-yang\nend\n\n$/);
});

test("a line wider than the terminal scrolls with backspaces and a dollar (devices.md 3.9)", async () => {
  const client = await ExpectClient.open(lab.box("csr1"), {}, { cols: 80, rows: 24 });
  await client.expect(/#$/);
  await client.run("terminal width 512");
  await client.run("configure terminal");
  await client.run("interface gi1");
  await client.run("terminal width 80");
  await client.run("do terminal width 80");
  const text = "description no snmp-server traps ospf state-change if-state-change";
  client.send(`${text}\n`);
  const echo = await client.expect(/\r\n\r.*#$/s);
  expect(echo).not.toContain(text);
  expect(echo).toContain("\x08$");
  await client.run("do terminal width 0");
  expect(await client.run(`description ${"x".repeat(200)}`)).toBe("");
});

test("a banner swallows every line until its delimiter, without a prompt (devices.md 3.11)", async () => {
  const client = await lab.terminal("csr1");
  await client.run("configure terminal");
  client.send("banner login ^Welcome\n");
  expect(await client.expect(/'\^'\.\r\n$/)).toContain("Enter TEXT message.");
  client.send("no ip http server\nto the lab^\n");
  await client.expect(/\(config\)#$/);
  expect(await running()).toContain("banner login ^CWelcome\nno ip http server\nto the lab^C\n!\n");
  const banner = await new Promise<string>((resolve, reject) => {
    const { host, port, user: username } = lab.box("csr1");
    const raw = new ssh2.Client();
    raw.on("banner", (text) => {
      raw.end();
      resolve(text);
    });
    raw.on("error", reject);
    raw.connect({ host, port, username, password: "x" });
  });
  expect(banner.replaceAll("\r", "")).toBe("Welcome\nno ip http server\nto the lab\n");
});

test("log lines reach a vty only after terminal monitor (devices.md 3.1)", async () => {
  const watcher = await lab.terminal("csr1");
  await watcher.run("terminal monitor");
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "end");
  expect(await watcher.expect(/vty\d \(127\.0\.0\.1\)\r\n/)).toMatch(
    /\*\w{3} [ \d]\d \d\d:\d\d:\d\d\.\d{3}: %SYS-5-CONFIG_I: Configured from console by netctl on vty/,
  );
  expect(client.received).toBe("");
});

test("a restart of the box boots what was saved", async () => {
  const client = await lab.terminal("csr1");
  await client.all("configure terminal", "hostname edge", "end");
  client.send("reload\n");
  await client.expect(/\[confirm\]$/);
  client.send("\n");
  await client.closed();
  expect(await running()).toBe(await startup());
  expect(await running()).toContain("hostname csr1000v");
});

test("configure replace takes running to a file of the archive, after a question (devices.md 3.7)", async () => {
  const before = await running();
  const client = await lab.terminal("csr1");
  await client.run("archive config");
  const file = /(bootflash:\S+) <- Most Recent/.exec(await client.run("show archive"))?.[1] ?? "";
  await client.all("configure terminal", "hostname edge", "end");
  client.send(`configure replace ${file} list\n`);
  await client.expect(/This will apply all necessary [\s\S]* \? \[no\]: $/);
  client.send("Y\n");
  expect((await client.expect(/#$/)).replaceAll("\r", "")).toContain(
    "!List of Rollback Commands:\nno hostname edge\nhostname csr1000v\nend\n\nTotal number of passes: 1\nRollback Done\n",
  );
  expect(await running()).toBe(before);
  expect(await client.run("configure replace bootflash:none force")).toContain("%Error opening");
});

test("archive differences put the sign behind the indentation (devices.md 3.8)", async () => {
  const client = await lab.terminal("csr1");
  expect(await client.run("show archive config differences")).toBe("!No changes were found\n");
  await client.all("configure terminal", "interface gi1", "description x", "end");
  expect(await client.run("show archive config differences")).toBe(
    "!Contextual Config Diffs:\ninterface GigabitEthernet1\n -description x\n",
  );
});

test("a secret typed in plain is kept as a hash, another one each time (devices.md 3.12)", async () => {
  const client = await lab.terminal("csr1");
  const kept = async (secret: string): Promise<string> => {
    await client.run("configure terminal");
    await client.run(`username night privilege 15 secret ${secret}`);
    await client.run("end");
    return client.run("show running-config | include username night");
  };
  const first = await kept("s3cret");
  expect(first).toMatch(/^username night privilege 15 secret 9 \$9\$\S+\$\S+\n$/);
  expect(await kept("s3cret")).not.toBe(first);
  expect(await kept("9 $9$abc$def")).toBe("username night privilege 15 secret 9 $9$abc$def\n");
});
