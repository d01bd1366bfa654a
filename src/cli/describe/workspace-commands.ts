import { type Add, count, leaseMinutes, plain } from "./add.ts";

/** Commands about what is declared and recorded. */
export function describeWorkspace(add: Add): void {
  add(
    "init [dir]",
    "make a workspace",
    (command) => command.option("--lab", "with the simulated three-vendor example network"),
    async ([dir], { lab }, console) =>
      (await import("../commands/init.ts")).init(
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
    async (_args, _options, console) => (await import("../commands/validate.ts")).validate(console),
  );
  add(
    "render [device...]",
    "show what is asked of the devices",
    (command) =>
      command
        .option("--write", "bring devices/*.conf up to date")
        .option("--check", "exit 3 when devices/*.conf are stale")
        .option("--explain", "each line with where it comes from"),
    async ([devices], options, console) =>
      (await import("../commands/render.ts")).render(console, devices as string[], options),
  );
  add(
    "blame <device> [text]",
    "who is behind a line: template, service, git",
    (command) => command.option("--running", "of what the device runs now"),
    async ([device, text], options, console) =>
      (await import("../commands/blame.ts")).blame(console, device as string, {
        ...options,
        ...(text === undefined ? {} : { text: text as string }),
      }),
  );
  add(
    "history",
    "list the transactions in git",
    (command) =>
      command
        .option("--device <name>", "only those of this device")
        .option("--limit <n>", "at most", count),
    async (_args, options, console) =>
      (await import("../commands/history.ts")).history(console, options),
  );
  add(
    "status",
    "what is applied, unfinished, locked, and not given to the devices yet",
    plain,
    async (_args, _options, console) => (await import("../commands/status.ts")).status(console),
  );
  add(
    "lock",
    "keep everybody else from changing the network",
    (command) =>
      command
        .option("--for <time>", "how long: 60m where nothing is said, at most 1440m", leaseMinutes)
        .option("--show", "only say who holds it"),
    async (_args, options, console) => (await import("../commands/lock.ts")).lock(console, options),
  );
  add(
    "unlock <id>",
    "free the lock, whoever holds it: a transaction that loses it takes its devices back",
    plain,
    async ([id], _options, console) =>
      (await import("../commands/lock.ts")).unlock(console, id as string),
  );
}
