import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { environment, program } from "./support/netctl.ts";

type Step = { readonly command: string; readonly expected: readonly string[] };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "netctl-readme-"));
  await mkdir(join(folder, "bin"));
  const netctl = join(folder, "bin", "netctl");
  await writeFile(netctl, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  await chmod(netctl, 0o755);
});

afterAll(async () => {
  await shell([{ command: "cd net && netctl lab down", expected: [] }]);
  await rm(folder, { recursive: true, force: true });
}, 30_000);

it("shows commands that work, and what they print", { timeout: 120_000 }, async () => {
  const steps = stepsOf(await readFile(join(import.meta.dirname, "../README.md"), "utf8"));
  expect(steps.length).toBeGreaterThan(10);
  const outputs = await shell(steps);
  expect(outputs.length).toBe(steps.length);
  steps.forEach(({ command, expected }, index) => {
    const printed = (outputs[index] ?? "").split("\n");
    const wanted = expected.filter((line) => line !== "…");
    for (const line of wanted) {
      const isThere = printed.some((each) => matches(each, line));
      expect(isThere, `$ ${command}\nshould print: ${line}\nprinted:\n${outputs[index]}`).toBe(
        true,
      );
    }
  });
});

/** The commands of every `console` block, each with the lines printed below it. */
function stepsOf(markdown: string): Step[] {
  const blocks = [...markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(
    (match) => match[1] ?? "",
  );
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part): Step => {
        const [command = "", ...expected] = part.trimEnd().split("\n");
        return { command, expected };
      }),
  );
}

/** `…` at the end of a line stands for anything. */
function matches(printed: string, wanted: string): boolean {
  return wanted.endsWith("…") ? printed.startsWith(wanted.slice(0, -1)) : printed === wanted;
}

/** Runs all steps in one shell, as a reader would; gives what each printed on standard output. */
async function shell(steps: readonly Step[]): Promise<string[]> {
  const mark = "--- next step ---";
  const script = steps.map(({ command }) => `${command} || exit 1\necho "${mark}"\n`).join("");
  const path = [join(folder, "bin"), environment["PATH"]].join(delimiter);
  const child = spawn("sh", ["-s"], { cwd: folder, env: { ...environment, PATH: path } });
  child.stdin.end(script);
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code, err).toBe(0);
  return out.split(`${mark}\n`).slice(0, -1);
}
