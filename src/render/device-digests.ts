import type { Device, Intent, Service } from "../intent/intent.ts";
import { digest } from "../intent/memory.ts";
import { servicesReferredTo } from "../intent/service-references.ts";

/**
 * Digests of everything that decides what is rendered for a device: its services and those they refer to, what templates
 * see of devices, the templates, and the platforms that read the lines. Two that are equal give the same lines.
 */
export function deviceDigests(intent: Intent): (device: Device) => string {
  const { services, templates, platforms, devices } = intent;
  const shared = [...templates].flatMap(([key, { text }]) => [key, text]);
  // Most templates look at their own device alone, and then no other one matters.
  const seesAll = [...templates.values()].some(({ text }) => /(?<![.\w"'])devices\b/.test(text));
  const all = seesAll ? [...devices.values()].map(viewOf) : [];
  const readers = [...platforms].flatMap(([name, platform]) => [name, JSON.stringify(platform)]);
  const ground = digest([...shared, ...readers, ...all]);
  const own = new Map(services.map((service) => [service, serviceDigest(service)]));
  const referredTo = servicesReferredTo(intent);
  const byDevice = new Map<string, Service[]>();
  for (const service of services)
    for (const name of service.devices) {
      const known = byDevice.get(name);
      if (known === undefined) byDevice.set(name, [service]);
      else known.push(service);
    }
  return (device) => {
    const theirs = byDevice.get(device.name) ?? [];
    const parts = theirs.flatMap((service) =>
      [service, ...referredTo(service)].map((each) => own.get(each) ?? ""),
    );
    return digest([ground, viewOf(device), ...parts]);
  };
}

/** What templates see of a device. */
function viewOf({ name, platform, product, vars }: Device): string {
  return JSON.stringify([name, platform, product ?? null, vars]);
}

function serviceDigest({ model, name, document, mentions }: Service): string {
  return digest([model, name, JSON.stringify(document), JSON.stringify(mentions)]);
}
