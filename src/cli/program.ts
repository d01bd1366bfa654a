import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { Console, type GlobalOptions } from "./console.ts";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";

/** A command's work, loaded only when it is called: starting netctl must not cost what a command costs. */
type Work = (console: Console) => Promise<number>;

/** Runs one command line and gives its exit code. Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = exitCodes.done;
  const program = describe((work) => async (command) => {
    const console = new Console(globalOptions(command.optsWithGlobals()));
    try {
      code = await work(console);
    } catch (error) {
      code = await failure(error, console);
    }
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    // Commander has already said what was wrong; it asks for 0 after help and version only.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
  return code;
}

type Runner = (work: Work) => (command: Command) => Promise<void>;

function describe(run: Runner): Command {
  const program = new Command("netctl")
    .description("One transaction over routers of several vendors; git is the log.")
    .version("0.1.0")
    .option("-C <dir>", "work in this folder", ".")
    .option("--json", "results as JSON")
    .option("--no-input", "never ask")
    .addOption(
      new Option("--color <when>", "colour").choices(["auto", "always", "never"]).default("auto"),
    )
    .option("-q, --quiet", "no progress, no hints")
    .showHelpAfterError("(netctl --help lists the commands)")
    .addHelpText("after", exitCodeHelp)
    .exitOverride();
  const add = adder(program, run);
  describeWorkspace(add);
  describeNetwork(add);
  describeDevices(program, run);
  describeLab(program, run);
  return program;
}

type Add = (
  usage: string,
  description: string,
  prepare: (command: Command) => Command,
  work: (
    args: readonly unknown[],
    options: Readonly<Record<string, never>>,
    console: Console,
  ) => Promise<number>,
) => void;

/** Commander hands over the arguments, then the options, then the command itself. */
function adder(parent: Command, run: Runner): Add {
  return (usage, description, prepare, work) => {
    prepare(parent.command(usage).description(description)).action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const options = given.at(-2) as Readonly<Record<string, never>>;
      await run((console) => work(given.slice(0, -2), options, console))(command);
    });
  };
}

const plain = (command: Command): Command => command;

function describeWorkspace(add: Add): void {
  add(
    "init [dir]",
    "make a workspace",
    (command) => command.option("--lab", "with the simulated three-vendor example network"),
    async ([dir], { lab }, console) =>
      (await import("./commands/init.ts")).init(
        console,
        (dir as string) ?? console.options.directory,
        {
          lab: lab === true,
        },
      ),
  );
  add(
    "validate",
    "check models, services, inventory and templates",
    plain,
    async (_args, _options, console) => (await import("./commands/validate.ts")).validate(console),
  );
  add(
    "render [device...]",
    "show what is asked of the devices",
    (command) =>
      command
        .option("--write", "bring devices/*.conf up to date")
        .option("--check", "exit 3 when devices/*.conf are stale"),
    async ([devices], options, console) =>
      (await import("./commands/render.ts")).render(console, devices as string[], options),
  );
  add(
    "history",
    "list the transactions in git",
    (command) =>
      command
        .option("--device <name>", "only those of this device")
        .option("--limit <n>", "at most", count),
    async (_args, options, console) =>
      (await import("./commands/history.ts")).history(console, options),
  );
}

function describeNetwork(add: Add): void {
  add(
    "plan [target...]",
    "show what an apply would do",
    (command) =>
      command
        .option("-o, --out <file>", "seal the plan into a file")
        .option("--offline", "compare with git only")
        .option("--detailed-exitcode", "exit 2 when there are differences"),
    async ([targets], options, console) =>
      (await import("./commands/plan.ts")).plan(console, targets as string[], options),
  );
  add(
    "apply [plan]",
    "take all devices to what is declared, or none",
    (command) =>
      command
        .option("-y, --yes", "approve the plan beforehand")
        .option("-m, --message <text>", "first line of the record in git")
        .option("--confirm-timeout <time>", "when devices restore themselves: 2m to 120m", minutes)
        .option("--heal", "with --yes: also put back what somebody changed on a device"),
    async ([file], options, console) =>
      (await import("./commands/apply.ts")).apply(console, file as string | undefined, options),
  );
  add(
    "recover [transaction]",
    "settle what a killed netctl left behind",
    plain,
    async ([id], _options, console) =>
      (await import("./commands/recover.ts")).recover(console, id as string | undefined),
  );
  add(
    "demo",
    "show it all on simulated devices, in a folder of its own",
    plain,
    async (_args, _options, console) => (await import("./commands/demo.ts")).demo(console),
  );
}

function describeDevices(program: Command, run: Runner): void {
  const add = adder(program.command("device").description("the inventory"), run);
  const load = () => import("./commands/device.ts");
  add("list", "list the devices", plain, async (_args, _options, console) =>
    (await load()).list(console),
  );
  add("ping [device...]", "log in, and out again", plain, async ([names], _options, console) =>
    (await load()).ping(console, names as string[]),
  );
  add(
    "trust <device>",
    "accept a device's host key",
    (command) => command.option("--fingerprint <sha256>", "the key it must show"),
    async ([name], options, console) => (await load()).trust(console, name as string, options),
  );
}

function describeLab(program: Command, run: Runner): void {
  const add = adder(program.command("lab").description("simulated devices on this machine"), run);
  const load = () => import("./commands/lab.ts");
  add(
    "up",
    "start them",
    (command) =>
      command
        .option("--clock-rate <n>", "device seconds per second", count)
        .option("--count <n>", "so many more, box1 to boxN, for scale tests", count)
        .option("--product <name>", "what those are (default: csr1000v)")
        .option("--rtt <ms>", "milliseconds between a byte and its answer", milliseconds),
    async (_args, options, console) => (await load()).up(console, options),
  );
  add("down", "stop them", plain, async (_args, _options, console) => (await load()).down(console));
  add("status", "what each is doing", plain, async (_args, _options, console) =>
    (await load()).status(console),
  );
  add(
    "fault <box> <fault>",
    "switch a fault on",
    (command) => command.option("--off", "switch it off"),
    async ([box, name], options, console) =>
      (await load()).fault(console, box as string, name as string, options),
  );
  add("reset [box]", "back to the factory configuration", plain, async ([box], _options, console) =>
    (await load()).reset(console, box as string | undefined),
  );
  add("ssh <box>", "log in with the OpenSSH client", plain, async ([box], _options, console) =>
    (await load()).ssh(console, box as string),
  );
}

function globalOptions(given: Readonly<Record<string, unknown>>): GlobalOptions {
  const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
  return {
    directory: given["C"] as string,
    json: given["json"] === true,
    canAsk: isTerminal && given["input"] !== false,
    quiet: given["quiet"] === true,
    color: given["color"] as GlobalOptions["color"],
  };
}

/** `80` or `80ms`. */
function milliseconds(text: string): number {
  return count(text.replace(/ms$/, ""));
}

function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("a whole number above 0 is needed");
}

function minutes(text: string): number {
  const number = Number(/^(\d+)m?$/.exec(text)?.[1]);
  if (number >= 2 && number <= 120) return number;
  throw new InvalidArgumentError("2m to 120m, in whole minutes: devices count no finer");
}

const exitCodeHelp = `
Exit codes: 0 done or nothing to do · 1 unexpected error · 2 differences found · 3 intent has findings ·
4 authentication or host key · 5 failed, every device restored · 6 in doubt: netctl recover ·
7 refused · 8 a device is unreachable · 64 wrong usage · 129, 130, 143 interrupted, safely stopped`;
