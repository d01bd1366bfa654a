import type { Command } from "commander";
import { type Add, minutes, plain, waveSizes } from "./add.ts";

const partial = "services may be carried out on some of their devices only";
const skipUnreachable = "leave out devices that cannot be reached";

/** Commands about what the network runs, and is to run. */
export function describeNetwork(add: Add): void {
  add(
    "plan [target...]",
    "show what an apply would do",
    (command) =>
      command
        .option("-o, --out <file>", "seal the plan into a file")
        .option("--partial", partial)
        .option("--skip-unreachable", skipUnreachable)
        .option("--heal", "seal that drift may be put back")
        .option("--offline", "compare with git only")
        .option("--native", "the lines as they would be typed")
        .option("--reverse", "the lines of the way back")
        .option("--detailed-exitcode", "exit 2 when there are differences"),
    async ([targets], options, console) =>
      (await import("../commands/plan.ts")).plan(console, targets as string[], options),
  );
  add(
    "apply [what...]",
    "take all devices to what is declared, or none: a sealed plan, or the devices that are named",
    (command) =>
      applying(command.option("--partial", partial).option("--skip-unreachable", skipUnreachable)),
    async ([words], options, console) =>
      (await import("../commands/apply.ts")).apply(console, words as string[], options),
  );
  add(
    "rollback [change]",
    "take back a transaction or a commit and leave later ones; the last transaction if none is named",
    applying,
    async ([name], options, console) =>
      (await import("../commands/rollback.ts")).rollback(
        console,
        name as string | undefined,
        options,
      ),
  );
  add(
    "drift [target...]",
    "find what somebody changed on the devices",
    (command) =>
      command
        .option("--skip-unreachable", skipUnreachable)
        .option("--learned", "list what devices are known to print for lines they were sent")
        .option("--forget", "forget what was learned"),
    async ([targets], options, console) =>
      (await import("../commands/drift.ts")).drift(console, targets as string[], options),
  );
  add("check [target...]", "run the checks alone", plain, async ([targets], _options, console) =>
    (await import("../commands/check.ts")).check(console, targets as string[]),
  );
  add(
    "diff <running> <candidate>",
    "the change set between two files",
    (command) =>
      command
        .requiredOption("--platform <name>", "whose configurations they are")
        .option("--applied <file>", "what of RUNNING is ours; all of it where absent")
        .option("--reverse", "the way back"),
    async ([running, candidate], options, console) =>
      (await import("../commands/diff.ts")).diff(
        console,
        { running: running as string, candidate: candidate as string },
        { ...options, platform: String(options["platform"]) },
      ),
  );
  add(
    "recover [transaction]",
    "settle what a killed netctl left behind",
    (command) =>
      command
        .option("--status", "only say what the journals know; changes nothing")
        .option("--forward", "I have looked: the devices left in doubt run the recorded change")
        .option("--back", "I have looked: the devices left in doubt run what they ran before"),
    async ([id], options, console) =>
      (await import("../commands/recover.ts")).recover(console, id as string | undefined, options),
  );
  add(
    "demo",
    "show it all on simulated devices, in a folder of its own",
    plain,
    async (_args, _options, console) => (await import("../commands/demo.ts")).demo(console),
  );
}

/** Options of every command that changes the network. */
function applying(command: Command): Command {
  return command
    .option("-y, --yes", "approve the plan beforehand")
    .option("-m, --message <text>", "first line of the record in git")
    .option("--confirm-timeout <time>", "when devices restore themselves: 2m to 120m", minutes)
    .option("--batch <sizes>", "go into trial in waves, such as 1,10%,all", waveSizes)
    .option("--heal", "with --yes: also put back what somebody changed on a device");
}
