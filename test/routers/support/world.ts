import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

/** One real router: FRRouting or BIRD behind an OpenSSH server of its own. */
export type RouterPlan = { readonly name: string; readonly kind: "frr" | "bird" };

/** A cable between two ports, which get these names. */
export type LinkPlan = readonly [a: string, portA: string, b: string, portB: string];

/** Password of both users, `ops` (a shell) and `admin` (the router's command line alone). */
export const password = "routers";

/** Milliseconds fifty routers may take to start on a busy machine. */
const startLimitMs = 170_000;

/**
 * Routers in network namespaces of their own, and a place from which all of them are reached on a management network.
 * Lives in one process: when that ends, however it ends, nothing is left.
 */
export class World {
  readonly routers: readonly RouterPlan[];
  readonly #keeper: ChildProcess;
  readonly #folder: string;
  readonly #pids: ReadonlyMap<string, number>;

  private constructor(
    keeper: ChildProcess,
    folder: string,
    pids: ReadonlyMap<string, number>,
    routers: readonly RouterPlan[],
  ) {
    this.#keeper = keeper;
    this.#folder = folder;
    this.#pids = pids;
    this.routers = routers;
  }

  static async start(routers: readonly RouterPlan[], links: readonly LinkPlan[]): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), "netctl-world-"));
    const plan = join(folder, "plan");
    const lines = [
      ...routers.map(({ name, kind }, index) => `router ${name} ${kind} ${index + 1}`),
      ...links.map((link) => `link ${link.join(" ")}`),
    ];
    await writeFile(plan, lines.map((line) => `${line}\n`).join(""));
    const script = join(import.meta.dirname, "world.sh");
    const spaces = ["--net", "--mount", "--pid", "--uts", "--fork", "--kill-child", "--mount-proc"];
    const keeper = spawn("unshare", [...spaces, "sh", script, plan], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    const pids = await readyOf(keeper);
    return new World(keeper, folder, pids, routers);
  }

  /** Address of a router on the management network. */
  address(name: string): string {
    const number = this.routers.findIndex((router) => router.name === name) + 1;
    return `10.99.${Math.floor(number / 250)}.${(number % 250) + 1}`;
  }

  /** Words that run a command where the routers are reached from, as one of netctl's users would sit there. */
  get outside(): readonly [string, ...string[]] {
    return ["nsenter", `--target=${this.#pid("")}`, "--net"];
  }

  /** Runs a command on a router, as its root; what it prints. */
  async on(router: string, ...command: readonly string[]): Promise<string> {
    return entered(this.#pid(router), ["--net", "--uts", "--mount", "--pid"], command);
  }

  /** What an FRR router runs, byte for byte. */
  async running(router: string): Promise<string> {
    return this.on(router, "vtysh", "-c", "show running-config no-header");
  }

  /** True where packets go from a router to an address and back, once. */
  async pings(router: string, target: string, source?: string): Promise<boolean> {
    const from = source === undefined ? [] : ["-I", source];
    const command = ["ping", "-n", "-c", "1", "-W", "1", "-t", "255", ...from, target];
    return this.on(router, ...command).then(
      () => true,
      () => false,
    );
  }

  /** Starts a command on a router and lets it run. */
  begin(router: string, ...command: readonly string[]): ChildProcess {
    const spaces = ["--net", "--uts", "--mount"];
    return spawn("nsenter", [`--target=${this.#pid(router)}`, ...spaces, ...command]);
  }

  async end(): Promise<void> {
    this.#keeper.kill("SIGKILL");
    if (this.#keeper.exitCode === null && this.#keeper.signalCode === null)
      await once(this.#keeper, "exit");
    await rm(this.#folder, { recursive: true, force: true });
  }

  #pid(router: string): number {
    const pid = this.#pids.get(router);
    if (pid === undefined) throw new Error(`no router ${router}`);
    return pid;
  }
}

async function entered(
  pid: number,
  spaces: readonly string[],
  command: readonly string[],
): Promise<string> {
  const args = [`--target=${pid}`, ...spaces, "--", ...command];
  const { stdout } = await promisify(execFile)("nsenter", args, {
    maxBuffer: 1 << 26,
    timeout: 60_000,
  });
  return stdout;
}

/** Processes of the routers, by name, as they are seen from here; the empty name is the world itself. */
async function readyOf(keeper: ChildProcess): Promise<ReadonlyMap<string, number>> {
  let noise = "";
  keeper.stderr?.setEncoding("utf8").on("data", (text: string) => {
    noise += text;
  });
  const timer = setTimeout(() => keeper.kill("SIGKILL"), startLimitMs);
  try {
    for await (const line of createInterface({ input: keeper.stdout ?? process.stdin })) {
      if (!line.startsWith("ready")) continue;
      const names = line.split(" ").slice(1);
      return await pidsOf(keeper.pid ?? 0, names);
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`the routers did not start: ${noise}`);
}

async function pidsOf(
  keeper: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const [world = 0] = await childrenOf(keeper);
  const inner = new Map<string, number>();
  for (const pid of await childrenOf(world)) inner.set(await innerPid(pid), pid);
  const pairs = names.map((each): [string, number] => {
    const [name = "", number = ""] = each.split("=");
    return [name, inner.get(number) ?? 0];
  });
  return new Map([["", world], ...pairs]);
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.trim().split(" ").map(Number);
}

/** Number of a process as its own world counts. */
async function innerPid(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return /^NSpid:.*\t(\d+)$/m.exec(status)?.[1] ?? "";
}
