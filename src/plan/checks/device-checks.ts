import type { Finding } from "../../errors.ts";
import type { Intent, WrittenCheck } from "../../intent/intent.ts";
import type { RenderedCheck } from "../../render/render-checks.ts";
import type { Check } from "./check.ts";
import { resolveCheck } from "./resolve-check.ts";

/**
 * What each device is asked: the checks of `netctl.yaml`, its own, and those of its services, in this order and each
 * once. A check for a device or a platform that nobody knows is a finding, for it would never be asked.
 */
export function deviceChecks(
  intent: Intent,
  rendered: readonly RenderedCheck[],
): {
  readonly checks: ReadonlyMap<string, readonly Check[]>;
  readonly findings: readonly Finding[];
} {
  const { settings, models, services } = intent;
  const written = [settings, ...models.values(), ...services].flatMap((owner) => owner.checks);
  const findings = written.flatMap((check) => strayFindings(check, intent));
  const ofServices = new Map<string, WrittenCheck[]>();
  for (const { device, check } of rendered)
    ofServices.set(device, [...(ofServices.get(device) ?? []), check]);
  const checks = new Map<string, readonly Check[]>();
  for (const device of intent.devices.values()) {
    const platform = intent.platforms.get(device.platform);
    if (platform === undefined) continue;
    const own: Check[] = [];
    const asked = [...settings.checks, ...device.checks, ...(ofServices.get(device.name) ?? [])];
    for (const written of asked) {
      const resolved = resolveCheck(written, device, platform);
      if (resolved === undefined) continue;
      if ("code" in resolved) findings.push(resolved);
      else own.push(resolved);
    }
    checks.set(device.name, once(own));
  }
  return { checks, findings };
}

/** Two services may ask the same question. */
function once(checks: readonly Check[]): readonly Check[] {
  const asked = new Map(checks.map((check) => [JSON.stringify({ ...check, place: 0 }), check]));
  return [...asked.values()];
}

function strayFindings({ words, placeOf }: WrittenCheck, intent: Intent): Finding[] {
  const { devices = [], platform } = words as { devices?: readonly string[]; platform?: string };
  const unknown = devices.flatMap((name, index) =>
    intent.devices.has(name) ? [] : [[`/devices/${index}`, `unknown device \`${name}\``] as const],
  );
  const isStray = platform !== undefined && !intent.platforms.has(platform);
  return [
    ...unknown,
    ...(isStray ? [["/platform", `unknown platform \`${platform}\``] as const] : []),
  ].map(([pointer, message]) => ({ code: "NC1053", message, place: placeOf(pointer) }));
}
