import type { Command } from "commander";
import { adder, count, milliseconds, plain, type Runner } from "./add.ts";

/** Commands about the simulated devices. */
export function describeLab(program: Command, run: Runner): void {
  const add = adder(program.command("lab").description("simulated devices on this machine"), run);
  const load = () => import("../commands/lab.ts");
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
    "fault [box] [fault]",
    "switch a fault on",
    (command) => command.option("--off", "switch it off").option("--list", "what faults there are"),
    async (args, options, console) =>
      (await load()).fault(console, args as readonly (string | undefined)[], options),
  );
  add("reset [box]", "back to the factory configuration", plain, async ([box], _options, console) =>
    (await load()).reset(console, box as string | undefined),
  );
  add("ssh <box>", "log in with the OpenSSH client", plain, async ([box], _options, console) =>
    (await load()).ssh(console, box as string),
  );
}
