import { Command, CommanderError, Option } from "commander";
import { Console, type GlobalOptions } from "./console.ts";
import { adder, type Runner } from "./describe/add.ts";
import { describeDevices } from "./describe/device-commands.ts";
import { describeLab } from "./describe/lab-commands.ts";
import { describeModels } from "./describe/model-commands.ts";
import { describeNetwork } from "./describe/network-commands.ts";
import { describeVendors } from "./describe/vendor-commands.ts";
import { describeWorkspace } from "./describe/workspace-commands.ts";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";

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
  describeModels(program, add, run);
  describeNetwork(add);
  describeDevices(program, run);
  describeVendors(add);
  describeLab(program, run);
  return program;
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

const exitCodeHelp = `
Exit codes: 0 done or nothing to do · 1 unexpected error · 2 differences found · 3 intent has findings ·
4 authentication or host key · 5 failed, every device restored · 6 in doubt: netctl recover ·
7 refused · 8 a device is unreachable · 64 wrong usage · 129, 130, 143 interrupted, safely stopped`;
