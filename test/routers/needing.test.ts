import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Runs one file of these tests as a machine would that lacks something; its exit code and all it printed. */
async function lacking(missing: string, isRequired: boolean): Promise<readonly [number, string]> {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const command = [vitest, "run", "--dir", "test/routers", "triangle"];
  const env = { ...process.env, NO_COLOR: "1", NETCTL_ROUTERS: missing, CI: String(isRequired) };
  try {
    const ran = await promisify(execFile)(process.execPath, command, { cwd: root, env });
    return [0, ran.stdout + ran.stderr];
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return [code, stdout + stderr];
  }
}

it("is a failure with CI=true where something is missing, with the reason", async () => {
  const [code, said] = await lacking("needs root", true);
  expect(code).toBe(1);
  expect(said).toContain("this is required here, but it needs root");
});

it("is skipped elsewhere, with the reason", async () => {
  const [code, said] = await lacking("needs the Debian packages bird2", false);
  expect(code).toBe(0);
  expect(said).toContain(
    "skipped: three bare FRR routers in a triangle: needs the Debian packages bird2",
  );
});
