import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { needing } from "./support/needing.ts";

const run = promisify(execFile);
const models = join(import.meta.dirname, "../../models");

/** Every golden configuration of the library for FRR. */
const goldens = readdirSync(models, { recursive: true, encoding: "utf8" }).filter((path) =>
  /\/tests\/[^/]+\/frr[^/]*\.conf$/.test(path),
);

const missing = existsSync("/usr/bin/vtysh") ? undefined : "needs the Debian package frr";

needing("the library's lines for FRR", missing, () => {
  it("goes through a vtysh that refuses a line FRR does not know", async () => {
    const folder = await mkdtemp(join(tmpdir(), "netctl-frr-"));
    const file = join(folder, "frr.conf");
    await writeFile(file, "router bgp 1\n no such line\n");
    await expect(run("vtysh", ["-C", "-f", file])).rejects.toThrow("Unknown command");
    await rm(folder, { recursive: true });
  });

  it.each(goldens)("%s holds lines only that FRR knows", async (path) => {
    const { stdout, stderr } = await run("vtysh", ["-C", "-f", join(models, path)]);
    expect(stdout + stderr).toBe("");
  });
});
