import type { Command } from "commander";
import { type Add, adder, plain, type Runner } from "./add.ts";

/** Commands for those who write services, models and templates. */
export function describeModels(program: Command, add: Add, run: Runner): void {
  const load = () => import("../commands/model.ts");
  add(
    "new <model> <name>",
    "write a service to be filled in, made of its schema",
    plain,
    async ([model, name], _options, console) =>
      (await load()).create(console, model as string, name as string),
  );
  add(
    "test [model...]",
    "run the golden cases of models: models/<model>/tests",
    (command) => command.option("--update", "write what is found in place of what is expected"),
    async ([models], options, console) =>
      (await import("../commands/test.ts")).test(console, models as string[], options),
  );
  const addBelow = adder(program.command("model").description("kinds of services"), run);
  addBelow("list", "list the models", plain, async (_args, _options, console) =>
    (await load()).list(console),
  );
  addBelow(
    "show <model>",
    "its page, made of the schema",
    plain,
    async ([name], _options, console) => (await load()).show(console, name as string),
  );
  addBelow(
    "add <name>",
    "write a new model: schema, templates and a golden case",
    plain,
    async ([name], _options, console) => (await load()).add(console, name as string),
  );
}
