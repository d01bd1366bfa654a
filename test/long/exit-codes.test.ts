import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exitCodes, interruptedCode } from "../../src/cli/exit-code.ts";
import { applyInTrial } from "../support/hanging.ts";
import { exampleNetwork, type Lab } from "../support/lab.ts";
import type { Workspace } from "../support/netctl.ts";

let workspace: Workspace;
let lab: Lab;
let third = 40;

const loopbacks = "models/loopback/routers.yaml";

beforeAll(async () => {
  ({ workspace, lab } = await exampleNetwork());
  expect((await workspace.netctl("apply", "--yes")).code).toBe(0);
}, 600_000);

afterAll(async () => workspace.remove(), 30_000);

async function codeOf(...args: readonly string[]): Promise<number | null> {
  return (await workspace.netctl(...args)).code;
}

async function changed(): Promise<void> {
  third += 1;
  await workspace.edit(loopbacks, /192\.168\.\d+\./g, `192.168.${third}.`);
}

/** What `args` end with while something is wrong on a device. */
async function faulty(fault: string, ...args: readonly string[]): Promise<number | null> {
  await lab.fault("veos1", fault);
  const code = await codeOf(...args);
  await lab.fault("veos1", fault, false);
  return code;
}

async function interrupted(signal: NodeJS.Signals): Promise<number | null> {
  await changed();
  const apply = await applyInTrial(workspace, lab);
  apply.kill(signal);
  return (await apply.goOn()).code;
}

/** One way to each exit code that there is. */
const ways: Readonly<Record<number, () => Promise<number | null>>> = {
  [exitCodes.done]: () => codeOf("apply", "--yes"),
  [exitCodes.unexpected]: async () => {
    // Git's own fault, before anything was sent: its objects are gone.
    const objects = join(workspace.root, ".git/objects");
    await rename(objects, `${objects}.away`);
    await workspace.git("init", "--quiet");
    const code = await codeOf("apply", "--yes");
    await rename(objects, `${objects}.empty`);
    await rename(`${objects}.away`, objects);
    return code;
  },
  [exitCodes.differences]: async () => {
    await changed();
    return codeOf("plan", "--detailed-exitcode");
  },
  [exitCodes.invalid]: async () => {
    await workspace.write("models/loopback/wrong.yaml", "devices: 7\n");
    const code = await codeOf("apply", "--yes");
    await workspace.git("clean", "-fdq", "models");
    return code;
  },
  [exitCodes.distrusted]: async () => faulty("wrong-password", "apply", "--yes"),
  [exitCodes.restored]: async () => {
    await changed();
    return faulty(`refuse:192.168.${third}`, "apply", "--yes");
  },
  [exitCodes.inDoubt]: async () => {
    await changed();
    const code = await faulty("confirm-fails", "apply", "--yes");
    expect(await codeOf("recover")).toBe(0);
    return code;
  },
  [exitCodes.refused]: async () => {
    await changed();
    expect(await codeOf("plan", "-o", "p.ncplan")).toBe(0);
    await changed();
    return codeOf("apply", "p.ncplan");
  },
  [exitCodes.unreachable]: () => faulty("unreachable", "plan"),
  [exitCodes.usage]: () => codeOf("apply"),
  129: () => interrupted("SIGHUP"),
  130: () => interrupted("SIGINT"),
  143: () => interrupted("SIGTERM"),
};

describe("every exit code", { timeout: 600_000 }, () => {
  it.each(Object.keys(ways).map(Number))("%i is reached", async (code) => {
    await workspace.git("checkout", "--", ".");
    expect(await ways[code]?.()).toBe(code);
  });

  it("that the program has or the README tells of is in this list, and no other", async () => {
    const told = [...(await readme()).matchAll(/^\| ([\d, ]+) +\|/gm)].flatMap((row) =>
      (row[1] ?? "").split(",").map(Number),
    );
    const signals = (["SIGHUP", "SIGINT", "SIGTERM"] as const).map(interruptedCode);
    const had = [...Object.values(exitCodes), ...signals];
    const sorted = (codes: readonly number[]) => [...codes].sort((a, b) => a - b);
    expect(sorted(told)).toEqual(sorted(had));
    expect(sorted(Object.keys(ways).map(Number))).toEqual(sorted(had));
  });
});

async function readme(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, "../../README.md"), "utf8");
  return text.split(/^## Exit codes$/m)[1]?.split(/^## /m)[0] ?? "";
}
