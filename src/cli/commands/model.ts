import { modelPage } from "../../report/model-page.ts";
import { addModel, listModels, newService, showModel } from "../../workflow/author/models.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl model list` */
export async function list(console: Console): Promise<number> {
  const models = await listModels(console.options.directory);
  if (console.options.json) console.json({ models });
  else
    console.table(
      ["model", "services", "templates", "what it is"],
      models.map(({ name, title, serviceCount, platforms }) => [
        name,
        String(serviceCount),
        platforms
          .flatMap(({ platform, state }) => (state === "template" ? [platform] : []))
          .join(" "),
        title,
      ]),
    );
  return exitCodes.done;
}

/** `netctl model show MODEL`: its page, made of the schema. */
export async function show(console: Console, name: string): Promise<number> {
  const model = await showModel(console.options.directory, name);
  if (console.options.json) console.json(model);
  else console.data(modelPage(model));
  return exitCodes.done;
}

/** `netctl model add NAME` */
export async function add(console: Console, name: string): Promise<number> {
  const paths = await addModel(console.options.directory, name);
  if (console.options.json) console.json({ paths });
  else console.data(paths.map((path) => `written: ${path}`).join("\n"));
  console.say(
    `next: say in the schema what it is, and in the templates how; then: netctl test ${name}`,
  );
  return exitCodes.done;
}

/** `netctl new MODEL NAME` */
export async function create(console: Console, model: string, name: string): Promise<number> {
  const path = await newService(console.options.directory, model, name);
  if (console.options.json) console.json({ path });
  else console.data(`written: ${path}`);
  console.say("next: fill it in, then: netctl validate");
  return exitCodes.done;
}
