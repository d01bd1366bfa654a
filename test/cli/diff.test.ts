import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program, run } from "../support/netctl.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "netctl-diff-"));
});
afterAll(async () => rm(folder, { recursive: true }));

async function diff(running: string, candidate: string, platform: string, ...more: string[]) {
  await writeFile(join(folder, "running.conf"), running);
  await writeFile(join(folder, "candidate.conf"), candidate);
  const args = ["diff", "running.conf", "candidate.conf", "--platform", platform, ...more];
  return run(process.execPath, [program, ...args], folder);
}

describe("netctl diff", { timeout: 600_000 }, () => {
  const depth = Array.from({ length: 10_000 }, (_, level) => `${" ".repeat(level)}x${level}\n`);

  it.each([
    ["binary bytes", "eos", "hostname a\n\u0000\u0001PNG\n", "NC3101", 2],
    ["a line of 100,000 characters", "frr", `hostname ${"x".repeat(100_000)}\n`, "NC3105", 1],
    ["no configuration at all", "junos", "<html>\n<body>404</body>\n", "NC3103", 1],
    ["sections 10,000 deep", "iosxe", depth.join(""), "NC3104", 66],
    [
      "braces 10,000 deep",
      "junos",
      `${"a {\n".repeat(10_000)}${"}\n".repeat(10_000)}`,
      "NC3104",
      64,
    ],
    ["a banner without end", "iosxe", "hostname a\nbanner motd ^C\nhello\n", "NC3102", 2],
  ])("finds %s (%s), with its place, and shows no diff", async (_, platform, text, code, line) => {
    const { code: exit, out, err } = await diff("", text, platform);
    expect(exit).toBe(3);
    expect(out).toBe("");
    expect(err).toContain(`error[${code}]`);
    expect(err).toMatch(new RegExp(`candidate\\.conf:${line}:\\d+`));
    expect(err.length).toBeLessThan(20_000);
  });

  it("gives commands in their sections as JSON, both ways, and typed lines on demand", async () => {
    const running = "interface GigabitEthernet1\n description a\n";
    const candidate = "interface GigabitEthernet1\n description b\n";
    const { out } = await diff(running, candidate, "iosxe", "--json");
    const section = ["interface GigabitEthernet1"];
    expect(JSON.parse(out)).toEqual({
      forth: [{ section, line: "description b" }],
      back: [{ section, line: "description a" }],
    });
    const typed = await diff(running, candidate, "iosxe", "--reverse");
    expect(typed.out).toBe("interface GigabitEthernet1\ndescription a\nexit\n");
  });
});
