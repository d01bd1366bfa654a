import { Argument } from "commander";
import { type Add, plain } from "./add.ts";

/** Commands for those who add or change a vendor. */
export function describeVendors(add: Add): void {
  add(
    "platform [name]",
    "list the platforms, or print one as YAML",
    plain,
    async ([name], _options, console) =>
      (await import("../commands/platform.ts")).platform(console, name as string | undefined),
  );
  add(
    "schema",
    "print the JSON Schema of a file, for editors",
    (command) =>
      command.addArgument(
        new Argument("<what>", "whose").choices(["platform", "device", "pool", "settings"]),
      ),
    async ([what], _options, console) =>
      (await import("../commands/schema.ts")).schema(console, what as string),
  );
}
