import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { labReset, labRunning } from "../../src/lab/lab.ts";
import type { ExpectClient } from "./expect-client.ts";
import { type TestLab, testLab } from "./support.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab({ name: "csr1", product: "csr1000v" });
});
afterAll(async () => await lab.end());
beforeEach(async () => await labReset(lab.directory));

const running = async (): Promise<string> => await labRunning(lab.directory, "csr1", "running");

/** Writes a file the way tools do that have no file transfer. */
async function write(client: ExpectClient, name: string, text: string): Promise<void> {
  client.send("tclsh\n");
  await client.expect(/csr1000v\(tcl\)#$/);
  const [first, ...rest] = `puts [open "flash:${name}" w+] {${text}}`.split("\n");
  client.send(`${first}\n`);
  for (const line of rest) {
    await client.expect(/\+>$/);
    client.send(`${line}\n`);
  }
  await client.expect(/csr1000v\(tcl\)#$/);
  client.send("tclquit\n");
  await client.expect(/csr1000v#$/);
}

/** Sends a command that asks for a file name, takes the proposal and answers what comes then. */
async function asked(client: ExpectClient, command: string, question: RegExp): Promise<string> {
  client.send(`${command}\n`);
  await client.expect(question);
  client.send("\n");
  return (await client.expect(/#$/)).replaceAll("\r", "");
}

const TO_RUNNING = /Destination filename \[running-config\]\? $/;

test("a file written in tclsh is merged by copy, which goes on behind a bad line (devices.md 3.1, 3.7)", async () => {
  const client = await lab.terminal("csr1");
  await write(client, "new.cfg", "interface Loopback1\n description tacocat\nbogus\nhostname edge");
  const said = await asked(client, "copy flash:new.cfg running-config", TO_RUNNING);
  expect(said).toContain("bogus\n  ^\n% Invalid input detected at '^' marker.\n");
  expect(said).toMatch(/\n\d+ bytes copied in \d\.\d+ secs \(\d+ bytes\/sec\)\n\nedge#$/);
  expect(await running()).toContain("interface Loopback1\n description tacocat\n no ip address\n");
  expect(await running()).toContain("hostname edge\n");
  expect(await asked(client, "copy flash:none running-config", TO_RUNNING)).toContain(
    "%Error opening flash:none",
  );
});

test("incremental-diffs lists what a merge would change, differences the contexts (devices.md 3.8)", async () => {
  const client = await lab.terminal("csr1");
  await client.run("terminal length 0");
  await write(client, "new.cfg", "hostname csr1000v\ninterface Loopback1\n description tacocat");
  expect(await client.run("show archive config incremental-diffs flash:new.cfg ignorecase")).toBe(
    "!List of Commands:\ninterface Loopback1\ndescription tacocat\nend\n\n",
  );
  const diff = await client.run(
    "show archive config differences system:running-config flash:new.cfg",
  );
  expect(diff).toMatch(/^!Contextual Config Diffs:\n/);
  expect(diff).toMatch(/\n\+interface Loopback1\n(?: \+.*\n)* \+description tacocat\n/);
  expect(await running()).not.toContain("Loopback1");
});

test("a file is deleted after two questions, flash is bootflash then (devices.md 3.10)", async () => {
  const client = await lab.terminal("csr1");
  await write(client, "old.cfg", "hostname edge");
  client.send("delete flash:old.cfg\n");
  await client.expect(/Delete filename \[old\.cfg\]\? $/);
  client.send("\n");
  await client.expect(/Delete bootflash:\/old\.cfg\? \[confirm\]$/);
  client.send("\n");
  await client.expect(/#$/);
  expect(await asked(client, "copy flash:old.cfg running-config", TO_RUNNING)).toContain(
    "%Error opening",
  );
});
