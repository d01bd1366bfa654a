import { NetctlError } from "../../errors.ts";
import { printPlatform } from "../../intent/platform-file/print-platform.ts";
import { knownPlatforms } from "../../workflow/platforms.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl platform [NAME]`: all of them, or one as the `platform.yaml` that would say the same. */
export async function platform(console: Console, name: string | undefined): Promise<number> {
  const known = await knownPlatforms(console.options.directory);
  if (name !== undefined) {
    const found = known.get(name)?.platform;
    if (found === undefined) {
      throw new NetctlError("usage", `there is no platform "${name}"`, {
        hint: `platforms: ${[...known.keys()].join(", ")}`,
      });
    }
    if (console.options.json) console.json(found);
    else console.data(printPlatform(found));
    return exitCodes.done;
  }
  const all = [...known].map(([key, { platform: each, isBuiltIn }]) => {
    const { title, products } = each;
    return { name: key, title, products, from: isBuiltIn ? "built-in" : "workspace" };
  });
  if (console.options.json) console.json(all);
  else {
    const rows = all.map(({ products, ...each }) => {
      return [each.name, each.title, products.join(", ") || "-", each.from];
    });
    console.table(["PLATFORM", "TITLE", "PRODUCTS", "FROM"], rows);
  }
  return exitCodes.done;
}
