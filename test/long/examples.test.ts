import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Lab } from "../support/lab.ts";
import { run, Workspace } from "../support/netctl.ts";

const examples = join(import.meta.dirname, "../../docs/examples");

/** A workspace with one of the example networks, and its simulated devices. */
async function network(name: string): Promise<Workspace> {
  const workspace = await Workspace.make({ lab: false });
  await cp(join(examples, name), workspace.root, {
    recursive: true,
    filter: (path) => !path.endsWith(".mjs"),
  });
  if (name === "large-router")
    await run(process.execPath, [join(examples, name, "generate.mjs"), workspace.root], examples);
  await workspace.git("add", "--all");
  await workspace.git("commit", "--quiet", "--message", `The example ${name}`);
  const up = await workspace.netctl("lab", "up");
  expect(up.code, up.err).toBe(0);
  return workspace;
}

/** From validate to apply, read back, an empty plan, and back again to what was before. */
async function thereAndBack(name: string): Promise<void> {
  const workspace = await network(name);
  try {
    const lab = new Lab(workspace);
    const before = await lab.running();
    const ends = async (code: number, ...words: readonly string[]): Promise<string> => {
      const { code: found, out, err } = await workspace.netctl(...words);
      expect(found, `${words.join(" ")}: ${out}${err}`).toBe(code);
      return out;
    };
    await ends(0, "validate");
    await ends(2, "plan", "--detailed-exitcode");
    await ends(0, "apply", "--yes");
    const applied = await lab.running();
    for (const [box, text] of Object.entries(applied)) expect(text).not.toBe(before[box]);
    await ends(0, "plan", "--detailed-exitcode");
    await ends(0, "drift");
    await workspace.git("rm", "--quiet", "-r", "--", ...(await services(workspace)));
    await ends(0, "apply", "--yes", "-m", "Take everything away");
    expect(await lab.running()).not.toEqual(applied);
    await workspace.git("revert", "--no-edit", "HEAD");
    await ends(0, "apply", "--yes");
    expect(await lab.running()).toEqual(applied);
  } finally {
    await workspace.remove();
  }
}

async function services(workspace: Workspace): Promise<readonly string[]> {
  const files = (await workspace.git("ls-files", "models")).split("\n");
  return files.filter((path) => /^models\/[^/]+\/[^/]+\.yaml$/.test(path)).filter(isService);
}

function isService(path: string): boolean {
  return !path.endsWith("/schema.yaml");
}

test.each(["leaf-spine", "l3vpn", "office"])(
  "the example %s goes to its devices, is read back, is planned empty, and goes and comes again",
  { timeout: 400_000 },
  thereAndBack,
);
