import type { Platform } from "../../platform/platform.ts";
import type { Declared } from "../declared.ts";
import type { Fleet } from "../run/fleet.ts";
import type { Secrets } from "./secrets.ts";

/** From here on no secret comes out of the sessions with a device. `texts`: what it was given last, and is to get. */
export async function veilDevice(
  fleet: Fleet,
  secrets: Secrets,
  {
    device,
    platform,
    texts,
  }: {
    readonly device: string;
    readonly platform: Platform;
    readonly texts: readonly (string | undefined)[];
  },
): Promise<void> {
  const known = texts.filter((text) => text !== undefined);
  fleet.veil(device, await secrets.veil(platform, known));
}

/** The same for all devices that are declared; `confs` is what was applied. */
export async function veilCandidates(
  fleet: Fleet,
  { candidates, secrets }: Pick<Declared, "candidates" | "secrets">,
  confs: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { device, platform, text } of candidates.values()) {
    const texts = [confs.get(device.name), text];
    await veilDevice(fleet, secrets, { device: device.name, platform, texts });
  }
}
