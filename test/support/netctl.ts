import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The built program, as a user runs it. */
export const program: string = join(import.meta.dirname, "../../dist/cli/main.js");

/** What a run of a program left. `code` is null where a signal ended it. */
export type Run = { readonly code: number | null; readonly out: string; readonly err: string };

/** Milliseconds after which a program that should have ended is a failure. */
const runLimitMs = 90_000;

/** Nobody's settings but the test's: no colours, an identity for git, no prompts. */
export const environment: NodeJS.ProcessEnv = {
  ...process.env,
  NO_COLOR: "1",
  GIT_AUTHOR_NAME: "A Tester",
  GIT_AUTHOR_EMAIL: "tester@example.net",
  GIT_COMMITTER_NAME: "A Tester",
  GIT_COMMITTER_EMAIL: "tester@example.net",
  GIT_TERMINAL_PROMPT: "0",
};

/** A program that runs, and what it will have left. */
export type Begun = { readonly child: ChildProcess; readonly ended: Promise<Run> };

/** Runs a program to its end; standard input is closed. */
export async function run(
  command: string,
  args: readonly string[],
  folder: string,
  limitMs: number = runLimitMs,
): Promise<Run> {
  return begin(command, args, folder, limitMs).ended;
}

/** Starts a program for those who do something meanwhile; standard input is closed. */
export function begin(
  command: string,
  args: readonly string[],
  folder: string,
  limitMs: number = runLimitMs,
): Begun {
  const child = spawn(command, args, {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<Run>((resolve, reject) => {
    let out = "";
    let err = "";
    const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, out, err });
    });
  });
  return { child, ended };
}

/** A workspace in a temporary folder, and netctl and git in it. */
export class Workspace {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** `netctl init` in a fresh folder, with the example network where nothing else is said. */
  static async make({ lab } = { lab: true }): Promise<Workspace> {
    const folder = await mkdtemp(join(tmpdir(), "netctl-test-"));
    const root = join(folder, "net");
    const { code, err } = await run(
      process.execPath,
      [program, "init", root, ...(lab ? ["--lab"] : [])],
      folder,
    );
    if (code !== 0) throw new Error(`init ended with ${code}: ${err}`);
    return new Workspace(root);
  }

  /** Puts a bare repository beside this one that decides from now on; gives its path. */
  async share(): Promise<string> {
    const hub = join(this.root, "../hub.git");
    await this.git("init", "--quiet", "--bare", "--initial-branch=main", hub);
    await this.git("remote", "add", "origin", hub);
    await this.git("push", "--quiet", "--set-upstream", "origin", "main");
    return hub;
  }

  /** Another operator's clone of what was shared. Its devices are those of this workspace's lab. */
  async clone(name: string): Promise<Workspace> {
    const root = join(this.root, "..", name);
    await this.git("clone", "--quiet", "../hub.git", root);
    await mkdir(join(root, ".git/netctl"));
    await symlink(join(this.root, ".git/netctl/lab"), join(root, ".git/netctl/lab"));
    return new Workspace(root);
  }

  /** Runs netctl here. */
  async netctl(...args: readonly string[]): Promise<Run> {
    return run(process.execPath, [program, ...args], this.root);
  }

  /** Runs git here; what it prints, without its last line end. */
  async git(...args: readonly string[]): Promise<string> {
    const { code, out, err } = await run("git", args, this.root);
    if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}: ${err}`);
    return out.trimEnd();
  }

  /** Starts netctl without waiting for it, for those who want to interrupt or kill it. */
  start(...args: readonly string[]): ReturnType<typeof spawn> {
    return spawn(process.execPath, [program, ...args], {
      cwd: this.root,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async edit(path: string, before: string | RegExp, after: string): Promise<void> {
    const text = await this.read(path);
    const edited = text.replace(before, after);
    if (edited === text) throw new Error(`${path} does not hold ${before}`);
    await this.write(path, edited);
  }

  async read(path: string): Promise<string> {
    return readFile(join(this.root, path), "utf8");
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  /** Stops the lab and takes the folder away. */
  async remove(): Promise<void> {
    await this.netctl("lab", "down");
    await rm(join(this.root, ".."), { recursive: true, force: true });
  }
}
