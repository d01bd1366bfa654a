import { NetctlError } from "../../errors.ts";
import { originText } from "../../report/origin-text.ts";
import { render as renderStory } from "../../workflow/render.ts";
import type { Console } from "../console.ts";
import { exitCodes } from "../exit-code.ts";

/** `netctl render [DEVICE…] [--write|--check]` */
export async function render(
  console: Console,
  devices: readonly string[],
  options: { readonly write?: boolean; readonly check?: boolean; readonly explain?: boolean },
): Promise<number> {
  if (options.write && options.check) {
    throw new NetctlError("usage", "--write and --check exclude each other");
  }
  const manner = options.write ? "write" : options.check ? "check" : "show";
  const { rendered, stale } = await renderStory(console.options.directory, devices, manner);
  if (console.options.json)
    console.json({ devices: rendered.map(({ device, text }) => ({ device, text })), stale });
  else if (options.explain) {
    for (const { device, lines } of rendered)
      console.data(`# ${device}\n${originText(lines, console.out)}`);
  } else if (manner === "show") {
    const isMany = rendered.length > 1;
    console.data(
      rendered.map(({ device, text }) => (isMany ? `# ${device}\n${text}` : text)).join("\n"),
    );
  } else {
    for (const path of stale) console.data(`${manner === "write" ? "written" : "stale"}: ${path}`);
    if (stale.length === 0) console.say("every rendered configuration is up to date");
  }
  return manner === "check" && stale.length > 0 ? exitCodes.invalid : exitCodes.done;
}
