import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** This program, run as a user would run it. */
const netctl = fileURLToPath(new URL("../main.js", import.meta.url));

/** A demonstration that stopped because something answered otherwise than told. */
class Surprise extends Error {}

/**
 * `netctl demo`: the whole story on simulated devices in a temporary folder, told in plain words. Every command is run
 * as a program of its own, and its exit code is checked. Exit 0 when all went as told.
 */
export async function demo(console: Console): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "netctl-demo-"));
  const stage = new Stage(console, join(folder, "net"));
  try {
    await tell(stage);
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof Surprise)) throw error;
    console.warn(error.message);
    return exitCodes.unexpected;
  } finally {
    await stage.quietly("lab", "down");
    await rm(folder, { recursive: true, force: true });
  }
}

async function tell(stage: Stage): Promise<void> {
  stage.title("A workspace: models, templates, and three routers of three vendors");
  await stage.netctl(0, "init", "--lab");
  await stage.netctl(0, "lab", "up");
  await stage.netctl(0, "validate");

  stage.title(
    "The plan: what would change on each device, and which line of which file asks for it",
  );
  await stage.netctl(0, "plan");

  stage.title("The apply: one transaction over all three, then a record in git");
  await stage.netctl(0, "apply", "--yes");
  stage.say(
    "Every device was in trial with its own rollback timer running; git moved; then all were confirmed.",
  );
  await stage.git("log", "-1", "--format=%h %s%n%b");

  stage.title("A second apply finds nothing to do");
  await stage.netctl(0, "apply", "--yes");

  stage.title("An edit: csr1 gets another loopback address");
  await stage.edit("models/loopback/routers.yaml", "192.168.255.1/32", "192.168.255.101/32");
  await stage.netctl(0, "apply", "--yes", "-m", "Move the loopback of csr1");

  stage.title("The way back: git revert, then apply");
  await stage.git("revert", "--no-edit", "HEAD");
  await stage.netctl(0, "apply", "--yes");
  await stage.netctl(0, "history");

  stage.title("A device that refuses: when csr1 says no, the other two are in trial already");
  await stage.netctl(0, "lab", "fault", "csr1", "refuse:192.168.255");
  for (const end of ["1", "2", "3"]) {
    await stage.edit(
      "models/loopback/routers.yaml",
      `192.168.255.${end}/32`,
      `192.168.255.20${end}/32`,
    );
  }
  await stage.netctl(5, "apply", "--yes");
  stage.say(
    "Exit 5: one said no, so all three were taken back and read back, and git stayed where it was.",
  );
  await stage.git("status", "--short");
  await stage.git("checkout", "--", "models");
  await stage.netctl(0, "lab", "fault", "csr1", "refuse:192.168.255", "--off");
  await stage.netctl(0, "plan", "--detailed-exitcode");
  stage.say(
    "The devices run what they ran before: nothing differs from what git says was applied.",
  );
}

/** Where the demonstration plays: tells, runs, and checks. */
class Stage {
  readonly #console: Console;
  readonly #folder: string;
  #hasFolder = false;

  constructor(console: Console, folder: string) {
    this.#console = console;
    this.#folder = folder;
  }

  title(text: string): void {
    this.#console.data(`\n${this.#console.out.paint("strong", `== ${text}`)}`);
  }

  say(text: string): void {
    this.#console.data(text);
  }

  async netctl(expected: number, ...args: readonly string[]): Promise<void> {
    const place = this.#hasFolder ? ["-C", this.#folder] : [];
    const given =
      args[0] === "init" ? ["init", this.#folder, ...args.slice(1)] : [...place, ...args];
    this.#shown(["netctl", ...args]);
    const code = await run(process.execPath, [netctl, ...given], "inherit");
    this.#hasFolder = true;
    if (code !== expected) throw new Surprise(`expected exit code ${expected}, got ${code}`);
  }

  async git(...args: readonly string[]): Promise<void> {
    this.#shown(["git", ...args]);
    // Somebody who tries netctl may not have told git who they are.
    const identity = ["-c", "user.name=netctl demo", "-c", "user.email=demo@netctl.invalid"];
    const code = await run(
      "git",
      ["-C", this.#folder, "--no-pager", ...identity, ...args],
      "inherit",
    );
    if (code !== 0) throw new Surprise(`git ended with ${code}`);
  }

  async edit(path: string, before: string, after: string): Promise<void> {
    const file = join(this.#folder, path);
    const text = await readFile(file, "utf8");
    if (!text.includes(before)) throw new Surprise(`${path} does not hold ${before}`);
    await writeFile(file, text.replace(before, after));
    this.#shown(["edit", path, `${before} -> ${after}`]);
  }

  async quietly(...args: readonly string[]): Promise<void> {
    if (this.#hasFolder)
      await run(process.execPath, [netctl, "-C", this.#folder, ...args], "ignore");
  }

  #shown(words: readonly string[]): void {
    this.#console.data(`\n${this.#console.out.paint("heal", `$ ${words.join(" ")}`)}`);
  }
}

async function run(
  program: string,
  args: readonly string[],
  stdio: "inherit" | "ignore",
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", stdio, stdio] });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? exitCodes.unexpected));
  });
}
