import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "vitest";
import { environment, program } from "./netctl.ts";

type Step = { readonly command: string; readonly expected: readonly string[] };

/**
 * A page of documentation, carried out as a reader would: commands of `console` blocks are typed in one shell, and blocks
 * with a path (```yaml path=FILE) are written to that file where they stand. `netctl` is the built program.
 */
export class ToldPage {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** A folder with `netctl` on its path. */
  static async open(): Promise<ToldPage> {
    const folder = await mkdtemp(join(tmpdir(), "netctl-page-"));
    await mkdir(join(folder, "bin"));
    const netctl = join(folder, "bin", "netctl");
    await writeFile(netctl, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    await chmod(netctl, 0o755);
    return new ToldPage(folder);
  }

  /** Does all that the page says, and compares what is printed; gives the number of commands. */
  async follow(path: string): Promise<number> {
    const steps = stepsOf(await readFile(join(import.meta.dirname, "../..", path), "utf8"));
    const outputs = await this.shell(steps.map(({ command }) => command));
    expect(outputs.length).toBe(steps.length);
    steps.forEach(({ command, expected }, index) => {
      const printed = (outputs[index] ?? "").split("\n");
      for (const line of expected.filter((each) => each !== "…")) {
        const isThere = printed.some((each) => matches(each, line));
        expect(isThere, `$ ${command}\nshould print: ${line}\nprinted:\n${outputs[index]}`).toBe(
          true,
        );
      }
    });
    return steps.length;
  }

  /** Runs all commands in one shell; gives what each printed on standard output. */
  async shell(commands: readonly string[]): Promise<string[]> {
    const mark = "--- next step ---";
    const script = commands.map((command) => `${command}\n[ $? = 0 ] || exit 1\necho "${mark}"\n`);
    const path = [join(this.folder, "bin"), environment["PATH"]].join(delimiter);
    const child = spawn("sh", ["-s"], { cwd: this.folder, env: { ...environment, PATH: path } });
    child.stdin.end(script.join(""));
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code, out + err).toBe(0);
    return out.split(`${mark}\n`).slice(0, -1);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The commands of every `console` block, each with the lines printed below it, and the files to be written. */
function stepsOf(markdown: string): Step[] {
  const blocks = [...markdown.matchAll(/^```(\w+)(?: path=(\S+))?\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, language, path, text = ""]): Step[] => {
    if (path !== undefined)
      return [{ command: `cat > ${path} <<'END OF FILE'\n${text}END OF FILE`, expected: [] }];
    if (language !== "console") return [];
    return text
      .split(/^\$ /m)
      .slice(1)
      .map((part): Step => {
        const [command = "", ...expected] = part.trimEnd().split("\n");
        return { command, expected };
      });
  });
}

/** `…` at the end of a line stands for anything. */
function matches(printed: string, wanted: string): boolean {
  return wanted.endsWith("…") ? printed.startsWith(wanted.slice(0, -1)) : printed === wanted;
}
