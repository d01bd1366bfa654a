import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Begun, begin, program, type Run, run } from "../../support/netctl.ts";
import { type LinkPlan, password, type RouterPlan, World } from "./world.ts";

/** Milliseconds netctl may take: longer than the shortest timer of a router, which it may have to wait for. */
const netctlLimitMs = 280_000;

/** Real routers and a workspace of netctl beside them that knows how to log in to each. */
export class Network {
  readonly world: World;
  readonly root: string;

  private constructor(world: World, root: string) {
    this.world = world;
    this.root = root;
  }

  static async start(plan: {
    readonly routers: readonly RouterPlan[];
    readonly links: readonly LinkPlan[];
  }): Promise<Network> {
    const world = await World.start(plan.routers, plan.links);
    const folder = await mkdtemp(join(tmpdir(), "netctl-routers-"));
    const network = new Network(world, join(folder, "net"));
    await run(process.execPath, [program, "init", network.root], folder);
    await network.write("password", `${password}\n`);
    await network.write(".gitignore", ".netctl/\npassword\n");
    for (const router of plan.routers) await network.declare(router);
    const known = await hostKey();
    const hosts = plan.routers.map(({ name }) => `${world.address(name)} ${known}\n`);
    await network.write(".git/netctl/known_hosts", hosts.join(""));
    await network.git("add", ".");
    await network.git("commit", "-m", "Name the routers");
    return network;
  }

  /** Writes the router's file; `ops` works in a shell, `admin` has the router's command line alone. */
  async declare({ name, kind }: RouterPlan, platform: string = kind, user = "ops"): Promise<void> {
    const lines = [
      `platform: ${platform}`,
      `address: ${this.world.address(name)}`,
      `credential: { user: ${user}, password: { secret: "file:password" } }`,
      ...(kind === "bird" ? ["ownership: full"] : []),
    ];
    await this.write(`devices/${name}.yaml`, `${lines.join("\n")}\n`);
  }

  /** Runs netctl where the routers are reached from. */
  async netctl(...args: readonly string[]): Promise<Run> {
    const [nsenter, ...words] = this.world.outside;
    const command = [...words, process.execPath, program, ...args];
    return run(nsenter, command, this.root, netctlLimitMs);
  }

  /** Runs another program there; what it prints. */
  async outside(...command: readonly string[]): Promise<string> {
    const [nsenter, ...words] = this.world.outside;
    const { code, out, err } = await run(nsenter, [...words, ...command], this.root);
    if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}: ${err}`);
    return out;
  }

  /** Starts netctl there; what it leaves comes when it has ended. */
  begin(...args: readonly string[]): Begun {
    const [nsenter, ...words] = this.world.outside;
    return begin(nsenter, [...words, process.execPath, program, ...args], this.root, netctlLimitMs);
  }

  /**
   * Seconds a plain parallel loop of `ssh` takes to have `vtysh` read the same lines on every router that netctl gave it:
   * no lock, no check, no way back.
   */
  async plainLoop(): Promise<number> {
    const ssh =
      "ssh -q -i /mnt/run/key -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null";
    const pushes = this.world.routers.map(
      ({ name }) =>
        `${ssh} ops@${this.world.address(name)} vtysh -f /dev/stdin < devices/${name}.conf &`,
    );
    const [nsenter, ...words] = this.world.outside;
    const start = performance.now();
    const script = `${pushes.join("\n")}\nwait`;
    const { code, err } = await run(nsenter, [...words, "sh", "-c", script], this.root);
    if (code !== 0) throw new Error(`the loop ended with ${code}: ${err}`);
    return (performance.now() - start) / 1000;
  }

  async git(...args: readonly string[]): Promise<string> {
    const { code, out, err } = await run("git", args, this.root);
    if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}: ${err}`);
    return out.trimEnd();
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  async read(path: string): Promise<string> {
    return readFile(join(this.root, path), "utf8");
  }

  async edit(path: string, before: string, after: string): Promise<void> {
    const text = await this.read(path);
    if (!text.includes(before)) throw new Error(`${path} does not hold ${before}`);
    await this.write(path, text.replaceAll(before, after));
  }

  /** Names of routers on which netctl left a lock or a timer. */
  async armed(): Promise<readonly string[]> {
    const left = "ls -A /home/ops/.netctl 2> /dev/null; pgrep -f '[b]ox timer' || true";
    const names = this.world.routers.map(({ name }) => name);
    const found = await Promise.all(names.map((name) => this.world.on(name, "sh", "-c", left)));
    return names.filter((_, index) => found[index] !== "");
  }

  /** What every FRR router runs, byte for byte. */
  async running(): Promise<Readonly<Record<string, string>>> {
    const names = this.world.routers.filter(({ kind }) => kind === "frr").map(({ name }) => name);
    const texts = await Promise.all(names.map((name) => this.world.running(name)));
    return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ""]));
  }

  async end(): Promise<void> {
    await this.world.end();
    await rm(dirname(this.root), { recursive: true, force: true });
  }
}

/** The public host key that all routers of the wrapper share. */
async function hostKey(): Promise<string> {
  const text = await readFile("/mnt/run/hostkey.pub", "utf8");
  return text.split(" ").slice(0, 2).join(" ");
}
