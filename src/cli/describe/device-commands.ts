import type { Command } from "commander";
import { adder, plain, type Runner } from "./add.ts";

/** Commands about the inventory. */
export function describeDevices(program: Command, run: Runner): void {
  const add = adder(program.command("device").description("the inventory"), run);
  const load = () => import("../commands/device.ts");
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
